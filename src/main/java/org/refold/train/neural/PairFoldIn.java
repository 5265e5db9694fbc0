package org.refold.train.neural;

import java.util.Arrays;
import java.util.List;
import org.refold.kernel.Matrix;
import org.refold.kernel.Streams;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Products;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.Optimizer;

/**
 * Finds the numbers of a user who was not in training, with all else as it is: {@value #STEPS}
 * steps of Adam from the mean of all users, each on the whole history and as many drawn negatives
 * as {@value #NEGATIVES} for each of its items, by binary cross-entropy. What is drawn is a
 * function of the history.
 */
final class PairFoldIn {

  private static final int STEPS = 20;
  private static final int NEGATIVES = 4;
  private static final double RATE = 0.05;

  private final PairNetwork frozen;
  private final int items;

  PairFoldIn(PairNetwork frozen, int items) {
    this.frozen = frozen;
    this.items = items;
  }

  /**
   * Finds the numbers.
   *
   * @param history items ascending, at least one
   * @param start {@code [latent]}. Not modified.
   * @return {@code [latent]}
   */
  float[] fold(int[] history, float[] start) {
    Parameter own = Parameter.of("own", Parameter.Role.WEIGHT, Matrix.of(1, start.length, start));
    Optimizer adam = new Adam().over(List.of(own));
    float[] found = new float[start.length];
    try (Tape tape = Tape.ofFloats()) {
      for (int step = 0; step < STEPS; step++) {
        long stream = Streams.seedOf(Arrays.hashCode(history), "folded in", step);
        int number = step;
        adam.step(
            RATE,
            () -> {
              tape.begin(Mode.TRAINING, 0, number);
              Var loss = loss(tape, own, history, stream);
              double value = loss.item();
              tape.backward(loss);
              return value;
            });
      }
      own.value().readRow(0, found);
    } finally {
      own.gradient().release();
      own.value().close();
    }
    return found;
  }

  private Var loss(Tape tape, Parameter own, int[] history, long stream) {
    int negatives = history.length == items ? 0 : NEGATIVES;
    int[] chosen = Arrays.copyOf(history, history.length * (1 + negatives));
    long draw = 0;
    for (int k = history.length; k < chosen.length; k++) {
      chosen[k] = history[0];
      while (Arrays.binarySearch(history, chosen[k]) >= 0) {
        chosen[k] = (int) Streams.below(items, Streams.bitsAt(stream, draw++));
      }
    }
    SparseRows targets = tape.sparseScratch();
    SparseRows ones = tape.sparseScratch();
    targets.clear(1);
    ones.clear(1);
    for (int k = 0; k < chosen.length; k++) {
      targets.startRow();
      targets.add(0, k < history.length ? 1 : 0);
      ones.startRow();
      ones.add(0, 1);
    }
    Var halves = frozen.userHalves(tape.parameter(own));
    Var repeated = Products.multiplySparse(ones, halves);
    return Losses.logistic(frozen.scores(repeated, frozen.itemHalves(tape, chosen)), targets);
  }
}
