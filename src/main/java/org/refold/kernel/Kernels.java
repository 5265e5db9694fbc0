package org.refold.kernel;

import java.util.Arrays;
import java.util.Locale;

/**
 * Fused loops over ranges of arrays, {@code from <= k < to}: with vector instructions where the JVM
 * offers them, else in plain Java; which, is chosen once and logged. Every one has a twin over
 * doubles in {@link DoubleKernels}, for checking gradients.
 *
 * <p>They allocate nothing and use the calling thread only; rows of a batch are spread by {@link
 * Parallel}. Ranges are not checked beyond what the arrays themselves do.
 */
public final class Kernels {

  private static final Provider PROVIDER = Providers.choose();
  private static final Elementwise ELEMENTWISE = PROVIDER.elementwise();
  private static final Linear LINEAR = PROVIDER.linear();
  private static final Updates UPDATES = PROVIDER.updates();

  private static final float SELU_SCALE = (float) Activation.SELU_SCALE;
  private static final float SELU_ALPHA = (float) Activation.SELU_ALPHA;
  private static final float GELU_SLOPE = (float) Activation.GELU_SLOPE;
  private static final float GELU_CUBIC = (float) Activation.GELU_CUBIC;

  private Kernels() {}

  /** What the loops of this and of {@link RowKernels} are made of. */
  static Provider chosen() {
    return PROVIDER;
  }

  /** How the loops run, such as {@code vector (512 bits)} or {@code scalar}. */
  public static String provider() {
    return PROVIDER.name();
  }

  /**
   * {@code y = f(x)}.
   *
   * @param f the function
   * @param x Not modified, unless it is y.
   * @param y may be x. Modified.
   * @param from the first
   * @param to after the last
   */
  public static void activate(Activation f, float[] x, float[] y, int from, int to) {
    switch (f) {
      case IDENTITY -> System.arraycopy(x, from, y, from, to - from);
      case SIGMOID -> ELEMENTWISE.sigmoid(x, y, from, to);
      case TANH -> ELEMENTWISE.tanh(x, y, from, to);
      case RELU -> ELEMENTWISE.relu(x, y, from, to);
      case ELU -> ELEMENTWISE.elu(1, 1, x, y, from, to);
      case SELU -> ELEMENTWISE.elu(SELU_SCALE, SELU_ALPHA, x, y, from, to);
      case SOFTPLUS -> ELEMENTWISE.softplus(x, y, from, to);
      case SWISH -> ELEMENTWISE.gate(1, 0, x, y, from, to);
      case GELU -> ELEMENTWISE.gate(GELU_SLOPE, GELU_CUBIC, x, y, from, to);
      default -> throw unknown(f);
    }
  }

  /**
   * {@code g = g f'(x)}: from the gradient of the output to that of the input.
   *
   * @param f the function
   * @param x its input; read only where {@link Activation#gradientNeedsInput()}. Not modified.
   * @param y its output; read otherwise. Not modified.
   * @param g the gradient. Modified.
   * @param from the first
   * @param to after the last
   */
  public static void activateGradient(
      Activation f, float[] x, float[] y, float[] g, int from, int to) {
    switch (f) {
      case IDENTITY -> {}
      case SIGMOID -> ELEMENTWISE.sigmoidGradient(y, g, from, to);
      case TANH -> ELEMENTWISE.tanhGradient(y, g, from, to);
      case RELU -> ELEMENTWISE.reluGradient(y, g, from, to);
      case ELU -> ELEMENTWISE.eluGradient(1, 1, y, g, from, to);
      case SELU -> ELEMENTWISE.eluGradient(SELU_SCALE, SELU_ALPHA, y, g, from, to);
      case SOFTPLUS -> ELEMENTWISE.softplusGradient(y, g, from, to);
      case SWISH -> ELEMENTWISE.gateGradient(1, 0, x, g, from, to);
      case GELU -> ELEMENTWISE.gateGradient(GELU_SLOPE, GELU_CUBIC, x, g, from, to);
      default -> throw unknown(f);
    }
  }

  static IllegalArgumentException unknown(Activation f) {
    return new IllegalArgumentException(
        String.format(Locale.ROOT, "there is no loop for the activation %s", f));
  }

  /** {@code y = exp(x)}; see {@link Elementwise} for the accuracy. y may be x. */
  public static void exp(float[] x, float[] y, int from, int to) {
    ELEMENTWISE.exp(x, y, from, to);
  }

  /**
   * The logarithm of the sum of exponentials.
   *
   * @param x Not modified.
   * @param scratch as long as x. Modified, in the range.
   * @return -inf of no numbers
   */
  public static double logSumExp(float[] x, float[] scratch, int from, int to) {
    float max = LINEAR.max(x, from, to);
    if (max == Float.NEGATIVE_INFINITY) {
      return max;
    }
    return max + Math.log(LINEAR.expShiftedSum(max, x, scratch, from, to));
  }

  /**
   * {@code y = exp(x) / sum exp(x)}.
   *
   * @param x Not modified, unless it is y.
   * @param y may be x. Modified.
   * @return the logarithm of the sum of exponentials
   */
  public static double softmax(float[] x, float[] y, int from, int to) {
    float max = LINEAR.max(x, from, to);
    if (max == Float.NEGATIVE_INFINITY) {
      Arrays.fill(y, from, to, to > from ? Float.NaN : 0);
      return max;
    }
    float sum = LINEAR.expShiftedSum(max, x, y, from, to);
    LINEAR.scale(1 / sum, y, from, to);
    return max + Math.log(sum);
  }

