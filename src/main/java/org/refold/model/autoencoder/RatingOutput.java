package org.refold.model.autoencoder;

import org.refold.kernel.Activation;

/**
 * From the output units to ratings: {@code rating = low + span f(x)}. Functions with bounds have
 * theirs stretched to those of the training ratings, as a number between 0 and 1 is no rating; all
 * others are taken as they are.
 *
 * @param f the activation of output units
 * @param low the rating where f is 0
 * @param span what f = 1 adds to it
 */
record RatingOutput(Activation f, float low, float span) {

  static RatingOutput of(Activation f, RatingScale scale) {
    float range = scale.most() > scale.least() ? scale.most() - scale.least() : 1;
    return switch (f) {
      case SIGMOID -> new RatingOutput(f, scale.least(), range);
      case TANH -> new RatingOutput(f, scale.middle(), range / 2);
      default -> new RatingOutput(f, 0, 1);
    };
  }

  /** The rating of a unit that puts out {@code fx = f(x)}. */
  float rating(float fx) {
    return low + span * fx;
  }

  /** What the unit should put out for a rating. */
  double target(double rating) {
    return (rating - low) / span;
  }
}
