package org.refold.train;

import java.util.List;
import java.util.function.Function;
import org.refold.nn.Parameter;
import org.refold.nn.Var;
import org.refold.train.batch.Examples;

/**
 * A pass over examples that changes some parameters and leaves others alone. Alternating, staged
 * and multi-task trainings are lists of phases.
 *
 * @param name phases of one name share an optimiser and its state
 * @param parameters what is changed
 * @param examples what is learned from
 * @param updatesPerBatch optimiser steps on each batch; {@link Step#update} tells them apart
 * @param loss of a batch, on the tape of its step: {@code [1, 1]}, a mean over the examples. The
 *     loop plays it backwards.
 * @param <B> what a batch is
 */
public record Phase<B>(
    String name,
    List<Parameter> parameters,
    Examples<B> examples,
    int updatesPerBatch,
    Function<Step<B>, Var> loss) {

  /**
   * @throws IllegalArgumentException if nothing is changed, or no step is taken
   */
  public Phase {
    parameters = List.copyOf(parameters);
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("the phase '" + name + "' changes no parameter");
    }
    if (updatesPerBatch < 1) {
      throw new IllegalArgumentException("the phase '" + name + "' takes no step on a batch");
    }
  }

  /** A phase with one step on each batch. */
  public Phase(
      String name, List<Parameter> parameters, Examples<B> examples, Function<Step<B>, Var> loss) {
    this(name, parameters, examples, 1, loss);
  }
}
