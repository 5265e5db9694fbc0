package org.refold.nn.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.refold.nn.op.Case.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * Operations on more rows than a thread takes at a time: single precision against double, and the
 * same bits by any number of threads.
 */
class ManyRowsTest {

  private static final SparseRows ENTRIES = entries();

  private static SparseRows entries() {
    SparseRows batch = new SparseRows(100);
    SplittableRandom random = new SplittableRandom(4);
    for (int row = 0; row < 90; row++) {
      batch.startRow();
      for (int column = 0; column < 100; column++) {
        batch.add(column, random.nextDouble());
      }
    }
    return batch;
  }

  static List<Case> operations() {
    return List.of(
        operation(
            "layer norm", (t, x) -> Normal.layer(x[0], x[1], x[2], 1e-5), 1100, 53, 1, 53, 1, 53),
        operation("layer norm of wide rows", (t, x) -> layer(x), 5, 3000, 1, 3000, 1, 3000),
        operation("softmax", (t, x) -> Normal.softmax(x[0]), 1100, 50),
        operation("softmax of wide rows", (t, x) -> Normal.softmax(x[0]), 3, 5000),
        operation("dropout", (t, x) -> Stochastic.dropout(x[0], 0.4, "units"), 1100, 53),
        operation("mean", (t, x) -> Sums.mean(Elements.multiply(x[0], x[0])), 1100, 53),
        operation("mean of a wide row", (t, x) -> Sums.mean(Elements.exp(x[0])), 1, 9001),
        operation(
            "squares",
            (t, x) -> Elements.scale(1e-3, Sums.squares(0.3, List.of(x[0], x[1]))),
            1100,
            53,
            2,
            9000),
        operation("squared error", (t, x) -> error(x[0], true), 1, 9000),
        operation("cross-entropy", (t, x) -> error(x[0], false), 1, 9000));
  }

  private static Var layer(Var[] x) {
    return Normal.layer(x[0], x[1], x[2], 1e-5);
  }

  private static Var error(Var outputs, boolean squared) {
    EntryLosses.Reduction mean = EntryLosses.Reduction.MEAN_OVER_ENTRIES;
    return squared
        ? EntryLosses.squaredError(outputs, ENTRIES, mean)
        : EntryLosses.crossEntropy(outputs, ENTRIES, mean);
  }

  /** The loss, then the gradients of all inputs. */
  private static List<double[]> lossAndGradients(Case operation, Precision precision) {
    List<double[]> numbers = new ArrayList<>();
    List<Parameter> inputs = operation.inputs(precision, 3);
    try (Tape tape = Tape.of(precision)) {
      Var loss = operation.weighted(tape, inputs);
      assertThat(tape.mode()).isEqualTo(Mode.TRAINING);
      numbers.add(new double[] {loss.item()});
      tape.backward(loss);
      for (Parameter input : inputs) {
        Matrix gradient = input.gradient().filled();
        double[] all = new double[(int) gradient.size()];
        for (int k = 0; k < all.length; k++) {
          all[k] = gradient.get(k / gradient.columns(), k % gradient.columns());
        }
        numbers.add(all);
      }
    }
    return numbers;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void singlePrecisionAgreesWithDouble(Case operation) {
    List<double[]> singles = lossAndGradients(operation, Precision.FLOAT);
    List<double[]> doubles = lossAndGradients(operation, Precision.DOUBLE);
    for (int k = 0; k < singles.size(); k++) {
      double largest = 1;
      for (double number : doubles.get(k)) {
        largest = Math.max(largest, Math.abs(number));
      }
      assertThat(singles.get(k)).containsExactly(doubles.get(k), within(1e-5 * largest));
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void threadsDoNotChangeABit(Case operation) {
    int before = Parallel.threads();
    try {
      Parallel.setThreads(1);
      List<double[]> alone = lossAndGradients(operation, Precision.FLOAT);
      Parallel.setThreads(3);
      List<double[]> together = lossAndGradients(operation, Precision.FLOAT);
      for (int k = 0; k < alone.size(); k++) {
        assertThat(together.get(k)).isEqualTo(alone.get(k));
      }
    } finally {
      Parallel.setThreads(before);
    }
  }
}
