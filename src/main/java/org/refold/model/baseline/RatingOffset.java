package org.refold.model.baseline;

import org.refold.recommend.Recommender;

/** What a neighbour's rating is compared with before ratings are averaged. */
public enum RatingOffset {
  /** Nothing: ratings themselves are averaged. */
  NONE(new MeanRating(), BiasModel.ALL_ALIKE),
  /** The mean of the user. */
  USER_MEAN(new UserMean(), 0),
  /** The baseline of {@link Bias}, with its default shrinkages. */
  BIAS(new Bias(), new Bias().userShrink());

  private final Recommender baseline;
  private final double userShrink;

  RatingOffset(Recommender baseline, double userShrink) {
    this.baseline = baseline;
    this.userShrink = userShrink;
  }

  /** What predicts it, and what is said where there are no neighbours. */
  Recommender baseline() {
    return baseline;
  }

  /** The shrinkage of the users' part in it. */
  double userShrink() {
    return userShrink;
  }
}
