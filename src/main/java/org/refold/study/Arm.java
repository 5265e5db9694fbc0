package org.refold.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.Catalogue;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

/**
 * One recommender with its settings: what a study compares.
 *
 * @param label what figures and tables call it; unique in a study
 * @param model the name in the catalogue
 * @param settings hyper-parameters by name, as text; those that are left out have their defaults
 * @param levels the level of each factor, by the name of the factor; empty for a baseline
 */
public record Arm(
    String label, String model, Map<String, String> settings, Map<String, String> levels) {

  /**
   * @throws BadInputException if the label is empty
   */
  public Arm {
    if (label.isBlank()) {
      throw new BadInputException("an arm of a study has no label; give each arm a name");
    }
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
  }

  /** An arm that takes part in no factor, under the name of its model. */
  public static Arm of(Recommender recommender) {
    Map<String, String> settings = new LinkedHashMap<>();
    Catalogue.settings(recommender).forEach((name, value) -> settings.put(name, "" + value));
    return new Arm(recommender.name(), recommender.name(), settings, Map.of());
  }

  /**
   * Whether the other is the same arm: a setting that is left out is its default, so that an arm
   * stays the same when its model gets a further one.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Arm arm
        && label.equals(arm.label)
        && model.equals(arm.model)
        && levels.equals(arm.levels)
        && Catalogue.withDefaults(model, settings)
            .equals(Catalogue.withDefaults(arm.model, arm.settings));
  }

  @Override
  public int hashCode() {
    return Objects.hash(label, model, levels);
  }

  /** Whether it takes part in no factor. */
  public boolean isBaseline() {
    return levels.isEmpty();
  }

  /**
   * The recommender that is fitted.
   *
   * @throws BadInputException if the model or a setting is unknown, or a value out of its range
   */
  public Recommender recommender() {
    return Catalogue.create(model, settings);
  }

  /** The same under another label. */
  public Arm withLabel(String newLabel) {
    return new Arm(newLabel, model, settings, levels);
  }

  @Override
  public String toString() {
    return label;
  }
}
