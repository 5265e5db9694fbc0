package org.refold.data;

import org.jspecify.annotations.Nullable;

/**
 * What a model is asked and what it should answer: row {@code u} of {@code foldIn} is the history
 * that a model may see, row {@code u} of {@code foldOut} what was held out of it. Both have the
 * same users and the same items (those of the training data).
 *
 * @param foldIn the histories to fold in; with weak generalisation the users' training rows
 * @param foldOut what was held out, with values where the data have them
 * @param users whether the users took part in training
 * @param candidates the items to rank for each user, or null for the whole catalogue
 */
public record Holdout(
    Interactions foldIn,
    Interactions foldOut,
    Generalisation users,
    @Nullable Candidates candidates) {

  /** Whether a model has met the users of a hold-out. */
  public enum Generalisation {
    /** The users are not in the training data; a model must fold them in. */
    STRONG,
    /** The users are in the training data, under the same raw ids. */
    WEAK
  }

  /**
   * @throws IllegalArgumentException if the parts do not have the same users and items
   */
  public Holdout {
    if (!foldIn.users().equals(foldOut.users()) || !foldIn.items().equals(foldOut.items())) {
      throw new IllegalArgumentException(
          "fold-in (%s) and fold-out (%s) must share users and items".formatted(foldIn, foldOut));
    }
    if (candidates != null && candidates.userCount() != foldIn.userCount()) {
      throw new IllegalArgumentException(
          "candidates for %d users, but the hold-out has %d"
              .formatted(candidates.userCount(), foldIn.userCount()));
    }
  }

  /** A hold-out that is ranked against the whole catalogue. */
  public Holdout(Interactions foldIn, Interactions foldOut, Generalisation users) {
    this(foldIn, foldOut, users, null);
  }
}
