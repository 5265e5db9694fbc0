package org.refold.recommend;

import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/** What fits and models demand of the data they are given. */
public final class Preconditions {

  private Preconditions() {}

  /**
   * The index of an item.
   *
   * @throws BadInputException if the model does not know it
   */
  public static int indexOf(Model model, String item) {
    int index = model.items().indexOf(item);
    if (index < 0) {
      throw new BadInputException(
          "the model does not know the item '%s'; %s"
              .formatted(item, Suggestions.hint(item, model.items().ids())));
    }
    return index;
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
   * @param who the recommender that is to be fitted
   * @throws BadInputException if there are no ratings to learn from
   */
  public static void ratings(Recommender who, Interactions train) {
    notEmpty(who, train);
    if (!train.hasValues()) {
      throw new BadInputException(
          "%s learns from ratings, but %s have none: either the data have no values (`refold data"
                  .formatted(who.name(), train)
              + " info` says so), or the split drops them, which ratings:test=0.1 does not");
    }
  }

  /**
   * Checks the arguments of {@link Model#score}.
   *
   * @throws BadInputException if the histories are not over the items of the model
   * @throws IllegalArgumentException if there are no such rows, or the array is too small
   */
  public static void foldIn(Model model, Interactions histories, int from, int to, float[] scores) {
    if (!histories.items().equals(model.items())) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the histories are over %d items that are not the model's %d; use"
                  + " histories.withItems(%s)",
              histories.itemCount(),
              model.items().size(),
              "model.items()"));
    }
    if (from < 0 || from > to || to > histories.userCount()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "rows %d to %d of %d histories", from, to, histories.userCount()));
    }
    long expected = (long) (to - from) * model.items().size();
    if (scores.length < expected) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an array for %d scores, but there are %d histories x %d items",
              scores.length,
              to - from,
              model.items().size()));
    }
  }

  /**
   * Checks the arguments of {@link UserVectors#encode}.
   *
   * @throws BadInputException if the histories are not over the items of the model
   * @throws IllegalArgumentException if there are no such rows, or the array is too small
   */
  public static void encode(
      UserVectors model, Interactions histories, int from, int to, float[] vectors) {
    foldIn(model, histories, from, from, vectors);
    int length = model.userDimension();
    if (to < from || to > histories.userCount() || vectors.length < (long) (to - from) * length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "vectors of rows %d to %d of %d histories were asked for, %d numbers each, into an"
                  + " array for %d",
              from,
              to,
              histories.userCount(),
              length,
              vectors.length));
    }
  }

  /**
   * Checks the arguments of {@link RatingPredictor#predict}.
   *
   * @throws BadInputException if histories or pairs are not over the items of the model
   * @throws IllegalArgumentException if the rows are not as many, or the array is too small
   */
  public static void predict(
      Model model, Interactions histories, Interactions pairs, float[] predictions) {
    foldIn(model, histories, 0, 0, predictions);
    foldIn(model, pairs, 0, 0, predictions);
    if (histories.userCount() != pairs.userCount() || predictions.length < pairs.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d histories and %d rows of %d pairs, with an array for %d predictions",
              histories.userCount(),
              pairs.userCount(),
              pairs.size(),
              predictions.length));
    }
  }
}
