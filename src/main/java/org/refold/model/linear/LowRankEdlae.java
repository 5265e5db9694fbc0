package org.refold.model.linear;

import java.util.Arrays;
import java.util.List;
import org.refold.kernel.Blas;
import org.refold.kernel.Lapack;
import org.refold.kernel.LargestEigenvectors;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;
import org.refold.nn.Parameter;
import org.refold.nn.optimizer.Lbfgs;
import org.refold.recommend.Fitting;

/**
 * The factors of {@link Edlae} of low rank.
 *
 * <pre>
 *   J(U, V) = |X - X B|^2 + tr(B' L B),   B = U V' with its diagonal set to 0
 *   D = 2 ((G + L) B - G) with its diagonal set to 0,   dJ/dU = D V,   dJ/dV = D' U
 * </pre>
 *
 * <p>The start is the optimum with the diagonal left in, the low-rank linear denoising autoencoder:
 * V the eigenvectors of {@code G (G + L)^-1 G} of the k largest values, U {@code = (G + L)^-1 G V}.
 */
final class LowRankEdlae implements AutoCloseable {

  private static final int ITERATIONS = 100;

  /** Pairs of past steps that L-BFGS keeps; each is as large as both factors. */
  private static final int MEMORY = 5;

  /** The fall of J in an iteration, as a share of it, that is the end. */
  private static final double ENOUGH = 1e-10;

  private final Parameter u;
  private final Parameter v;

  /**
   * Given factors.
   *
   * @param u {@code [n, k]}, doubles, kept
   * @param v of the same shape, kept
   */
  LowRankEdlae(Matrix u, Matrix v) {
    this.u = Parameter.of("in", Parameter.Role.WEIGHT, u);
    this.v = Parameter.of("out", Parameter.Role.WEIGHT, v);
  }

  /**
   * The optimum with the diagonal left in.
   *
   * @param gram G, {@code [n, n]}, doubles. Not modified.
   * @param ridge the diagonal of L. Not modified.
   */
  static LowRankEdlae start(Matrix gram, double[] ridge, int latent) {
    int n = ridge.length;
    try (Matrix inverse = Matrix.doubles(n, n);
        Matrix smoothed = Matrix.doubles(n, n)) {
      DoubleRows.copy(gram, inverse);
      for (int item = 0; item < n; item++) {
        inverse.set(item, item, gram.get(item, item) + ridge[item]);
      }
      Lapack.invertPositiveDefinite(inverse);
      // G C G = G - L + L C L, since C G = I - C L for C = (G + L)^-1
      double[] own = new double[n];
      double[] row = new double[n];
      for (int i = 0; i < n; i++) {
        gram.readRow(i, row);
        inverse.readRow(i, own);
        for (int j = 0; j < n; j++) {
          row[j] += ridge[i] * own[j] * ridge[j];
        }
        row[i] -= ridge[i];
        smoothed.writeRow(i, row);
      }
      try (LargestEigenvectors leading = LargestEigenvectors.of(smoothed, latent)) {
        return of(leading.vectors(), inverse, ridge);
      }
    }
  }

  /** V and {@code U = V - C L V} from the rows of V'. */
  private static LowRankEdlae of(Matrix rows, Matrix inverse, double[] ridge) {
    int n = ridge.length;
    Matrix v = Matrix.doubles(n, rows.rows());
    Matrix u = Matrix.doubles(n, rows.rows());
    try (Matrix scaled = Matrix.doubles(n, rows.rows())) {
      for (int k = 0; k < rows.rows(); k++) {
        for (int item = 0; item < n; item++) {
          double number = rows.get(k, item);
          v.set(item, k, number);
          u.set(item, k, number);
          scaled.set(item, k, ridge[item] * number);
        }
      }
      Blas.gemm(Transpose.NO, Transpose.NO, -1, inverse, scaled, 1, u);
    }
    return new LowRankEdlae(u, v);
  }

  /** Minimises J from where the factors are; returns it. Takes two matrices as large as G. */
  double minimise(Matrix gram, double[] ridge, Fitting fitting) {
    int n = ridge.length;
    double[] last = {Double.POSITIVE_INFINITY};
    try (Matrix b = Matrix.doubles(n, n);
        Matrix d = Matrix.doubles(n, n);
        Matrix product = Matrix.doubles(n, u.value().columns())) {
      Lbfgs optimizer = new Lbfgs(MEMORY, List.of(u, v));
      Sweeps.run(
          fitting,
          ITERATIONS,
          ENOUGH,
          () -> {
            double before = last[0];
            last[0] = optimizer.step(1, () -> lossAndGradients(gram, ridge, b, d, product));
            return (before - last[0]) / last[0];
          });
      return lossAndGradients(gram, ridge, b, d, product);
    } finally {
      u.gradient().release();
      v.gradient().release();
    }
  }

  private double lossAndGradients(Matrix gram, double[] ridge, Matrix b, Matrix d, Matrix product) {
    int n = ridge.length;
    Blas.gemm(Transpose.NO, Transpose.YES, 1, u.value(), v.value(), 0, b);
    DoubleRows.copy(u.value(), product);
    double[] row = new double[product.columns()];
    for (int i = 0; i < n; i++) {
      product.readRow(i, row);
      for (int k = 0; k < row.length; k++) {
        row[k] *= ridge[i];
      }
      product.writeRow(i, row);
    }
    Blas.gemm(Transpose.NO, Transpose.NO, 1, gram, u.value(), 1, product);
    Blas.gemm(Transpose.NO, Transpose.YES, 1, product, v.value(), 0, d);
    double[] diagonal = DoubleRows.diagonal(b);
    double[] losses = new double[n];
    Parallel.rows(
        n,
        16,
        (from, to) -> {
          double[] g = new double[n];
          double[] weights = new double[n];
          double[] slopes = new double[n];
          for (int i = from; i < to; i++) {
            gram.readRow(i, g);
            b.readRow(i, weights);
            d.readRow(i, slopes);
            losses[i] = g[i];
            for (int j = 0; j < n; j++) {
              slopes[j] = i == j ? 0 : 2 * (slopes[j] - g[j] * diagonal[j] - g[j]);
              losses[i] += i == j ? 0 : weights[j] * (slopes[j] / 2 - g[j]);
            }
            d.writeRow(i, slopes);
          }
        });
    u.gradient()
        .add((sum, beta) -> Blas.gemm(Transpose.NO, Transpose.NO, 1, d, v.value(), beta, sum));
    v.gradient()
        .add((sum, beta) -> Blas.gemm(Transpose.YES, Transpose.NO, 1, d, u.value(), beta, sum));
    return Arrays.stream(losses).sum();
  }

  /** U as floats, which the caller closes. */
  Matrix in() {
    return floats(u.value());
  }

  /** V as floats, which the caller closes. */
  Matrix out() {
    return floats(v.value());
  }

  private static Matrix floats(Matrix doubles) {
    Matrix floats = Matrix.zeros(Precision.FLOAT, doubles.rows(), doubles.columns());
    DoubleRows.copy(doubles, floats);
    return floats;
  }

  @Override
  public void close() {
    u.value().close();
    v.value().close();
  }
}
