package org.refold.nn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;

/**
 * Single precision, fast: rows are copied into arrays that stay in cache, go through fused vector
 * loops there, and are written back. Inherits the plain loops where speed does not matter.
 */
final class FloatArithmetic extends PlainArithmetic {

  static final Arithmetic INSTANCE = new FloatArithmetic();

  /** The fewest numbers that are worth a thread of their own, where each costs little. */
  private static final int GRAIN = 1 << 14;

  /** Columns that a thread adds up at a time. */
  private static final int STRIPE = 256;

  static int grain(int columns) {
    return Math.max(1, GRAIN / Math.max(1, columns));
  }

  @Override
  public Scaling scaling() {
    return FloatScaling.INSTANCE;
  }

  @Override
  public Totals totals() {
    return FloatTotals.INSTANCE;
  }

  @Override
  public Segmenting segmenting() {
    return FloatSegmenting.INSTANCE;
  }

  @Override
  public Contrasts contrasts() {
    return FloatContrasts.INSTANCE;
  }

  @Override
  public GatedCells cells() {
    return FloatCells.INSTANCE;
  }

  @Override
  public Attending attending() {
    return FloatAttending.INSTANCE;
  }

  @Override
  public Convolving convolving() {
    return FloatConvolving.INSTANCE;
  }

  @Override
  public void add(double alpha, Matrix x, double beta, Matrix y) {
    Shapes.same(x, y);
    int columns = x.columns();
    Parallel.rows(
        x.rows(),
        grain(columns),
        (from, to) -> {
          float[] term = Floats.mine().array(0, columns);
          float[] sum = Floats.mine().array(1, columns);
          for (int row = from; row < to; row++) {
            readScaled(beta, y, row, sum);
            if (alpha != 0) {
              x.readRow(row, term);
              Kernels.axpy((float) alpha, term, 0, sum, 0, columns);
            }
            y.writeRow(row, sum);
          }
        });
  }

  /** {@code to = beta row}, without reading the row if beta is 0. */
  static void readScaled(double beta, Matrix matrix, int row, float[] to) {
    if (beta == 0) {
      Arrays.fill(to, 0, matrix.columns(), 0);
      return;
    }
    matrix.readRow(row, to);
    if (beta != 1) {
      Kernels.scale((float) beta, to, 0, matrix.columns());
    }
  }

  @Override
  public void multiplyElements(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Shapes.same(a, b);
    Shapes.same(a, c);
    int columns = a.columns();
    Parallel.rows(
        a.rows(),
        grain(columns),
        (from, to) -> {
          float[] product = Floats.mine().array(0, columns);
          float[] factor = Floats.mine().array(1, columns);
          for (int row = from; row < to; row++) {
            a.readRow(row, product);
            b.readRow(row, factor);
            Kernels.multiply(factor, product, 0, columns);
            readScaled(beta, c, row, factor);
            Kernels.axpy((float) alpha, product, 0, factor, 0, columns);
            c.writeRow(row, factor);
          }
        });
  }

  @Override
  public void rowDots(Matrix a, Matrix b, Matrix y) {
    Shapes.same(a, b);
    int columns = a.columns();
    Parallel.rows(
        a.rows(),
        grain(columns),
        (from, to) -> {
          float[] left = Floats.mine().array(0, columns);
          float[] right = Floats.mine().array(1, columns);
          for (int row = from; row < to; row++) {
            a.readRow(row, left);
            b.readRow(row, right);
            y.set(row, 0, Kernels.dot(left, 0, right, 0, columns));
          }
        });
  }

  @Override
  public void scaleRows(Matrix factors, Matrix x, double beta, Matrix y) {
    Shapes.same(x, y);
    int columns = x.columns();
    Parallel.rows(
        x.rows(),
        grain(columns),
        (from, to) -> {
          float[] term = Floats.mine().array(0, columns);
          float[] sum = Floats.mine().array(1, columns);
          for (int row = from; row < to; row++) {
            x.readRow(row, term);
            readScaled(beta, y, row, sum);
            Kernels.axpy((float) factors.get(row, 0), term, 0, sum, 0, columns);
            y.writeRow(row, sum);
          }
        });
  }

