package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GramTest {

  /** A sparse matrix with its columns in random order within each row. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Sparse(int[] starts, int[] columnAt, float[] weights, int columns) {

    static Sparse random(int rows, int columns, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] starts = new int[rows + 1];
      int[] columnAt = new int[rows * columns];
      int[] order = new int[columns];
      for (int row = 0; row < rows; row++) {
        for (int k = 0; k < columns; k++) {
          order[k] = k;
        }
        Streams.shuffle(order, random);
        int length = random.nextInt(columns + 1);
        System.arraycopy(order, 0, columnAt, starts[row], length);
        starts[row + 1] = starts[row] + length;
      }
      float[] weights = new float[columnAt.length];
      for (int k = 0; k < weights.length; k++) {
        weights[k] = random.nextInt(1, 11) / 2f;
      }
      return new Sparse(starts, columnAt, weights, columns);
    }

    /** The sum over rows of products of dense rows. */
    double[] plainGram(boolean weighted) {
      double[] gram = new double[columns * columns];
      for (int row = 0; row < starts.length - 1; row++) {
        for (int p = starts[row]; p < starts[row + 1]; p++) {
          for (int q = starts[row]; q < starts[row + 1]; q++) {
            double product = weighted ? (double) weights[p] * weights[q] : 1;
            gram[columnAt[p] * columns + columnAt[q]] += product;
          }
        }
      }
      return gram;
    }
  }

  @Property(tries = 40)
  void isTheMatrixTurnedTimesItself(
      @ForAll @IntRange(min = 1, max = 30) int rows,
      @ForAll @IntRange(min = 1, max = 150) int columns,
      @ForAll Precision precision,
      @ForAll boolean weighted,
      @ForAll @IntRange(min = 1, max = 3) int threads) {
    Sparse x = Sparse.random(rows, columns, 31L * rows + columns);
    float @Nullable [] weights = weighted ? x.weights() : null;
    Matrices.onThreads(
        threads,
        number -> {
          try (Matrix gram = Gram.of(x.starts(), x.columnAt(), weights, columns, precision)) {
            assertThat(Matrices.numbers(gram)).containsExactly(x.plainGram(weighted), within(1e-9));
          }
        });
  }

  @Test
  void aColumnOutOfRangeIsNamed() {
    assertThatThrownBy(() -> Gram.of(new int[] {0, 1}, new int[] {7}, null, 7, Precision.FLOAT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column 7")
        .hasMessageContaining("0 to 6");
  }
}
