package org.refold.train.neural;

import org.refold.data.RatingScale;
import org.refold.kernel.Activation;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;

/**
 * From output units to ratings: {@code rating = low + span f(x)}. Functions with bounds have theirs
 * stretched to those of the training ratings, as a number between 0 and 1 is no rating; all others
 * are taken as they are.
 *
 * @param f the activation of output units
 * @param low the rating where f is 0
 * @param span what f = 1 adds to it
 */
public record RatingOutput(Activation f, float low, float span) {

  /** The output for a scale of ratings. */
  public static RatingOutput of(Activation f, RatingScale scale) {
    float range = scale.most() > scale.least() ? scale.most() - scale.least() : 1;
    return switch (f) {
      case SIGMOID -> new RatingOutput(f, scale.least(), range);
      case TANH -> new RatingOutput(f, scale.middle(), range / 2);
      default -> new RatingOutput(f, 0, 1);
    };
  }

  /** The rating of a unit whose activation is {@code fx = f(x)}. */
  public float rating(float fx) {
    return low + span * fx;
  }

  /** The activation that a rating asks for. */
  public double target(double rating) {
    return (rating - low) / span;
  }

  /** The activations that ratings ask for, in the pattern of the ratings. */
  public SparseRows targets(Tape tape, SparseRows ratings) {
    SparseRows targets = tape.sparseScratch();
    targets.copyPattern(ratings);
    for (int at = 0; at < ratings.size(); at++) {
      targets.setValue(at, target(ratings.value(at)));
    }
    return targets;
  }
}
