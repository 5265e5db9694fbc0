package org.refold.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.settings.BadInputException;

/** The users of a hold-out that have a held-out item: those that can be measured. Immutable. */
final class EvaluatedUsers {

  private final Holdout holdout;
  private final int[] rows;

  /**
   * @throws BadInputException if no user has a held-out item
   */
  EvaluatedUsers(Holdout holdout) {
    this.holdout = holdout;
    int[] users = new int[holdout.foldOut().userCount()];
    int n = 0;
    for (int user = 0; user < users.length; user++) {
      if (holdout.foldOut().count(user) > 0) {
        users[n++] = user;
      }
    }
    if (n == 0) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "none of the %d users of the hold-out has a held-out item; the split left nothing"
                      + " to",
                  users.length)
              + " measure: hold out more, or lower its threshold");
    }
    this.rows = Arrays.copyOf(users, n);
  }

  /** How many they are. */
  int count() {
    return rows.length;
  }

  /** The hold-out with only these users; ask {@link #candidates} for what is to be ranked. */
  Holdout holdout() {
    return rows.length == holdout.foldIn().userCount() ? holdout : holdout.rows(rows);
  }

  /** The items to rank for one of these users, or {@link Ranker#ALL_ITEMS}. */
  int[] candidates(int row) {
    return holdout.candidates() == null ? Ranker.ALL_ITEMS : holdout.candidates().of(rows[row]);
  }

  /** What is to be said of what is ranked: nothing where it is the whole catalogue. */
  Optional<String> sampling() {
    Candidates candidates = holdout.candidates();
    if (candidates == null) {
      return Optional.empty();
    }
    double mean = Arrays.stream(rows).map(candidates::count).average().orElse(0);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "sampled: ranked among %.0f items of each user, not among all %d; figures compare with"
                + " none of full rankings",
            mean,
            holdout.foldIn().itemCount()));
  }

  /**
   * Values of these users, put where the users stand in the whole hold-out.
   *
   * @param values one for each of these users
   * @param others what all other users get
   */
  double[] aligned(double[] values, double others) {
    double[] all = new double[holdout.foldIn().userCount()];
    Arrays.fill(all, others);
    for (int row = 0; row < rows.length; row++) {
      all[rows[row]] = values[row];
    }
    return all;
  }
}
