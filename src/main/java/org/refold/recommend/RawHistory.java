package org.refold.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

/**
 * A history as a person states it.
 *
 * @param items raw ids, oldest first
 * @param ratings one for each item, if there are any
 */
record RawHistory(List<String> items, Optional<float[]> ratings) {

  /** Not the id of a user in any data set: who asks is not one of the training users. */
  private static final Vocabulary SOMEONE = Vocabulary.of(List.of("\u0000new user"));

  static RawHistory rated(List<String> items, List<? extends Number> ratings) {
    if (items.size() != ratings.size()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d ratings were given for a history of %d items; give one for each",
              ratings.size(),
              items.size()));
    }
    float[] values = new float[ratings.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = ratings.get(k).floatValue();
      if (!Float.isFinite(values[k])) {
        throw new BadInputException(
            "the rating of '%s' is %s, but must be a finite number"
                .formatted(items.get(k), ratings.get(k)));
      }
    }
    return new RawHistory(items, Optional.of(values));
  }

  /**
   * As one row over the items of a model, in the order given.
   *
   * @throws BadInputException if there are ids and none is known
   */
  Interactions over(Vocabulary known) {
    InteractionsBuilder builder = new InteractionsBuilder(ratings.isPresent(), false);
    List<String> unknown = new ArrayList<>();
    for (int k = 0; k < items.size(); k++) {
      int item = known.indexOf(items.get(k));
      if (item >= 0) {
        builder.add(0, item, ratings.isPresent() ? ratings.get()[k] : 1f, 0L);
      } else {
        unknown.add(items.get(k));
      }
    }
    if (!items.isEmpty() && builder.size() == 0) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "none of the %d items of the history is known to the model (the first is '%s', a"
                      + " known",
                  items.size(),
                  unknown.get(0))
              + " one is '%s')".formatted(known.id(0)));
    }
    return builder.build(
        SOMEONE, known, ratings.isPresent() ? Duplicates.LAST_WINS : Duplicates.KEEP);
  }
}
