package org.refold.train;

import java.util.List;
import java.util.Optional;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Ndcg;
import org.refold.nn.Parameter;
import org.refold.recommend.Model;

/**
 * What the training loop trains.
 *
 * <p>Everything that changes while training is in {@link #parameters}; a network has no other
 * state, so that a checkpoint of them is a checkpoint of the network. Random numbers are functions
 * of seed and step ({@link org.refold.nn.Tape#streamSeed}) and never drawn from a generator that
 * lives longer than a step.
 */
public interface Network {

  /** All parameters, with their initial values; the same objects at each call. */
  List<Parameter> parameters();

  /**
   * The phases that make an epoch, in order; one that stands several times is done several times.
   */
  List<Phase<?>> phases();

  /**
   * A phase begins. May change parameters that no phase trains, such as those of a former encoder.
   *
   * @param phase its index in {@link #phases}
   * @param epoch from 1
   */
  default void phaseBegins(int phase, int epoch) {}

  /**
   * A model that scores with the parameters as they are now, for validation. It is not used any
   * more once training resumes, and may read the parameters where they are.
   */
  Model model();

  /** What the best epoch is chosen by, unless the user names something else. */
  default Metric validationMetric() {
    return new Ndcg(100);
  }

  /** What looks at the network after each epoch, if anything does. */
  default Optional<Instruments> instruments() {
    return Optional.empty();
  }

  /** What tells this from other trainings of one fit, such as a pre-training; empty if alone. */
  default String stage() {
    return "";
  }
}