  /**
   * Multinomial negative log-likelihood of one row and its gradient in one go: {@code loss = -sum_t
   * w_t log softmax(x)_t} over the sparse targets, and {@code x_j = scale (W softmax(x)_j - w_j)}
   * with W the sum of weights.
   *
   * @param x the logits of a row. Modified: becomes the gradient of {@code scale loss}.
   * @param from the first logit
   * @param to after the last
   * @param targets columns, counted from {@code from}, none twice. Not modified.
   * @param weights beside each target. Not modified.
   * @param targetFrom the first target of the row
   * @param targetTo after the last
   * @param scale of the gradient alone, such as one over the batch size
   * @return the loss, not scaled
   */
  public static double multinomialLoss(
      float[] x,
      int from,
      int to,
      int[] targets,
      float[] weights,
      int targetFrom,
      int targetTo,
      float scale) {
    double weight = 0;
    double logits = 0;
    for (int t = targetFrom; t < targetTo; t++) {
      weight += weights[t];
      logits += (double) weights[t] * x[from + targets[t]];
    }
    float max = LINEAR.max(x, from, to);
    float sum = LINEAR.expShiftedSum(max, x, x, from, to);
    LINEAR.scale((float) (scale * weight / sum), x, from, to);
    for (int t = targetFrom; t < targetTo; t++) {
      x[from + targets[t]] -= scale * weights[t];
    }
    return weight * (max + Math.log(sum)) - logits;
  }

  /** The largest number; NaN if there is one, -inf of no numbers. */
  public static float max(float[] x, int from, int to) {
    return LINEAR.max(x, from, to);
  }

  /** The sum. */
  public static float sum(float[] x, int from, int to) {
    return LINEAR.sum(x, from, to);
  }

  /** The sum of squares. */
  public static float squaredNorm(float[] x, int from, int to) {
    return LINEAR.dot(x, from, x, from, to - from);
  }

  /** The sum of products of two ranges of a length. */
  public static float dot(float[] x, int xAt, float[] y, int yAt, int length) {
    return LINEAR.dot(x, xAt, y, yAt, length);
  }

  /** {@code x = alpha x}. */
  public static void scale(float alpha, float[] x, int from, int to) {
    LINEAR.scale(alpha, x, from, to);
  }

  /** {@code y = y + alpha x}, for two ranges of a length. */
  public static void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int length) {
    LINEAR.axpy(alpha, x, xAt, y, yAt, length);
  }

  /** {@code y = beta y + alpha x}, for two ranges of a length. */
  public static void axpby(
      float alpha, float[] x, int xAt, float beta, float[] y, int yAt, int length) {
    LINEAR.axpby(alpha, x, xAt, beta, y, yAt, length);
  }

  /**
   * {@code x = beta x + alpha y} and {@code y = beta y + alpha x}, each with the other as it was.
   */
  public static void axpbyBoth(
      float alpha, float beta, float[] x, int xAt, float[] y, int yAt, int length) {
    LINEAR.axpbyBoth(alpha, beta, x, xAt, y, yAt, length);
  }

  /** {@code y = y x}, number by number. */
  public static void multiply(float[] x, float[] y, int from, int to) {
    LINEAR.multiply(x, y, from, to);
  }

  /**
   * A sparse row times a table, the input layer of an autoencoder: {@code sum = sum + factors[k]
   * table[rows[k]]} for {@code from <= k < to}.
   *
   * @param table {@code [items, width]}, row after row. Not modified.
   * @param tableAt where row 0 would begin; negative if the array begins at a later row
   * @param width the length of a row
   * @param rows which rows. Not modified.
   * @param factors beside each. Not modified.
   * @param from the first of these
   * @param to after the last
   * @param sum receives the sum. Modified.
   * @param sumAt where it begins
   */
  public static void addRows(
      float[] table,
      int tableAt,
      int width,
      int[] rows,
      float[] factors,
      int from,
      int to,
      float[] sum,
      int sumAt) {
    LINEAR.addRows(table, tableAt, width, rows, factors, from, to, sum, sumAt);
  }

  /** Products of a row with rows of a table; see {@link Linear#dotRows}. */
  public static void dotRows(
      float[] x,
      int xAt,
      int width,
      float[] table,
      int tableAt,
      int stride,
      int[] rows,
      float[] products,
      int from,
      int to) {
    LINEAR.dotRows(x, xAt, width, table, tableAt, stride, rows, products, from, to);
  }

  /** One step of Adam; see {@link Updates#adam}. w, m and v are Modified. */
  public static void adam(
      AdamStep step, float[] w, float[] g, float[] m, float[] v, int start, int from, int to) {
    UPDATES.adam(step, w, g, m, v, start, from, to);
  }

  /** One step of AdaGrad; see {@link Updates#adaGrad}. w and s are Modified. */
  public static void adaGrad(
      float rate, float epsilon, float[] w, float[] g, float[] s, int start, int from, int to) {
    UPDATES.adaGrad(rate, epsilon, w, g, s, start, from, to);
  }

  /** One step of gradient descent with momentum; see {@link Updates#momentum}. */
  public static void momentum(
      float rate, float mu, float[] w, float[] g, float[] v, int start, int from, int to) {
    UPDATES.momentum(rate, mu, w, g, v, start, from, to);
  }

  /** One step of RProp; see {@link Updates#rprop}. */
  public static void rprop(
      float smallest,
      float largest,
      float[] w,
      float[] g,
      float[] previous,
      float[] steps,
      int start,
      int from,
      int to) {
    UPDATES.rprop(smallest, largest, w, g, previous, steps, start, from, to);
  }
}
