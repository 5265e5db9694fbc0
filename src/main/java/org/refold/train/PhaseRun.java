package org.refold.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.refold.kernel.Streams;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.optimizer.Optimizer;
import org.refold.settings.BadInputException;

/** A phase in a run of the loop: its step, the order of its examples, and its optimiser. */
final class PhaseRun<B> {

  private final Phase<B> phase;
  private final Optimizer optimizer;
  private final int[] order;
  private int[] ends;
  private final int batchSize;
  private final boolean isShuffled;
  private final Step<B> step;

  PhaseRun(
      Phase<B> phase, Optimizer optimizer, OptionalInt batchSize, Tape tape, EpochAverages means) {
    this.phase = phase;
    this.optimizer = optimizer;
    this.order = new int[phase.examples().count()];
    this.ends = new int[] {order.length};
    this.batchSize = Math.min(batchSize.orElse(order.length), order.length);
    this.isShuffled = batchSize.isPresent();
    this.step = new Step<>(tape, means, phase.examples(), this.batchSize);
  }

  /**
   * Checks that there are examples.
   *
   * @return what a person should know: that all of them make less than a batch
   * @throws BadInputException if there are none
   */
  static Optional<String> check(Phase<?> phase, OptionalInt batchSize, String who) {
    int examples = phase.examples().count();
    String unit = phase.examples().unit();
    if (examples == 0) {
      throw new BadInputException(
          "%s has 0 %s to train on: loosen the filters or thresholds that left nothing"
              .formatted(who, unit));
    }
    return batchSize.orElse(1) > examples && phase.examples().batches(examples) == 1
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "batchSize is %d, but %s has only %d %s to train on: each epoch is one step of them"
                    + " all",
                batchSize.getAsInt(),
                who,
                examples,
                unit))
        : Optional.empty();
  }

  Optimizer optimizer() {
    return optimizer;
  }

  int examples() {
    return order.length;
  }

  int updatesPerBatch() {
    return phase.updatesPerBatch();
  }

  Step<B> step() {
    return step;
  }

  /** The loss of the batch that the step holds. */
  Var loss() {
    return phase.loss().apply(step);
  }

  /**
   * Freezes what this phase leaves alone, so that no step computes gradients for it.
   *
   * @return what was not frozen before
   */
  List<Parameter> freezeOthers(List<Parameter> all) {
    Set<Parameter> own = Set.copyOf(phase.parameters());
    List<Parameter> others =
        all.stream().filter(each -> !own.contains(each) && !each.isFrozen()).toList();
    others.forEach(Parameter::freeze);
    return others;
  }

  /** The order of an epoch and its batches; full batches take the examples as they come. */
  void shuffle(long seed, int epoch, int index) {
    for (int k = 0; k < order.length; k++) {
      order[k] = k;
    }
    if (isShuffled) {
      SplittableRandom random = Streams.of(seed, "order", epoch, index);
      Streams.shuffle(order, random);
      ends = phase.examples().cut(order, batchSize, random);
    }
  }

  /** Takes the batch that begins at a place of the order; returns where the next begins. */
  int takeBatch(int from) {
    int found = Arrays.binarySearch(ends, from + 1);
    int end = ends[found >= 0 ? found : -found - 1];
    step.takeBatch(order, from, end);
    return end;
  }
}
