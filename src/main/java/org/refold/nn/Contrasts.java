package org.refold.nn;

import org.refold.kernel.Matrix;

/** The pieces that compare targets with negatives, of {@link Arithmetic}. */
public interface Contrasts {

  /** Keeps the logarithm of {@link Contrast#BPR_MAX} finite, as in the authors' code. */
  double TINY = 1e-24;

  /**
   * The sum over rows of a loss, and its derivatives.
   *
   * @param loss of each row
   * @param regularisation factor of the scores' squares in {@link Contrast#BPR_MAX}
   * @param targets {@code [rows, 1]}. Not modified.
   * @param negatives {@code [rows, m]}. Not modified.
   * @param scale factor of the sum and of the derivatives
   * @param targetSlopes {@code [rows, 1]}. Modified.
   * @param negativeSlopes {@code [rows, m]}. Modified.
   * @return scale times the sum
   */
  double compare(
      Contrast loss,
      double regularisation,
      Matrix targets,
      Matrix negatives,
      double scale,
      Matrix targetSlopes,
      Matrix negativeSlopes);
}
