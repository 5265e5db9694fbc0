package org.refold.model.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.refold.data.BinaryMatrix;
import org.refold.kernel.Largest;
import org.refold.kernel.Parallel;
import org.refold.kernel.SmallSystem;

/**
 * A factorised sparse approximate inverse, {@code (G + lambda I)^-1 ~ M' D^-1 M}, of the Gram
 * matrix of binary data (L. Kolotilina, A. Yeremin: Factorized Sparse Approximate Inverse
 * Preconditionings, SIAM J. Matrix Anal. Appl. 14(1), 1993).
 *
 * <p>Row j of M is 1 at item j and minus the coefficients of the ridge regression of item j on some
 * items of more users; D[j] is what the regression leaves. Every row is a small positive definite
 * system of its own, so nothing can break down, and with all items of more users it is the inverse.
 * The items are those that explain most of j by themselves. G is never made: its elements are
 * counted from sets of users, one bit each.
 */
final class SparseInverse {

  /** The items in descending order of users: the rows of M. */
  private final int[] itemAt;

  private final int[][] rows;
  private final float[][] values;
  private final double[] pivots;

  private final BinaryMatrix itemsByUser;
  private final BinaryMatrix usersByItem;
  private final long[][] userSets;
  private final double lambda;

  /**
   * Computes it. Takes {@code items elements^2 users / 128} operations for the counts, {@code items
   * elements^3 / 6} for the solutions, and {@code items (users / 8 + 8 elements)} bytes.
   *
   * @param lambda the ridge
   * @param elements of a row of M, at most, without the diagonal
   */
  SparseInverse(BinaryMatrix itemsByUser, double lambda, int elements) {
    this.itemsByUser = itemsByUser;
    this.usersByItem = itemsByUser.transposed();
    this.lambda = lambda;
    int n = usersByItem.rowCount();
    itemAt =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingInt(item -> -usersByItem.count(item)))
            .mapToInt(Integer::intValue)
            .toArray();
    rows = new int[n][];
    values = new float[n][];
    int[][] columns = new int[n][];
    float[][] numbers = new float[n][];
    pivots = new double[n];
    userSets = new long[n][(itemsByUser.rowCount() + Long.SIZE - 1) / Long.SIZE];
    for (int item = 0; item < n; item++) {
      for (int p = usersByItem.start(item); p < usersByItem.end(item); p++) {
        userSets[item][usersByItem.column(p) / Long.SIZE] |= 1L << usersByItem.column(p);
      }
    }
    int[] placeOf = new int[n];
    for (int j = 0; j < n; j++) {
      placeOf[itemAt[j]] = j;
    }
    Parallel.unevenRows(
        n,
        16,
        (from, to) -> {
          int[] both = new int[n];
          Largest telling = new Largest(Math.min(elements, n));
          for (int j = from; j < to; j++) {
            count(itemAt[j], both);
            columns[j] = j <= elements ? before(j) : telling(j, both, placeOf, telling);
            numbers[j] = solve(j, columns[j], both);
            columns[j] = Arrays.copyOf(columns[j], columns[j].length + 1);
            columns[j][columns[j].length - 1] = itemAt[j];
          }
        });
    transpose(columns, numbers);
  }

  /** All items of more users, ascending. */
  private int[] before(int j) {
    return Arrays.stream(itemAt, 0, j).sorted().toArray();
  }

  /** Those of them that explain most, ascending. */
  private int[] telling(int j, int[] both, int[] placeOf, Largest telling) {
    telling.clear();
    for (int item = 0; item < both.length; item++) {
      if (both[item] > 0 && placeOf[item] < j) {
        telling.offer(item, (float) ((double) both[item] * both[item] / diagonal(item)));
      }
    }
    return KeptColumns.indices(telling);
  }

  private double diagonal(int item) {
    return usersByItem.count(item) + lambda;
  }

  /** A row of G. */
  private void count(int item, int[] both) {
    Arrays.fill(both, 0);
    for (int p = usersByItem.start(item); p < usersByItem.end(item); p++) {
      int user = usersByItem.column(p);
      for (int q = itemsByUser.start(user); q < itemsByUser.end(user); q++) {
        both[itemsByUser.column(q)]++;
      }
    }
  }

  /** Regresses the item at a place on some others; returns minus the coefficients, and 1. */
  private float[] solve(int j, int[] on, int[] both) {
    int size = on.length;
    double[][] lower = new double[size][];
    double[] right = new double[size];
    for (int a = 0; a < size; a++) {
      lower[a] = new double[a + 1];
      for (int b = 0; b < a; b++) {
        lower[a][b] = common(userSets[on[a]], userSets[on[b]]);
      }
      lower[a][a] = diagonal(on[a]);
      right[a] = both[on[a]];
    }
    double[] weights = right.clone();
    SmallSystem.solve(lower, weights);
    pivots[j] = diagonal(itemAt[j]);
    float[] row = new float[size + 1];
    row[size] = 1;
    for (int a = 0; a < size; a++) {
      pivots[j] -= weights[a] * right[a];
      row[a] = (float) -weights[a];
    }
    return row;
  }

  private static int common(long[] a, long[] b) {
    int count = 0;
    for (int word = 0; word < a.length; word++) {
      count += Long.bitCount(a[word] & b[word]);
    }
    return count;
  }

  /** M by item instead of by row. */
  private void transpose(int[][] columns, float[][] numbers) {
    int[] counts = new int[columns.length];
    for (int[] row : columns) {
      for (int item : row) {
        counts[item]++;
      }
    }
    for (int item = 0; item < counts.length; item++) {
      rows[item] = new int[counts[item]];
      values[item] = new float[counts[item]];
    }
    for (int j = columns.length - 1; j >= 0; j--) {
      for (int k = 0; k < columns[j].length; k++) {
        int item = columns[j][k];
        rows[item][--counts[item]] = j;
        values[item][counts[item]] = numbers[j][k];
      }
    }
  }

  /** The rows of each item's column of M, ascending. */
  int[][] rows() {
    return rows;
  }

  /** The elements beside them. */
  float[][] values() {
    return values;
  }

  /** D, by row. */
  double[] pivots() {
    return pivots.clone();
  }
}
