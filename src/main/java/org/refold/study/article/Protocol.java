package org.refold.study.article;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.refold.data.FoldInItems;

/**
 * How a row of the table is measured. Immutable.
 *
 * @param split the split, without a validation part; one of a tenth of the training data is added
 *     where the epoch is chosen on it
 * @param metrics what is measured, by commas
 * @param epoch which epoch is reported
 * @param foldedIn what the model sees of a user
 * @param foldInItems what becomes of training items in a ranking
 * @param scored whose recommendations are measured
 */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record Protocol(
    String split,
    String metrics,
    EpochChoice epoch,
    FoldedIn foldedIn,
    FoldInItems foldInItems,
    ScoredUsers scored) {

  private static final double VALIDATION = 0.1;

  /**
   * A protocol without mistakes: histories are folded in, training items masked, test users scored,
   * and the epoch is chosen on validation data.
   */
  public static Protocol of(String split, String metrics) {
    return new Protocol(
        split,
        metrics,
        EpochChoice.BEST_ON_VALIDATION,
        FoldedIn.HISTORY,
        FoldInItems.MASKED,
        ScoredUsers.TEST);
  }

  /** The same with another choice of the epoch. */
  public Protocol with(EpochChoice choice) {
    return new Protocol(split, metrics, choice, foldedIn, foldInItems, scored);
  }

  /** The same with something else shown to the model. */
  public Protocol with(FoldedIn shown) {
    return new Protocol(split, metrics, epoch, shown, foldInItems, scored);
  }

  /** The same with training items left in or taken out of the ranking. */
  public Protocol with(FoldInItems rule) {
    return new Protocol(split, metrics, epoch, foldedIn, rule, scored);
  }

  /** The same with other users. */
  public Protocol with(ScoredUsers users) {
    return new Protocol(split, metrics, epoch, foldedIn, foldInItems, users);
  }

  /** The split with a validation part. */
  String splitWithValidation() {
    return split + (split.contains(":") ? "," : ":") + "validation=" + VALIDATION;
  }

  /** The pieces in words, for a person. */
  public String describe() {
    return "split %s; metrics %s; %s; the model sees %s; %s; scored are %s"
        .formatted(
            split,
            metrics,
            epoch.meaning(),
            foldedIn.meaning(),
            foldInItems.meaning(),
            scored.meaning());
  }
}
