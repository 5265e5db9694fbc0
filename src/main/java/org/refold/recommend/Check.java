package org.refold.recommend;

import org.refold.data.Interactions;
import org.refold.settings.BadInputException;

/** Checks of hyper-parameters and data, with messages that name value, bound and remedy. */
public final class Check {

  private Check() {}

  /**
   * @param name the hyper-parameter
   * @param remedy what to choose instead, such as {@code "typical: 50-500"}
   * @throws BadInputException if the value is less than the least that is allowed
   */
  public static void atLeast(long least, String name, long value, String remedy) {
    org.refold.settings.Check.atLeast(least, name, value, remedy);
  }

  /**
   * @param name the hyper-parameter
   * @param remedy what to choose instead
   * @throws BadInputException unless the value is finite and more than 0
   */
  public static void positive(String name, double value, String remedy) {
    org.refold.settings.Check.positive(name, value, remedy);
  }

  /**
   * @param name the hyper-parameter
   * @param remedy what to choose instead
   * @throws BadInputException unless the value is finite and at least 0
   */
  public static void notNegative(String name, double value, String remedy) {
    org.refold.settings.Check.notNegative(name, value, remedy);
  }

  /**
   * @param name the hyper-parameter
   * @param remedy what to choose instead
   * @throws BadInputException unless 0 &le; value &lt; 1
   */
  public static void rate(String name, double value, String remedy) {
    org.refold.settings.Check.rate(name, value, remedy);
  }

  /**
   * @param who the recommender that is to be fitted
   * @throws BadInputException if there is no interaction to learn from
   */
  public static void notEmpty(Recommender who, Interactions train) {
    if (train.isEmpty()) {
      throw new BadInputException(
          "%s cannot be fitted on %s: loosen the filters or the rating threshold that left nothing"
              .formatted(who.name(), train));
    }
  }

  /**
   * Checks the arguments of {@link FoldIn#score}.
   *
   * @throws BadInputException if the histories are not over the items of the model
   * @throws IllegalArgumentException if there are no such rows, or the array is too small
   */
  public static void foldIn(Model model, Interactions histories, int from, int to, float[] scores) {
    if (!histories.items().equals(model.items())) {
      throw new BadInputException(
          "the histories are over %d items that are not the model's %d; use histories.withItems(%s)"
              .formatted(histories.itemCount(), model.items().size(), "model.items()"));
    }
    if (from < 0 || from > to || to > histories.userCount()) {
      throw new IllegalArgumentException(
          "rows %d to %d of %d histories".formatted(from, to, histories.userCount()));
    }
    long expected = (long) (to - from) * model.items().size();
    if (scores.length < expected) {
      throw new IllegalArgumentException(
          "an array for %d scores, but there are %d histories x %d items"
              .formatted(scores.length, to - from, model.items().size()));
    }
  }
}
