package org.refold.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;

/**
 * Sparse products in single precision against the plain ones in double, at sizes where batches are
 * cut into stripes and tables into blocks, and at both sides of the choice between rows and
 * columns.
 */
class FloatSparseTest {

  private static final double TOLERANCE = 2e-4;

  private final int threads = Parallel.threads();
  private final SplittableRandom random = new SplittableRandom(5);

  /** Batch, columns, units, entries of a row, whether columns ascend, threads, beta. */
  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(700, 900, 600, 40, true, 2, 0.0),
        Arguments.of(700, 900, 600, 40, true, 5, 0.5),
        Arguments.of(700, 900, 600, 40, false, 2, 1.0),
        Arguments.of(64, 50, 37, 20, true, 1, 0.5),
        Arguments.of(40, 5000, 70, 9, true, 2, 1.0),
        Arguments.of(1, 30, 5, 30, true, 3, 0.0),
        Arguments.of(20, 10, 2500, 0, true, 2, 0.5));
  }

  @AfterEach
  void giveThreadsBack() {
    Parallel.setThreads(threads);
  }

  private SparseRows batch(int rows, int columns, int entries, boolean ascending) {
    SparseRows x = new SparseRows(columns);
    for (int row = 0; row < rows; row++) {
      x.startRow();
      int[] chosen = random.ints(0, columns).distinct().limit(entries).toArray();
      if (ascending) {
        Arrays.sort(chosen);
      }
      for (int column : chosen) {
        x.add(column, (float) random.nextDouble(-1, 1));
      }
    }
    return x;
  }

  /** The same numbers in both precisions. */
  private record Pair(Matrix single, Matrix twice) {
    void assertClose() {
      for (int row = 0; row < single.rows(); row++) {
        for (int column = 0; column < single.columns(); column++) {
          double error = Math.abs(single.get(row, column) - twice.get(row, column));
          assertThat(error).as("at (%d, %d)", row, column).isLessThan(TOLERANCE);
        }
      }
    }
  }

  private Pair numbers(int rows, int columns) {
    Pair pair =
        new Pair(
            Matrix.zeros(Precision.FLOAT, rows, columns),
            Matrix.zeros(Precision.DOUBLE, rows, columns));
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        float number = (float) random.nextDouble(-1, 1);
        pair.single.set(row, column, number);
        pair.twice.set(row, column, number);
      }
    }
    return pair;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void agreesWithPlainSums(
      int rows,
      int columns,
      int units,
      int entries,
      boolean ascending,
      int newThreads,
      double beta) {
    Parallel.setThreads(newThreads);
    SparseRows x = batch(rows, columns, entries, ascending);
    Pair table = numbers(columns, units);
    Pair batch = numbers(rows, units);
    Pair bias = numbers(1, columns);
    Pair outputs = numbers(1, x.size());
    Arithmetic floats = Arithmetic.of(Precision.FLOAT);
    Arithmetic doubles = Arithmetic.of(Precision.DOUBLE);

    floats.multiplyObserved(batch.single, table.single, bias.single, x, outputs.single);
    doubles.multiplyObserved(batch.twice, table.twice, bias.twice, x, outputs.twice);
    outputs.assertClose();

    Pair gradient = numbers(columns, units);
    floats.multiplySparseTransposed(x, batch.single, beta, gradient.single);
    doubles.multiplySparseTransposed(x, batch.twice, beta, gradient.twice);
    gradient.assertClose();

    floats.multiplySparse(x, table.single, beta, batch.single);
    doubles.multiplySparse(x, table.twice, beta, batch.twice);
    batch.assertClose();
  }
}
