package org.refold.model.linear;

import java.util.Locale;
import org.refold.kernel.Lapack;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.settings.BadInputException;

/**
 * The regression of every item on all others with a ridge for each, in closed form:
 *
 * <pre>  P = (G + diag(ridge))^-1,   B[i][j] = -P[i][j] / P[j][j] for i != j,   B[i][i] = 0</pre>
 */
final class RidgeInverse {

  private RidgeInverse() {}

  /**
   * @param gram G, {@code [n, n]}. Modified: the inverse.
   * @param ridge {@code [n]}. Not modified.
   * @param lambda the least of it, for the message
   * @return B, row by row
   * @throws BadInputException if it is too little for the precision
   */
  static FloatStrips weights(Matrix gram, double[] ridge, double lambda) {
    for (int item = 0; item < ridge.length; item++) {
      gram.set(item, item, gram.get(item, item) + ridge[item]);
    }
    try {
      Lapack.invertPositiveDefinite(gram);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "lambda is %s, too little for this data in precision %s: choose more, or double",
              lambda,
              gram.precision().name().toLowerCase(Locale.ROOT)),
          e);
    }
    return weights(gram);
  }

  /** B out of P; each thread takes some rows. */
  private static FloatStrips weights(Matrix inverse) {
    int items = inverse.rows();
    FloatStrips strips = FloatStrips.empty(items);
    double[] diagonal = DoubleRows.diagonal(inverse);
    Parallel.rows(
        items,
        64,
        (from, to) -> {
          double[] row = new double[items];
          for (int i = from; i < to; i++) {
            DoubleRows.read(inverse, i, row);
            for (int j = 0; j < items; j++) {
              row[j] /= -diagonal[j];
            }
            row[i] = 0;
            strips.write(i, row);
          }
        });
    return strips;
  }
}
