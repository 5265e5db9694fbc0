package org.refold.model.factor;

import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.refold.data.BadInputException;
import org.refold.data.BinaryMatrix;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.NormalEquations;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;

/**
 * Half an epoch of {@link Ials}: the best vectors of one side while those of the other stand. Each
 * is the solution of a ridge regression of its own:
 *
 * <pre>
 *   (w0 V'V + sum over i in S of v_i v_i' + l2 (|S| + w0 n)^nu I) u = sum over i in S of v_i
 * </pre>
 *
 * <p>with V {@code [n, latent]} the vectors that stand, and S those that the user has met (or the
 * users that have met the item). What all regressions share is computed once. Several threads may
 * solve at once; the solutions are the same for any number of threads.
 */
final class HalfStep implements AutoCloseable {

  /** Rows that a thread takes at a time; their cost varies with their lengths. */
  private static final int GRAIN = 32;

  private final Ials settings;
  private final Matrix standing;
  private final float[] base;
  private final ConcurrentLinkedQueue<NormalEquations> idle = new ConcurrentLinkedQueue<>();

  /** Whom each of some users or items has met, without repeats, ascending. */
  interface Met {
    /** How many. */
    int count(int row);

    /** The k-th of them. */
    int get(int row, int k);

    /** Those in a row of a matrix. */
    static Met of(BinaryMatrix matrix) {
      return new Met() {
        @Override
        public int count(int row) {
          return matrix.count(row);
        }

        @Override
        public int get(int row, int k) {
          return matrix.column(matrix.start(row) + k);
        }
      };
    }

    /** Those in an array for each row. */
    static Met of(int[][] rows) {
      return new Met() {
        @Override
        public int count(int row) {
          return rows[row].length;
        }

        @Override
        public int get(int row, int k) {
          return rows[row][k];
        }
      };
    }
  }

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
   * Solves for as many rows as there are solutions.
   *
   * @param solutions {@code [rows, latent]}, floats. Modified.
   * @throws BadInputException if a regression has no clear solution
   */
  void solve(Met met, Matrix solutions) {
    Parallel.unevenRows(
        solutions.rows(),
        GRAIN,
        (from, to) -> {
          NormalEquations borrowed = idle.poll();
          NormalEquations equations =
              borrowed == null ? new NormalEquations(settings.latent()) : borrowed;
          float[] solution = new float[settings.latent()];
          for (int row = from; row < to; row++) {
            solve(equations, met, row, solution);
            solutions.writeRow(row, solution);
          }
          idle.add(equations);
        });
  }

  private void solve(NormalEquations equations, Met met, int row, float[] solution) {
    int count = met.count(row);
    equations.begin(base, settings.ridge(count, standing.rows()));
    for (int k = 0; k < count; k++) {
      equations.add(standing, met.get(row, k));
    }
    try {
      equations.solve(solution);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "l2 is %s, too little for ials with %d factors on this data in precision %s:"
                  + " choose more, usual are 0.001 to 0.1",
              settings.l2(),
              settings.latent(),
              Precision.FLOAT.name().toLowerCase(Locale.ROOT)),
          e);
    }
  }

  /** Gives the memory of the equations back; nothing can be solved while this happens. */
  @Override
  public void close() {
    idle.forEach(NormalEquations::close);
    idle.clear();
  }
}
