package org.refold.model.linear;

import org.refold.kernel.Lapack;
import org.refold.kernel.Matrix;

/**
 * A linear denoising layer in closed form, its corruption integrated out: W minimises the expected
 * {@code |T - H~ W'|^2 + eps |W|^2} where each input of H but the last is zeroed with probability
 * {@code p}.
 *
 * <pre>
 *   q = (1-p, .., 1-p, 1),   P[i][j] = (T'H)[i][j] q_j
 *   Q[i][j] = (H'H)[i][j] q_i q_j for i != j,   Q[i][i] = (H'H)[i][i] q_i
 *   W = P (Q + eps I)^-1, where the last input, the bias, has no eps
 * </pre>
 */
final class MarginalisedLayer {

  private MarginalisedLayer() {}

  /**
   * Solves.
   *
   * @param moments {@code H'H}, {@code [inputs, inputs]}, doubles. Modified; undefined after.
   * @param targets {@code T'H}, {@code [targets, inputs]}, doubles. Modified: W.
   * @param corrupted how many inputs are, the first ones; those after them are always seen
   * @param p the probability of zero
   * @param eps the ridge of the corrupted inputs
   * @throws IllegalArgumentException if it is too small
   */
  static void solve(Matrix moments, Matrix targets, int corrupted, double p, double eps) {
    int inputs = moments.rows();
    double[] row = new double[inputs];
    for (int i = 0; i < targets.rows(); i++) {
      targets.readRow(i, row);
      for (int j = 0; j < corrupted; j++) {
        row[j] *= 1 - p;
      }
      targets.writeRow(i, row);
    }
    for (int i = 0; i < inputs; i++) {
      moments.readRow(i, row);
      double own = i < corrupted ? 1 - p : 1;
      double diagonal = row[i] * own + (i < corrupted ? eps : 0);
      for (int j = 0; j < inputs; j++) {
        row[j] *= own * (j < corrupted ? 1 - p : 1);
      }
      row[i] = diagonal;
      moments.writeRow(i, row);
    }
    Lapack.cholesky(moments);
    Lapack.solve(moments, targets);
  }
}
