package org.refold.kernel;

/**
 * Symmetric positive definite systems so small that they are solved on the heap, one a thread. Each
 * sum runs in one order, so results do not depend on threads.
 */
public final class SmallSystem {

  private SmallSystem() {}

  /**
   * Solves {@code A x = b} by Cholesky's factorisation.
   *
   * @param lower row by row the elements of A up to the diagonal. Modified: the factor.
   * @param x b, {@code [n]}. Modified: the solution.
   */
  public static void solve(double[][] lower, double[] x) {
    int size = x.length;
    for (int a = 0; a < size; a++) {
      double[] row = lower[a];
      for (int b = 0; b <= a; b++) {
        double sum = row[b];
        for (int k = 0; k < b; k++) {
          sum -= row[k] * lower[b][k];
        }
        row[b] = a == b ? Math.sqrt(sum) : sum / lower[b][b];
      }
      for (int k = 0; k < a; k++) {
        x[a] -= row[k] * x[k];
      }
      x[a] /= row[a];
    }
    for (int a = size - 1; a >= 0; a--) {
      x[a] /= lower[a][a];
      for (int k = 0; k < a; k++) {
        x[k] -= lower[a][k] * x[a];
      }
    }
  }
}