  @Override
  public void activate(Activation f, Matrix x, @Nullable Matrix bias, Matrix y) {
    Shapes.same(x, y);
    int columns = x.columns();
    Parallel.rows(
        x.rows(),
        grain(columns),
        (from, to) -> {
          float[] units = Floats.mine().array(0, columns);
          float[] shift = Floats.mine().array(1, columns);
          if (bias != null) {
            bias.readRow(0, shift);
          }
          for (int row = from; row < to; row++) {
            x.readRow(row, units);
            if (bias != null) {
              Kernels.axpy(1, shift, 0, units, 0, columns);
            }
            Kernels.activate(f, units, units, 0, columns);
            y.writeRow(row, units);
          }
        });
  }

  @Override
  public void activateBackward(
      Activation f, Matrix x, Matrix y, Matrix dy, double beta, Matrix dx) {
    Shapes.same(y, dy);
    Shapes.same(y, dx);
    int columns = y.columns();
    Matrix known = f.gradientNeedsInput() ? x : y;
    Parallel.rows(
        y.rows(),
        grain(columns),
        (from, to) -> {
          float[] units = Floats.mine().array(0, columns);
          float[] slopes = Floats.mine().array(1, columns);
          float[] sum = Floats.mine().array(2, columns);
          for (int row = from; row < to; row++) {
            known.readRow(row, units);
            dy.readRow(row, slopes);
            Kernels.activateGradient(f, units, units, slopes, 0, columns);
            if (beta != 0) {
              readScaled(beta, dx, row, sum);
              Kernels.axpy(1, sum, 0, slopes, 0, columns);
            }
            dx.writeRow(row, slopes);
          }
        });
  }

  @Override
  public void sumRows(Matrix x, double beta, Matrix sums) {
    Shapes.row(x.columns(), sums);
    int stripes = (x.columns() + STRIPE - 1) / STRIPE;
    Parallel.rows(
        stripes,
        grain(x.rows() * STRIPE),
        (from, to) -> {
          int first = from * STRIPE;
          int length = Math.min(x.columns(), to * STRIPE) - first;
          float[] term = Floats.mine().array(0, length);
          float[] sum = Floats.mine().array(1, length);
          Arrays.fill(sum, 0, length, 0);
          for (int row = 0; row < x.rows(); row++) {
            x.read(row, first, term, 0, length);
            Kernels.axpy(1, term, 0, sum, 0, length);
          }
          if (beta != 0) {
            sums.read(0, first, term, 0, length);
            Kernels.axpy((float) beta, term, 0, sum, 0, length);
          }
          sums.write(0, first, sum, 0, length);
        });
  }

  @Override
  public void multiplySparse(SparseRows x, Matrix w, double beta, Matrix y) {
    Shapes.sparseProduct(x, w, y);
    FloatSparse.multiply(x, w, beta, y);
  }

  @Override
  public void multiplySparseTransposed(SparseRows x, Matrix dy, double beta, Matrix dw) {
    Shapes.sparseProduct(x, dw, dy);
    FloatSparseByColumn.multiplyTransposed(x, dy, beta, dw);
  }

  @Override
  public Gradient.Contribution sparseTransposed(SparseRows x, Matrix dy) {
    return new FloatSparseByColumn.Transposed(x, dy);
  }

  @Override
  public void multiplyObserved(
      Matrix h, Matrix w, @Nullable Matrix bias, SparseRows pattern, Matrix entries) {
    Shapes.observedProduct(h, w, bias, pattern, entries);
    FloatSparse.multiplyObserved(h, w, bias, pattern, entries);
  }

  @Override
  public double compare(
      DenseLoss loss, Matrix outputs, SparseRows targets, double scale, @Nullable Matrix gradient) {
    Shapes.targets(outputs, targets);
    return FloatLosses.compare(loss, outputs, targets, scale, gradient);
  }
}
