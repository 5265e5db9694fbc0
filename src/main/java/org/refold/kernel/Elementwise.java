package org.refold.kernel;

/**
 * Functions of each number alone, over the range {@code from <= k < to} of arrays: the work behind
 * {@link Kernels}, once in plain Java and once with vector instructions. Input and output may be
 * the same array. NaN stays NaN.
 *
 * <p>Relative errors are at most 4 units in the last place (5e-7), of {@link #softplus} and {@link
 * #gate} 6; results below 2^-126 may be zero.
 */
public interface Elementwise {

  /** {@code y = exp(x)}. */
  void exp(float[] x, float[] y, int from, int to);

  /** {@code y = tanh(x)}. */
  void tanh(float[] x, float[] y, int from, int to);

  /** {@code y = 1 / (1 + exp(-x))}. */
  void sigmoid(float[] x, float[] y, int from, int to);

  /** {@code y = max(x, 0)}. */
  void relu(float[] x, float[] y, int from, int to);

  /** {@code y = scale x} where x is positive, else {@code scale alpha (exp(x) - 1)}. */
  void elu(float scale, float alpha, float[] x, float[] y, int from, int to);

  /** {@code y = log(1 + exp(x))}. */
  void softplus(float[] x, float[] y, int from, int to);

  /** {@code y = x sigmoid(slope (x + cubic x^3))}. */
  void gate(float slope, float cubic, float[] x, float[] y, int from, int to);

  /** {@code g = g (1 - y^2)} for {@code y = tanh(x)}. */
  void tanhGradient(float[] y, float[] g, int from, int to);

  /** {@code g = g y (1 - y)} for {@code y = sigmoid(x)}. */
  void sigmoidGradient(float[] y, float[] g, int from, int to);

  /** {@code g = g} where y is positive, else 0, for {@code y = relu(x)}. */
  void reluGradient(float[] y, float[] g, int from, int to);

  /** {@code g = g scale} where y is positive, else {@code g (y + scale alpha)}, for y of elu. */
  void eluGradient(float scale, float alpha, float[] y, float[] g, int from, int to);

  /** {@code g = g (1 - exp(-y))} for {@code y = softplus(x)}. */
  void softplusGradient(float[] y, float[] g, int from, int to);

  /** {@code g = g f'(x)} for {@code f} = gate; takes the input, not the output. */
  void gateGradient(float slope, float cubic, float[] x, float[] g, int from, int to);
}
