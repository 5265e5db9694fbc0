package org.refold.train.neural;

import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.recommend.UserVectors;

/**
 * How much of a code is found again by another fit: the units of two models of the same data,
 * matched by how their values for the same users correlate. A code is known up to the order and the
 * signs of its units at best, so that the size of a correlation counts. Y. Li et al.: Convergent
 * Learning: Do Different Neural Networks Learn the Same Representations?, ICLR 2016, section 3.
 *
 * @param partner of each unit of the first model the unit of the second, -1 where there is none
 *     left
 * @param correlation of each pair, its size; 0 where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record MatchedUnits(int[] partner, double[] correlation) {

  /** Matches the units of two models by their codes of some histories; see {@link #of}. */
  public static MatchedUnits of(UserVectors a, UserVectors b, Interactions histories) {
    try (Matrix ofA = codes(a, histories);
        Matrix ofB = codes(b, histories)) {
      return of(ofA, ofB);
    }
  }

  private static Matrix codes(UserVectors model, Interactions histories) {
    float[] codes = new float[histories.userCount() * model.userDimension()];
    model.encode(histories, 0, histories.userCount(), codes);
    return Matrix.of(histories.userCount(), model.userDimension(), codes);
  }

  /**
   * Matches units: the two that correlate most, then of the rest the two that do, and so on. A unit
   * that does not vary correlates with none.
   *
   * @param a {@code [users, units]}
   * @param b {@code [users, units]}, the same users
   */
  static MatchedUnits of(Matrix a, Matrix b) {
    int[] partner = new int[a.columns()];
    Arrays.fill(partner, -1);
    double[] correlation = new double[a.columns()];
    try (Matrix first = standardised(a);
        Matrix second = standardised(b);
        Matrix products = Matrix.doubles(a.columns(), b.columns())) {
      Blas.gemm(Transpose.YES, Transpose.NO, 1, first, second, 0, products);
      double[][] size = new double[a.columns()][b.columns()];
      for (int unit = 0; unit < size.length; unit++) {
        products.readRow(unit, size[unit]);
        size[unit] = Arrays.stream(size[unit]).map(Math::abs).toArray();
      }
      boolean[] taken = new boolean[b.columns()];
      for (int pair = 0; pair < Math.min(size.length, taken.length); pair++) {
        int bestOfA = -1;
        int bestOfB = -1;
        for (int k = 0; k < size.length; k++) {
          for (int j = 0; j < taken.length && partner[k] < 0; j++) {
            if (!taken[j] && (bestOfA < 0 || size[k][j] > size[bestOfA][bestOfB])) {
              bestOfA = k;
              bestOfB = j;
            }
          }
        }
        partner[bestOfA] = bestOfB;
        correlation[bestOfA] = size[bestOfA][bestOfB];
        taken[bestOfB] = true;
      }
      return new MatchedUnits(partner, correlation);
    }
  }

  /** Columns of mean 0 and length 1, or of zeros. */
  private static Matrix standardised(Matrix codes) {
    Matrix standard = Matrix.doubles(codes.rows(), codes.columns());
    for (int unit = 0; unit < codes.columns(); unit++) {
      double sum = 0;
      for (int row = 0; row < codes.rows(); row++) {
        sum += codes.get(row, unit);
      }
      double squares = 0;
      for (int row = 0; row < codes.rows(); row++) {
        double gap = codes.get(row, unit) - sum / codes.rows();
        squares += gap * gap;
      }
      for (int row = 0; row < codes.rows() && squares > 0; row++) {
        double gap = codes.get(row, unit) - sum / codes.rows();
        standard.set(row, unit, gap / Math.sqrt(squares));
      }
    }
    return standard;
  }

  /** The mean correlation of the pairs; NaN of no units. */
  public double mean() {
    return Arrays.stream(correlation).average().orElse(Double.NaN);
  }
}
