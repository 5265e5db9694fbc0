package org.refold.kernel;

/**
 * One step of an optimiser over the range {@code from <= k < to} of the weights w, their gradient g
 * and the optimiser's memory: the work behind {@link Kernels}, once in plain Java and once with
 * vector instructions. Each update is the textbook formula, a few roundings apart.
 *
 * <p>w and g are indexed by k; the memory, which may be that of many rows, by {@code start + k}.
 */
public interface Updates {

  /**
   * Adam: {@code m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w = w - stepSize m /
   * (rootScale sqrt(v) + epsilon)}. The corrections of the bias are in the step size and the scale
   * of the root.
   */
  void adam(AdamStep step, float[] w, float[] g, float[] m, float[] v, int start, int from, int to);

  /** AdaGrad: {@code s = s + g^2; w = w - rate g / (sqrt(s) + epsilon)}. */
  void adaGrad(
      float rate, float epsilon, float[] w, float[] g, float[] s, int start, int from, int to);

  /** Momentum: {@code v = mu v + g; w = w - rate v}. */
  void momentum(float rate, float mu, float[] w, float[] g, float[] v, int start, int from, int to);

  /**
   * RProp without backtracking: the step of a weight grows by 1.2 while the sign of its gradient
   * stays and halves when it turns, within bounds; then the gradient counts as 0 for once.
   *
   * @param smallest bound of the steps
   * @param largest bound of the steps
   * @param w the weights. Modified.
   * @param g the gradient. Not modified.
   * @param previous the gradients of the last call, or 0. Modified.
   * @param steps the steps. Modified.
   * @param start where the memory of number 0 lies
   */
  void rprop(
      float smallest,
      float largest,
      float[] w,
      float[] g,
      float[] previous,
      float[] steps,
      int start,
      int from,
      int to);
}
