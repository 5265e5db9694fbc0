package org.refold.model.factor;

import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.refold.data.BinaryMatrix;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.NormalEquations;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;
import org.refold.settings.BadInputException;

/**
 * Half an epoch of {@link Ials}: the best vectors of one side while those of the other stand. Each
 * is the solution of a ridge regression of its own:
 *
 * <pre>
 *   (w0 V'V + sum over i in S of v_i v_i' + l2 (|S| + w0 n)^nu I) u = sum over i in S of v_i
 * </pre>
 *
 * <p>with V {@code [n, latent]} the vectors that stand, and S the items that the user interacted
 * with (or the users that interacted with the item). What all regressions share is computed once.
 * Several threads may solve at once; the solutions are the same for any number of threads.
 */
final class HalfStep implements AutoCloseable {

  /** Rows that a thread takes at a time; their cost varies with their lengths. */
  private static final int GRAIN = 32;

  private final Ials settings;
  private final Matrix standing;
  private final float[] base;
  private final ConcurrentLinkedQueue<NormalEquations> idle = new ConcurrentLinkedQueue<>();

  /**
   * Computes what all share.
   *
   * @param standing V, floats; must not change while this is used. Not modified.
   */
  HalfStep(Ials settings, Matrix standing) {
    this.settings = settings;
    this.standing = standing;
    int latent = settings.latent();
    base = new float[latent * latent];
    try (Matrix gram = Matrix.floats(latent, latent)) {
      double weight = settings.unobservedWeight();
      Blas.gemm(Transpose.YES, Transpose.NO, weight, standing, standing, 0, gram);
      gram.readRows(0, latent, base, 0);
    }
  }

  /**
   * Solves for the rows of a matrix.
   *
   * @param data who interacted with what, {@code [rows, n]}
   * @param solutions {@code [rows, latent]}, floats. Modified.
   * @throws BadInputException if a regression has no clear solution
   */
  void solve(BinaryMatrix data, Matrix solutions) {
    Parallel.unevenRows(
        data.rowCount(),
        GRAIN,
        (from, to) -> {
          NormalEquations borrowed = idle.poll();
          NormalEquations equations =
              borrowed == null ? new NormalEquations(settings.latent()) : borrowed;
          float[] solution = new float[settings.latent()];
          for (int row = from; row < to; row++) {
            solve(equations, data, row, solution);
            solutions.writeRow(row, solution);
          }
          idle.add(equations);
        });
  }

  private void solve(NormalEquations equations, BinaryMatrix data, int row, float[] solution) {
    equations.begin(base, settings.ridge(data.count(row), standing.rows()));
    for (int p = data.start(row); p < data.end(row); p++) {
      equations.add(standing, data.column(p));
    }
    try {
      equations.solve(solution);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "l2 is %s, too little for ials with %d factors on this data in precision %s:"
                  + " choose more, typical: 0.001-0.1",
              settings.l2(),
              settings.latent(),
              Precision.FLOAT.name().toLowerCase(Locale.ROOT)),
          e);
    }
  }

  /** Frees the equations; nothing can be solved while this happens. */
  @Override
  public void close() {
    idle.forEach(NormalEquations::close);
    idle.clear();
  }
}
