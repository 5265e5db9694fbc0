package org.refold.tribuo;

import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;

/**
 * The rows of features as examples of Tribuo, each made once: Tribuo sorts the features of each
 * example that is made of names, which takes longer than to train on it.
 */
final class ProbeExamples {

  private final ProbeFeatures.Scaled features;
  private final @Nullable Example<Label>[] made;

  /**
   * @param features of all rows
   * @param training those whose numbers features are scaled by
   */
  @SuppressWarnings("unchecked") // an array of one generic type
  ProbeExamples(ProbeFeatures features, int[] training) {
    this.features = features.scaledBy(training);
    this.made = (Example<Label>[]) new Example<?>[features.ids().size()];
  }

  /** A row without its label; not to be changed. */
  Example<Label> of(int row) {
    Example<Label> example = made[row];
    if (example == null) {
      example =
          new ArrayExample<>(
              LabelFactory.UNKNOWN_LABEL, features.names(row), features.numbers(row));
      made[row] = example;
    }
    return example;
  }

  /** A row with a label. */
  Example<Label> of(int row, Label label) {
    return new ArrayExample<>(label, of(row), 1f);
  }
}
