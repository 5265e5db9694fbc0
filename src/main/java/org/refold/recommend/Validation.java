package org.refold.recommend;

import java.util.Optional;
import org.refold.data.FoldInItems;
import org.refold.data.Holdout;

/**
 * What the best epoch of a training is chosen on, and by what.
 *
 * @param holdout held-out data; never those of the test
 * @param metric the name of a metric, such as {@code "recall@20"}; empty for the recommender's own
 *     choice
 * @param foldInItems what becomes of items of the history: the same as in the evaluation that
 *     follows
 */
public record Validation(Holdout holdout, Optional<String> metric, FoldInItems foldInItems) {

  /** By the recommender's own choice, items of the history masked. */
  public static Validation on(Holdout holdout) {
    return new Validation(holdout, Optional.empty(), FoldInItems.MASKED);
  }

  /** The same by a metric. */
  public Validation by(String name) {
    return new Validation(holdout, Optional.of(name), foldInItems);
  }

  /** The same with another rule for items of the history. */
  public Validation withFoldInItems(FoldInItems rule) {
    return new Validation(holdout, metric, rule);
  }
}
