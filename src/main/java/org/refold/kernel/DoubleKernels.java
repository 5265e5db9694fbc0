package org.refold.kernel;

/**
 * The loops of {@link Kernels} over doubles, by their definitions: what gradients are checked with.
 * Parameters are as there.
 */
public final class DoubleKernels {

  private DoubleKernels() {}

  /** {@code y = f(x)}; y may be x. Modified: y. */
  public static void activate(Activation f, double[] x, double[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] = value(f, x[k]);
    }
  }

  private static double value(Activation f, double x) {
    return switch (f) {
      case IDENTITY -> x;
      case SIGMOID -> sigmoid(x);
      case TANH -> Math.tanh(x);
      case RELU -> Math.max(x, 0);
      case ELU -> x > 0 ? x : Math.expm1(x);
      case SELU -> Activation.SELU_SCALE * (x > 0 ? x : Activation.SELU_ALPHA * Math.expm1(x));
      case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case SWISH -> x * sigmoid(x);
      case GELU -> x * sigmoid(geluInner(x));
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double geluInner(double x) {
    return Activation.GELU_SLOPE * (x + Activation.GELU_CUBIC * x * x * x);
  }

  /** {@code g = g f'(x)}, from x or y as {@link Activation#gradientNeedsInput()}. Modified: g. */
  public static void activateGradient(
      Activation f, double[] x, double[] y, double[] g, int from, int to) {
    for (int k = from; k < to; k++) {
      g[k] *= f.gradientNeedsInput() ? slopeAtInput(f, x[k]) : slopeAtOutput(f, y[k]);
    }
  }

  private static double slopeAtOutput(Activation f, double y) {
    return switch (f) {
      case IDENTITY -> 1;
      case SIGMOID -> y * (1 - y);
      case TANH -> 1 - y * y;
      case RELU -> y > 0 ? 1 : 0;
      case ELU -> y > 0 ? 1 : y + 1;
      case SELU ->
          y > 0 ? Activation.SELU_SCALE : y + Activation.SELU_SCALE * Activation.SELU_ALPHA;
      case SOFTPLUS -> -Math.expm1(-y);
      case SWISH, GELU -> throw Kernels.unknown(f);
    };
  }

  private static double slopeAtInput(Activation f, double x) {
    boolean gelu = f == Activation.GELU;
    double gate = sigmoid(gelu ? geluInner(x) : x);
    double inner = gelu ? Activation.GELU_SLOPE * (1 + 3 * Activation.GELU_CUBIC * x * x) : 1;
    return gate + x * gate * (1 - gate) * inner;
  }

  /** {@code y = exp(x)}; y may be x. Modified: y. */
  public static void exp(double[] x, double[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] = Math.exp(x[k]);
    }
  }

  /** The logarithm of the sum of exponentials. */
  public static double logSumExp(double[] x, int from, int to) {
    double max = max(x, from, to);
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += Math.exp(x[k] - max);
    }
    return max == Double.NEGATIVE_INFINITY ? max : max + Math.log(sum);
  }

  /** Softmax; y may be x; returns the logarithm of the sum of exponentials. Modified: y. */
  public static double softmax(double[] x, double[] y, int from, int to) {
    double logSum = logSumExp(x, from, to);
    for (int k = from; k < to; k++) {
      y[k] = Math.exp(x[k] - logSum);
    }
    return logSum;
  }

  /** Multinomial loss and gradient; see {@link Kernels#multinomialLoss}. Modified: x. */
  public static double multinomialLoss(
      double[] x,
      int from,
      int to,
      int[] targets,
      float[] weights,
      int targetFrom,
      int targetTo,
      double scale) {
    double weight = 0;
    double logits = 0;
    for (int t = targetFrom; t < targetTo; t++) {
      weight += weights[t];
      logits += weights[t] * x[from + targets[t]];
    }
    double logSum = softmax(x, x, from, to);
    scale(scale * weight, x, from, to);
    for (int t = targetFrom; t < targetTo; t++) {
      x[from + targets[t]] -= scale * weights[t];
    }
    return weight * logSum - logits;
  }

  /** The largest number; NaN if there is one, -inf of no numbers. */
  public static double max(double[] x, int from, int to) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = from; k < to; k++) {
      largest = Math.max(largest, x[k]);
    }
    return largest;
  }

  /** The sum. */
  public static double sum(double[] x, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += x[k];
    }
    return sum;
  }

  /** The sum of squares. */
  public static double squaredNorm(double[] x, int from, int to) {
    return dot(x, from, x, from, to - from);
  }

  /** The sum of products of two ranges of a length. */
  public static double dot(double[] x, int xAt, double[] y, int yAt, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += x[xAt + k] * y[yAt + k];
    }
    return sum;
  }

  /** {@code x = alpha x}. Modified: x. */
  public static void scale(double alpha, double[] x, int from, int to) {
    for (int k = from; k < to; k++) {
      x[k] *= alpha;
    }
  }

  /** {@code y = y + alpha x}, for two ranges of a length. Modified: y. */
  public static void axpy(double alpha, double[] x, int xAt, double[] y, int yAt, int length) {
    for (int k = 0; k < length; k++) {
      y[yAt + k] += alpha * x[xAt + k];
    }
  }

  /** {@code y = y x}, number by number. Modified: y. */
  public static void multiply(double[] x, double[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] *= x[k];
    }
  }

  /** A sparse row times a table; see {@link Kernels#addRows}. Modified: sum. */
  public static void addRows(
      double[] table,
      int width,
      int[] rows,
      float[] factors,
      int from,
      int to,
      double[] sum,
      int sumAt) {
    for (int k = from; k < to; k++) {
      axpy(factors[k], table, rows[k] * width, sum, sumAt, width);
    }
  }
}
