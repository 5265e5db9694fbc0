package org.refold.model.baseline;

import org.refold.recommend.Recommender;

/** What a neighbour's rating is compared with before ratings are averaged. */
public enum RatingOffset {
  /** Nothing: ratings themselves are averaged. */
  NONE,
  /** The mean of the user. */
  USER_MEAN,
  /** The baseline of {@link Bias}, with its default shrinkages. */
  BIAS;

  /** What predicts it, and what is said where there are no neighbours. */
  Recommender baseline() {
    return switch (this) {
      case NONE -> new MeanRating();
      case USER_MEAN -> new UserMean();
      case BIAS -> new Bias();
    };
  }

  /** The shrinkage of the users' part in it. */
  double userShrink() {
    return switch (this) {
      case NONE -> BiasModel.ALL_ALIKE;
      case USER_MEAN -> 0;
      case BIAS -> new Bias().userShrink();
    };
  }
}
