package org.refold.model.factor;

import org.refold.data.Interactions;

/** Which terms a prediction of ratings has besides the inner product. */
public enum BiasTerms {
  /** None: probabilistic matrix factorisation. */
  NONE(false, false, false),
  /** The mean of the training ratings. */
  GLOBAL(true, false, false),
  /** A bias of each user. */
  USER(false, true, false),
  /** A bias of each item. */
  ITEM(false, false, true),
  /** The mean, and a bias of each user. */
  GLOBAL_AND_USER(true, true, false),
  /** The mean, and a bias of each item. */
  GLOBAL_AND_ITEM(true, false, true),
  /** A bias of each user and each item. */
  USER_AND_ITEM(false, true, true),
  /** The mean, and a bias of each user and each item. */
  ALL(true, true, true);

  private final boolean global;
  private final boolean user;
  private final boolean item;

  BiasTerms(boolean global, boolean user, boolean item) {
    this.global = global;
    this.user = user;
    this.item = item;
  }

  boolean ofUsers() {
    return user;
  }

  boolean ofItems() {
    return item;
  }

  /** The mean of the ratings if it is among the terms, else 0. */
  double mean(Interactions ratings) {
    double sum = 0;
    for (int p = 0; global && p < ratings.size(); p++) {
      sum += ratings.value(p);
    }
    return sum / Math.max(1, ratings.size());
  }
}
