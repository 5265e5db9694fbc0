package org.refold.nn;

import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;

/**
 * What operations are made of. There are two: one in single precision, fast, for training, and one
 * in double precision, plain, against which the first is tested and with which gradients are
 * checked by finite differences. Operations are written once, against this.
 *
 * <p>Results with a factor {@code beta} are added to {@code beta} times what was there; with 0,
 * what was there is not read. Results do not depend on the thread count.
 */
public interface Arithmetic {

  /** The arithmetic of a precision. */
  static Arithmetic of(Precision precision) {
    return precision == Precision.FLOAT ? FloatArithmetic.INSTANCE : PlainArithmetic.INSTANCE;
  }

  /** Normalisation, softmax and dropout of rows. */
  Scaling scaling();

  /** Sums over elements and entries. */
  Totals totals();

  /** Rows at other places, and of sequences. */
  Segmenting segmenting();

  /** Losses that compare targets with negatives. */
  Contrasts contrasts();

  /** Steps of recurrent layers. */
  GatedCells cells();

  /** Rows of attention. */
  Attending attending();

  /** Convolutions over images. */
  Convolving convolving();

  /**
   * The inner product of each pair of rows.
   *
   * @param a {@code [rows, columns]}. Not modified.
   * @param b of the shape of a. Not modified.
   * @param y {@code [rows, 1]}. Modified.
   */
  void rowDots(Matrix a, Matrix b, Matrix y);

  /**
   * {@code y = factors x + beta y}, each row times its factor.
   *
   * @param factors {@code [rows, 1]}. Not modified.
   * @param x {@code [rows, columns]}. Not modified.
   * @param y of the shape of x. Modified.
   */
  void scaleRows(Matrix factors, Matrix x, double beta, Matrix y);

  /**
   * {@code c = op(a) op(b) + beta c}.
   *
   * @param opA whether to turn a
   * @param opB whether to turn b
   * @param a Not modified.
   * @param b Not modified.
   * @param beta factor of what is in c
   * @param c other memory than a and b. Modified.
   */
  void multiply(Transpose opA, Transpose opB, Matrix a, Matrix b, double beta, Matrix c);

  /**
   * {@code y = alpha x + beta y}.
   *
   * @param x Not modified.
   * @param y of the same shape. Modified.
   */
  void add(double alpha, Matrix x, double beta, Matrix y);

  /**
   * {@code c = alpha a b + beta c}, element by element.
   *
   * @param a Not modified, unless it is c.
   * @param b of the same shape. Not modified, unless it is c.
   * @param c of the same shape. Modified.
   */
  void multiplyElements(double alpha, Matrix a, Matrix b, double beta, Matrix c);

  /**
   * {@code y = f(x + bias)}.
   *
   * @param x {@code [rows, columns]}. Not modified, unless it is y.
   * @param bias {@code [1, columns]} or nothing. Not modified.
   * @param y of the shape of x, may be x. Modified.
   */
  void activate(Activation f, Matrix x, @Nullable Matrix bias, Matrix y);

  /**
   * {@code dx = dy f'(x) + beta dx}.
   *
   * @param x read only if {@link Activation#gradientNeedsInput}. Not modified.
   * @param y {@code f(x)}. Not modified.
   * @param dy Not modified, unless it is dx.
   * @param dx may be dy if beta is 0. Modified.
   */
  void activateBackward(Activation f, Matrix x, Matrix y, Matrix dy, double beta, Matrix dx);

  /**
   * {@code sums = (sum of the rows of x) + beta sums}.
   *
   * @param x {@code [rows, columns]}. Not modified.
   * @param sums {@code [1, columns]}. Modified.
   */
  void sumRows(Matrix x, double beta, Matrix sums);

  /**
   * {@code y = x w + beta y} for sparse x: each row of y is a weighted sum of rows of w.
   *
   * @param x {@code [rows, in]}. Not modified.
   * @param w {@code [in, out]}. Not modified.
   * @param y {@code [rows, out]}. Modified.
   */
  void multiplySparse(SparseRows x, Matrix w, double beta, Matrix y);

  /**
   * {@code dw = x' dy + beta dw} for sparse x, in the rows of dw whose column of x is not empty; no
   * other row is read or written.
   *
   * @param x {@code [rows, in]}. Not modified.
   * @param dy {@code [rows, out]}. Not modified.
   * @param dw {@code [in, out]}. Modified.
   */
  void multiplySparseTransposed(SparseRows x, Matrix dy, double beta, Matrix dw);

  /**
   * The term {@code x' dy} of a gradient, for the rows whose column of x is not empty.
   *
   * @param x {@code [rows, in]}, kept. Not modified.
   * @param dy {@code [rows, out]}, kept. Not modified.
   */
  default Gradient.Contribution sparseTransposed(SparseRows x, Matrix dy) {
    return (dw, beta) -> multiplySparseTransposed(x, dy, beta, dw);
  }

  /**
   * The entries of {@code h w' + bias} where a pattern has entries.
   *
   * @param h {@code [rows, units]}. Not modified.
   * @param w {@code [columns, units]}. Not modified.
   * @param bias {@code [1, columns]} or nothing. Not modified.
   * @param pattern {@code [rows, columns]}, whose values are not read. Not modified.
   * @param entries {@code [1, pattern.size()]}, in the order of the pattern. Modified.
   */
  void multiplyObserved(
      Matrix h, Matrix w, @Nullable Matrix bias, SparseRows pattern, Matrix entries);

  /**
   * A sum over all entries of a dense matrix compared to a sparse one, and its derivative.
   *
   * @param loss what to compute
   * @param outputs {@code [rows, columns]}. Not modified, unless it is the gradient.
   * @param targets {@code [rows, columns]}, zero where nothing is stored. Not modified.
   * @param scale factor of the sum and of the gradient
   * @param gradient of the shape of outputs, may be outputs; or nothing if not wanted. Modified.
   * @return scale times the sum
   */
  double compare(
      DenseLoss loss, Matrix outputs, SparseRows targets, double scale, @Nullable Matrix gradient);
}
