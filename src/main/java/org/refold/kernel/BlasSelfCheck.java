package org.refold.kernel;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotri;
import static org.bytedeco.openblas.global.openblas.LAPACKE_spotrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_spotri;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import java.util.Locale;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * Whether OpenBLAS computes rightly with the core that it runs: code for new processors was wrong
 * before (0.3.19 with its AVX-512 core finds a positive definite matrix of doubles indefinite).
 *
 * <p>A product is checked by a vector, {@code (A B) x = A (B x)}, and an inverse by {@code A (A^-1
 * x) = x}: a few plain loops that take well under a millisecond once warm.
 */
final class BlasSelfCheck {

  /** Large enough for the code for large matrices, and no multiple of any tile. */
  private static final int SIZE = 147;

  private static final byte LOWER = 'L';

  private BlasSelfCheck() {}

  /** What is wrong, or null. */
  static @Nullable String firstDefect() {
    double[] a = random(SIZE * SIZE, "a");
    double[] b = random(SIZE * SIZE, "b");
    String defect = defect("dgemm", residueOfProduct(a, b, productInDouble(a, b)), 1e-11);
    if (defect == null) {
      defect = defect("sgemm", residueOfProduct(a, b, productInFloat(a, b)), 1e-3);
    }
    if (defect == null) {
      defect = defect("sgemv", residueOfVectors(a, CblasNoTrans), 1e-3);
    }
    if (defect == null) {
      defect = defect("sgemv of a turned matrix", residueOfVectors(a, CblasTrans), 1e-3);
    }
    double[] positive = positiveDefinite(a);
    if (defect == null) {
      defect = defect("dpotrf and dpotri", residueOfInverse(positive, true), 1e-9);
    }
    if (defect == null) {
      defect = defect("spotrf and spotri", residueOfInverse(positive, false), 1e-2);
    }
    return defect;
  }

  private static @Nullable String defect(String routine, double residue, double allowed) {
    if (residue <= allowed) {
      return null;
    }
    return String.format(
        Locale.ROOT, "%s is off by %.2g, allowed is %.2g", routine, residue, allowed);
  }

  private static double[] random(int length, String purpose) {
    SplittableRandom random = Streams.of(1, "blas self-check " + purpose);
    double[] numbers = new double[length];
    for (int k = 0; k < length; k++) {
      // exact in float, so that both precisions work on the same numbers
      numbers[k] = random.nextInt(-512, 513) / 256.0;
    }
    return numbers;
  }

  /** {@code A A' / n + I}, row after row. */
  private static double[] positiveDefinite(double[] a) {
    double[] positive = new double[SIZE * SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column <= row; column++) {
        double sum = row == column ? SIZE : 0;
        for (int k = 0; k < SIZE; k++) {
          sum += a[row * SIZE + k] * a[column * SIZE + k];
        }
        positive[row * SIZE + column] = sum / SIZE;
        positive[column * SIZE + row] = sum / SIZE;
      }
    }
    return positive;
  }

  private static double[] productInDouble(double[] a, double[] b) {
    double[] c = new double[SIZE * SIZE];
    try (DoublePointer left = new DoublePointer(a);
        DoublePointer right = new DoublePointer(b);
        DoublePointer result = new DoublePointer(c)) {
      cblas_dgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasNoTrans,
          SIZE,
          SIZE,
          SIZE,
          1,
          left,
          SIZE,
          right,
          SIZE,
          0,
          result,
          SIZE);
      result.get(c);
    }
    return c;
  }

  private static double[] productInFloat(double[] a, double[] b) {
    float[] c = new float[SIZE * SIZE];
    try (FloatPointer left = new FloatPointer(toFloat(a));
        FloatPointer right = new FloatPointer(toFloat(b));
        FloatPointer result = new FloatPointer(c)) {
      cblas_sgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasNoTrans,
          SIZE,
          SIZE,
          SIZE,
          1,
          left,
          SIZE,
          right,
          SIZE,
          0,
          result,
          SIZE);
      result.get(c);
    }
    return toDouble(c);
  }

  private static double residueOfProduct(double[] a, double[] b, double[] product) {
    double[] x = random(SIZE, "x");
    return distance(times(product, x), times(a, times(b, x)));
  }

  private static double residueOfVectors(double[] a, int turned) {
    double[] x = random(SIZE, "x");
    float[] y = new float[SIZE];
    try (FloatPointer matrix = new FloatPointer(toFloat(a));
        FloatPointer vector = new FloatPointer(toFloat(x));
        FloatPointer result = new FloatPointer(y)) {
      cblas_sgemv(CblasRowMajor, turned, SIZE, SIZE, 1, matrix, SIZE, vector, 1, 0, result, 1);
      result.get(y);
    }
    return distance(toDouble(y), times(turned == CblasTrans ? turned(a) : a, x));
  }

  private static double[] turned(double[] matrix) {
    double[] turned = new double[SIZE * SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        turned[column * SIZE + row] = matrix[row * SIZE + column];
      }
    }
    return turned;
  }

  private static double residueOfInverse(double[] positive, boolean inDouble) {
    double[] inverse = inDouble ? inverseInDouble(positive) : inverseInFloat(positive);
    if (inverse.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    // column-major and lower is row-major and upper
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < row; column++) {
        inverse[row * SIZE + column] = inverse[column * SIZE + row];
      }
    }
    double[] x = random(SIZE, "x");
    return distance(times(positive, times(inverse, x)), x);
  }

  /** Empty where the factorisation fails. */
  private static double[] inverseInDouble(double[] positive) {
    double[] inverse = positive.clone();
    try (DoublePointer work = new DoublePointer(inverse)) {
      if (LAPACKE_dpotrf(LAPACK_COL_MAJOR, LOWER, SIZE, work, SIZE) != 0
          || LAPACKE_dpotri(LAPACK_COL_MAJOR, LOWER, SIZE, work, SIZE) != 0) {
        return new double[0];
      }
      work.get(inverse);
    }
    return inverse;
  }

  /** Empty where the factorisation fails. */
  private static double[] inverseInFloat(double[] positive) {
    float[] inverse = toFloat(positive);
    try (FloatPointer work = new FloatPointer(inverse)) {
      if (LAPACKE_spotrf(LAPACK_COL_MAJOR, LOWER, SIZE, work, SIZE) != 0
          || LAPACKE_spotri(LAPACK_COL_MAJOR, LOWER, SIZE, work, SIZE) != 0) {
        return new double[0];
      }
      work.get(inverse);
    }
    return toDouble(inverse);
  }

  private static double[] times(double[] matrix, double[] x) {
    double[] y = new double[SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        y[row] += matrix[row * SIZE + column] * x[column];
      }
    }
    return y;
  }

  /** The largest difference; infinite where a number is none. */
  private static double distance(double[] x, double[] y) {
    double largest = 0;
    for (int k = 0; k < x.length; k++) {
      double difference = Math.abs(x[k] - y[k]);
      largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
    }
    return largest;
  }

  private static float[] toFloat(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int k = 0; k < numbers.length; k++) {
      floats[k] = (float) numbers[k];
    }
    return floats;
  }

  private static double[] toDouble(float[] numbers) {
    double[] doubles = new double[numbers.length];
    for (int k = 0; k < numbers.length; k++) {
      doubles[k] = numbers[k];
    }
    return doubles;
  }
}
