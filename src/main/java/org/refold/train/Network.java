package org.refold.train;

import java.util.List;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Ndcg;
import org.refold.nn.Parameter;
import org.refold.nn.Var;
import org.refold.recommend.Model;

/**
 * What the training loop trains: the equations of a model and nothing else.
 *
 * <p>Everything that changes while training is in {@link #parameters}; a network has no other
 * state, so that a checkpoint of them is a checkpoint of the network. Random numbers are functions
 * of seed and step ({@link org.refold.nn.Tape#streamSeed}) and never drawn from a generator that
 * lives longer than a step.
 */
public interface Network {

  /** How many training examples there are: an epoch visits each of them once. */
  int examples();

  /** What an example is, in the plural, for messages. */
  default String unit() {
    return "users";
  }

  /** All parameters, with their initial values; the same objects at each call. */
  List<Parameter> parameters();

  /**
   * The loss of a batch, on the tape of the step.
   *
   * @param step the batch and where it stands in the run
   * @return {@code [1, 1]}, a mean over the examples of the batch. The loop plays it backwards.
   */
  Var loss(Step step);

  /**
   * A model that scores with the parameters as they are now, for validation. It is not used any
   * more once training goes on, and may read the parameters where they are.
   */
  Model model();

  /** What the best epoch is chosen by, unless the user names something else. */
  default Metric validationMetric() {
    return new Ndcg(100);
  }

  /**
   * The sweeps over the data that make an epoch, in order. A sweep that stands several times is
   * done several times, with one optimiser.
   *
   * @return one sweep that changes all parameters, unless overridden
   */
  default List<Phase> sweeps() {
    return List.of(new Phase("all", parameters()));
  }

  /**
   * A sweep begins. May change parameters that no sweep trains, such as those of a former encoder.
   *
   * @param sweep the index of the sweep in {@link #sweeps}
   * @param epoch from 1
   */
  default void sweepBegins(int sweep, int epoch) {}

  /** How many optimiser steps are taken on each batch; {@link Step#update} tells them apart. */
  default int updatesPerBatch() {
    return 1;
  }

  /** What tells this from other trainings of one fit, such as a pre-training; empty if alone. */
  default String stage() {
    return "";
  }
}
