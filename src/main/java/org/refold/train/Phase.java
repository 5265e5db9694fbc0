package org.refold.train;

import java.util.List;
import java.util.function.Function;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
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

  /**
   * A phase that is a {@link Pass}, which goes through the data in a way of its own: there are no
   * batches. Its plan is that of {@link Passes#plan}.
   *
   * @param count examples of the pass, of which the loss is a mean
   * @param unit what an example is, in the plural
   */
  public static Phase<Void> ofPass(List<Parameter> parameters, int count, String unit) {
    return new Phase<>("pass", parameters, new PassExamples(count, unit), step -> noLoss());
  }

  private static Var noLoss() {
    throw new IllegalStateException("a pass has no loss on a tape");
  }

  private record PassExamples(int count, String unit) implements Examples<Void> {
    @Override
    public Void batch(Tape tape, int[] chosen, int size) {
      throw new IllegalStateException("a pass has no batches");
    }
  }

  /** A phase with one step on each batch. */
  public Phase(
      String name, List<Parameter> parameters, Examples<B> examples, Function<Step<B>, Var> loss) {
    this(name, parameters, examples, 1, loss);
  }
}
