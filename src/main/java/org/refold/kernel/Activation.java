package org.refold.kernel;

/** The functions between the layers of a network, by number: {@code y = f(x)}. */
public enum Activation {
  /** {@code x}. */
  IDENTITY,
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** {@code tanh(x)}. */
  TANH,
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code x} where positive, else {@code exp(x) - 1} (Clevert 2016). */
  ELU,
  /** ELU scaled so that variance one stays variance one (Klambauer 2017). */
  SELU,
  /** {@code log(1 + exp(x))}. */
  SOFTPLUS,
  /** {@code x sigmoid(x)} (Ramachandran 2017), also called SiLU. */
  SWISH,
  /**
   * {@code x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2}, the approximation that Hendrycks and
   * Gimpel 2016 give; at most 5e-4 from x times the normal distribution function.
   */
  GELU;

  /** The factor of SELU. */
  static final double SELU_SCALE = 1.0507009873554805;

  /** The limit of SELU for large negative numbers is less this times {@link #SELU_SCALE}. */
  static final double SELU_ALPHA = 1.6732632423543772;

  /** Twice the square root of 2 / pi: a tanh as a sigmoid. */
  static final double GELU_SLOPE = 1.5957691216057308;

  /** The weight of the cube in GELU. */
  static final double GELU_CUBIC = 0.044715;

  /** Whether the derivative is taken from x rather than from y, so that x must be kept. */
  public boolean gradientNeedsInput() {
    return this == SWISH || this == GELU;
  }
}
