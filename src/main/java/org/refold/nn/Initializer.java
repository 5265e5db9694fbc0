package org.refold.nn;

import java.util.SplittableRandom;
import org.refold.kernel.Matrix;
import org.refold.kernel.NormalDraws;
import org.refold.kernel.Precision;
import org.refold.kernel.Streams;

/**
 * How the first value of a parameter {@code [fan-in, fan-out]} is drawn. The numbers are a function
 * of the seed and the parameter's name; both precisions draw the same, to rounding.
 */
@FunctionalInterface
public interface Initializer {

  /**
   * Draws one number.
   *
   * @param random the parameter's stream
   * @param fanIn the rows of the parameter
   * @param fanOut its columns
   */
  double draw(SplittableRandom random, int fanIn, int fanOut);

  /** All zero. */
  static Initializer zeros() {
    return (random, fanIn, fanOut) -> 0;
  }

  /** All the same. */
  static Initializer constant(double value) {
    return (random, fanIn, fanOut) -> value;
  }

  /** Normal with this standard deviation. */
  static Initializer normal(double deviation) {
    checkPositive("the standard deviation", deviation);
    return (random, fanIn, fanOut) -> deviation * NormalDraws.next(random);
  }

  /** Normal with this standard deviation, drawn again when beyond two of them. */
  static Initializer truncatedNormal(double deviation) {
    checkPositive("the standard deviation", deviation);
    return (random, fanIn, fanOut) -> {
      double z;
      do {
        z = NormalDraws.next(random);
      } while (Math.abs(z) > 2);
      return deviation * z;
    };
  }

  /** Uniform on {@code [-bound, bound)}. */
  static Initializer uniform(double bound) {
    checkPositive("the bound", bound);
    return (random, fanIn, fanOut) -> bound * (2 * random.nextDouble() - 1);
  }

  /** Normal with variance {@code 2 / (fanIn + fanOut)} (Glorot and Bengio 2010). */
  static Initializer xavierNormal() {
    return (random, fanIn, fanOut) ->
        Math.sqrt(2.0 / Math.max(1, fanIn + fanOut)) * NormalDraws.next(random);
  }

  /** Uniform with variance {@code 2 / (fanIn + fanOut)} (Glorot and Bengio 2010, equation 16). */
  static Initializer xavierUniform() {
    return (random, fanIn, fanOut) ->
        Math.sqrt(6.0 / Math.max(1, fanIn + fanOut)) * (2 * random.nextDouble() - 1);
  }

  /** Normal with variance {@code 2 / fanIn}, for rectified units (He et al. 2015, equation 10). */
  static Initializer he() {
    return (random, fanIn, fanOut) ->
        Math.sqrt(2.0 / Math.max(1, fanIn)) * NormalDraws.next(random);
  }

  /**
   * Fills a matrix, row by row.
   *
   * @param matrix Modified.
   * @param seed of the run
   * @param name of the parameter
   */
  default void fill(Matrix matrix, long seed, String name) {
    SplittableRandom random = Streams.of(seed, "initial " + name);
    double[] row = new double[matrix.columns()];
    float[] floats = new float[matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      for (int k = 0; k < row.length; k++) {
        row[k] = draw(random, matrix.rows(), matrix.columns());
        floats[k] = (float) row[k];
      }
      if (matrix.precision() == Precision.FLOAT) {
        matrix.writeRow(r, floats);
      } else {
        matrix.writeRow(r, row);
      }
    }
  }

  private static void checkPositive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " is " + value + ", but must be positive");
    }
  }
}
