package org.refold.model.linear;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.util.Arrays;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Blas;
import org.refold.kernel.Lapack;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.Check;

/**
 * ADMM SLIM: the objective of {@link Slim}, solved for all items at once by dense algebra on the
 * Gram matrix, whatever the number of users.
 *
 * <pre>
 *   P = (G + (l2 + rho) I)^-1,  C = Gamma = 0, then again and again
 *   B~ = P G + P (rho C - Gamma),   B = B~ - P diag(B~[j][j] / P[j][j])
 *   C = shrunk(B + Gamma / rho, l1 / rho), not below 0 if non-negative,   Gamma = Gamma + rho (B - C)
 *   scores = x C
 * </pre>
 *
 * <p>G is {@code X'X} of the binary X. H. Steck, M. Dimakopoulou, N. Riabov, T. Jebara: ADMM SLIM:
 * Sparse Recommendations for Many Users, WSDM 2020, section 3.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>RecBole</th><th>here</th></tr>
 * <tr><td>penalties</td><td>lambda1, lambda2, the latter by item if wanted</td>
 *     <td>lambda2 times a power of the item's share of users</td>
 *     <td>l1, l2, the same for all items</td></tr>
 * <tr><td>centring, item weights</td><td>variants</td><td>centring</td><td>not here</td></tr>
 * <tr><td>rho</td><td>a constant</td><td>4,000 beside lambda2 200</td><td>as l2 by default: one far
 *     from l2 needs hundreds of steps</td></tr>
 * <tr><td>end</td><td>some tens of iterations</td><td>100</td>
 *     <td>100, or where B and C agree and C moves no more</td></tr>
 * <tr><td>sign</td><td>both</td><td>both</td><td>{@link Sign}</td></tr>
 * </table>
 *
 * <p>Cost: {@code 2 items^3} operations an iteration, and six items x items matrices outside the
 * heap; of the result the weights that are not zero. {@link Slim} needs two and fewer sweeps where
 * the weights are sparse; this one needs no order of items.
 *
 * @param l1 weight of the sum of the weights' sizes, at least 0: the more, the sparser
 * @param l2 weight of half the sum of their squares, in users, more than 0
 * @param rho how strongly the two copies of the weights are held together, more than 0
 * @param sign whether weights may be negative
 * @param epochs iterations, at most
 * @param tolerance how far the two copies, and two iterations, may differ at the end
 * @param precision the floating-point numbers of the solution; the weights are kept in 32 bits
 */
@RecordBuilder
public record AdmmSlim(
    double l1, double l2, double rho, Sign sign, int epochs, double tolerance, Precision precision)
    implements Recommender, AdmmSlimBuilder.With {

  private static final int MATRICES = 6;

  /**
   * @throws org.refold.settings.BadInputException if a hyper-parameter is out of its range
   */
  public AdmmSlim {
    Check.notNegative("l1", l1, "typical: 0.001-5");
    Check.positive("l2", l2, "typical: 10-1000 users");
    Check.positive("rho", rho, "typical: as l2");
    Check.atLeast(1, "epochs", epochs, "typical: 20-100");
    Check.notNegative("tolerance", tolerance, "typical: 0.0001");
  }

  /** l1 0.005, l2 and rho 500, non-negative, 100 iterations in 64 bits. */
  public AdmmSlim() {
    this(0.005, 500, 500, Sign.NON_NEGATIVE, 100, 1e-4, Precision.DOUBLE);
  }

  @Override
  public String name() {
    return "admm-slim";
  }

  @Override
  public Fitted<SparseLinearModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    ClosedFormMemory.checkOffHeap(
        name(), MATRICES, precision, BinaryMatrix.of(train).columnCounts());
    int n = train.itemCount();
    try (Matrix gram = ItemGram.of(this, train, fitting, 0, precision);
        Matrix inverse = Matrix.zeros(precision, n, n);
        Matrix start = Matrix.zeros(precision, n, n);
        Matrix c = Matrix.zeros(precision, n, n)) {
      DoubleRows.copy(gram, inverse);
      Lapack.addToDiagonal(inverse, l2 + rho);
      Lapack.invertPositiveDefinite(inverse);
      Blas.multiply(inverse, gram, start);
      gram.clear();
      iterate(inverse, start, gram, c, fitting);
      KeptColumns kept = new KeptColumns(c, n);
      return Fitted.of(SparseLinearModel.of(this, train.items(), kept.of, kept.weights));
    }
  }

  /**
   * @param inverse P. Not modified.
   * @param start P G. Not modified.
   * @param gamma Gamma, zero at first. Modified.
   * @param c C, zero at first. Modified.
   */
  private void iterate(Matrix inverse, Matrix start, Matrix gamma, Matrix c, Fitting fitting) {
    int n = c.rows();
    double[] p = DoubleRows.diagonal(inverse);
    try (Matrix pull = Matrix.zeros(precision, n, n);
        Matrix b = Matrix.zeros(precision, n, n)) {
      Sweeps.run(
          fitting,
          epochs,
          tolerance,
          () -> {
            DoubleRows.copy(start, b);
            Blas.gemm(Transpose.NO, Transpose.NO, 1, inverse, pull, 1, b);
            double[] onDiagonal = DoubleRows.diagonal(b);
            Arrays.setAll(onDiagonal, j -> onDiagonal[j] / p[j]);
            double[] moved = new double[n];
            Parallel.rows(
                n,
                16,
                (from, to) -> {
                  for (int i = from; i < to; i++) {
                    moved[i] = row(i, onDiagonal, inverse, b, gamma, c, pull);
                  }
                });
            return Arrays.stream(moved).max().orElse(0);
          });
    }
  }

  /** One row of B, C, Gamma and rho C - Gamma; returns how far C is from B and from before. */
  private double row(
      int i, double[] onDiagonal, Matrix inverse, Matrix b, Matrix gamma, Matrix c, Matrix pull) {
    int n = onDiagonal.length;
    double[] p = new double[n];
    double[] free = new double[n];
    double[] dual = new double[n];
    double[] sparse = new double[n];
    DoubleRows.read(inverse, i, p);
    DoubleRows.read(b, i, free);
    DoubleRows.read(gamma, i, dual);
    DoubleRows.read(c, i, sparse);
    double moved = 0;
    for (int j = 0; j < n; j++) {
      double unbound = i == j ? 0 : free[j] - p[j] * onDiagonal[j];
      double next = sign.shrunk(unbound + dual[j] / rho, l1 / rho);
      moved = Math.max(moved, Math.max(Math.abs(unbound - next), Math.abs(next - sparse[j])));
      dual[j] += rho * (unbound - next);
      sparse[j] = next;
      free[j] = rho * next - dual[j];
    }
    DoubleRows.write(gamma, i, dual);
    DoubleRows.write(c, i, sparse);
    DoubleRows.write(pull, i, free);
    return moved;
  }

  @Override
  public SparseLinearModel load(ModelReader file) throws IOException {
    return SparseLinearModel.load(this, file);
  }

  /** The six matrices, and the weights if none is zero. */
  @Override
  public long fitBytes(Interactions train) {
    long items = train.itemCount();
    return items
        * items
        * ((long) MATRICES * precision.bytes() + 2L * (Float.BYTES + Integer.BYTES));
  }
}
