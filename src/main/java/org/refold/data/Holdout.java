package org.refold.data;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;

/**
 * What a model is asked and what it should answer: row {@code u} of {@code histories} is what a
 * model is given to score user {@code u}, row {@code u} of {@code foldOut} what it should find. All
 * parts have the same users and the same items (those of the training data).
 *
 * <p>With weak generalisation {@code histories} are, as a rule, the users' training rows, whatever
 * else is known of them: a model that scores its users by what it learned of them has seen no more,
 * so models that fold histories in are given no more either. Interactions held out for validation
 * are in {@code foldIn} all the same, for they are no part of the answer.
 *
 * @param foldIn all that is known of the users and is not held out here; masked in rankings
 * @param foldOut what was held out, with values where the data have them
 * @param users whether the users took part in training
 * @param candidates the items to rank for each user, or null for the whole catalogue
 * @param histories the part of {@code foldIn} that models are given
 * @param prediction what is asked about the fold-out; where it is the next item, the fold-out of
 *     each user is in the order of time and later than the fold-in
 */
public record Holdout(
    Interactions foldIn,
    Interactions foldOut,
    Generalisation users,
    @Nullable Candidates candidates,
    Interactions histories,
    Prediction prediction) {

  /** Whether the users of a hold-out took part in training. */
  public enum Generalisation {
    /** The users are not in the training data; a model must fold them in. */
    STRONG,
    /** The users are in the training data, under the same raw ids. */
    WEAK
  }

  /**
   * @throws IllegalArgumentException if the parts do not have the same users and items, or next
   *     items are to be ranked among candidates
   */
  public Holdout {
    if (!foldIn.users().equals(foldOut.users()) || !foldIn.items().equals(foldOut.items())) {
      throw new IllegalArgumentException(
          "fold-in (%s) and fold-out (%s) must share users and items".formatted(foldIn, foldOut));
    }
    if (!histories.users().equals(foldIn.users()) || !histories.items().equals(foldIn.items())) {
      throw new IllegalArgumentException(
          "histories (%s) and fold-in (%s) must share users and items"
              .formatted(histories, foldIn));
    }
    if (candidates != null && candidates.userCount() != foldIn.userCount()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "candidates for %d users, but the hold-out has %d",
              candidates.userCount(),
              foldIn.userCount()));
    }
    if (candidates != null && prediction.isOfNext()) {
      throw new IllegalArgumentException("next items are ranked among all items, not candidates");
    }
  }

  /** A hold-out all of whose items are to be found at once. */
  public Holdout(
      Interactions foldIn,
      Interactions foldOut,
      Generalisation users,
      @Nullable Candidates candidates,
      Interactions histories) {
    this(foldIn, foldOut, users, candidates, histories, Prediction.REST);
  }

  /** A hold-out whose models are given all that is known of the users. */
  public Holdout(
      Interactions foldIn,
      Interactions foldOut,
      Generalisation users,
      @Nullable Candidates candidates) {
    this(foldIn, foldOut, users, candidates, foldIn);
  }

  /** The same, ranked against the whole catalogue. */
  public Holdout(Interactions foldIn, Interactions foldOut, Generalisation users) {
    this(foldIn, foldOut, users, null);
  }

  /** The same with other items to find. */
  public Holdout withFoldOut(Interactions wanted) {
    return new Holdout(foldIn, wanted, users, candidates, histories, prediction);
  }

  /** The same with something else asked about the fold-out. */
  public Holdout withPrediction(Prediction wanted) {
    return new Holdout(foldIn, foldOut, users, candidates, histories, wanted);
  }

  /**
   * Refuses next items.
   *
   * @param what cannot be had of them
   * @throws BadInputException if this is a hold-out of such
   */
  public void requireRest(String what) {
    if (prediction.isOfNext()) {
      throw new BadInputException(
          what
              + " cannot be had where each held-out item is predicted from all before it"
              + " (predict=%s); take predict=rest for the split".formatted(prediction.token()));
    }
  }

  /**
   * Only some of the users, ranked against the whole catalogue.
   *
   * @param rows indices of users, each at most once
   */
  public Holdout rows(int[] rows) {
    Interactions known = foldIn.rows(rows);
    Interactions given = histories == foldIn ? known : histories.rows(rows);
    return new Holdout(known, foldOut.rows(rows), users, null, given, prediction);
  }
}
