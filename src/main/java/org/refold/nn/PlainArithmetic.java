package org.refold.nn;

import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.kernel.Blas;
import org.refold.kernel.DoubleKernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;

/** Every piece as a plain loop in double, for matrices of either precision. */
class PlainArithmetic implements Arithmetic {

  static final Arithmetic INSTANCE = new PlainArithmetic();

  @Override
  public Scaling scaling() {
    return PlainScaling.INSTANCE;
  }

  @Override
  public Totals totals() {
    return PlainTotals.INSTANCE;
  }

  @Override
  public Segmenting segmenting() {
    return PlainSegmenting.INSTANCE;
  }

  @Override
  public Contrasts contrasts() {
    return PlainContrasts.INSTANCE;
  }

  @Override
  public GatedCells cells() {
    return PlainCells.INSTANCE;
  }

  @Override
  public Attending attending() {
    return PlainAttending.INSTANCE;
  }

  @Override
  public Convolving convolving() {
    return PlainConvolving.INSTANCE;
  }

  @Override
  public void multiply(Transpose opA, Transpose opB, Matrix a, Matrix b, double beta, Matrix c) {
    Blas.gemm(opA, opB, 1, a, b, beta, c);
  }

  @Override
  public void add(double alpha, Matrix x, double beta, Matrix y) {
    Shapes.same(x, y);
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          double[] sum = work.read(1, x, row);
          for (int k = 0; k < x.columns(); k++) {
            sum[k] *= alpha;
          }
          work.writeSum(sum, beta, y, row, 2);
        });
  }

  @Override
  public void multiplyElements(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Shapes.same(a, b);
    Shapes.same(a, c);
    Rows.each(
        a.rows(),
        a.columns(),
        (row, work) -> {
          double[] product = work.read(1, a, row);
          double[] factor = work.read(2, b, row);
          for (int k = 0; k < a.columns(); k++) {
            product[k] *= alpha * factor[k];
          }
          work.writeSum(product, beta, c, row, 2);
        });
  }

  @Override
  public void rowDots(Matrix a, Matrix b, Matrix y) {
    Shapes.same(a, b);
    Rows.each(
        a.rows(),
        a.columns(),
        (row, work) -> {
          double[] left = work.read(1, a, row);
          double[] right = work.read(2, b, row);
          y.set(row, 0, DoubleKernels.dot(left, 0, right, 0, a.columns()));
        });
  }

  @Override
  public void scaleRows(Matrix factors, Matrix x, double beta, Matrix y) {
    Shapes.same(x, y);
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          double[] numbers = work.read(1, x, row);
          DoubleKernels.scale(factors.get(row, 0), numbers, 0, x.columns());
          work.writeSum(numbers, beta, y, row, 2);
        });
  }

  @Override
  public void activate(Activation f, Matrix x, @Nullable Matrix bias, Matrix y) {
    Shapes.same(x, y);
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          double[] unit = work.read(1, x, row);
          if (bias != null) {
            addMultiple(1, work.read(2, bias, 0), unit, x.columns());
          }
          DoubleKernels.activate(f, unit, unit, 0, x.columns());
          work.write(unit, y, row);
        });
  }

  @Override
  public void activateBackward(
      Activation f, Matrix x, Matrix y, Matrix dy, double beta, Matrix dx) {
    Shapes.same(y, dy);
    Shapes.same(y, dx);
    Rows.each(
        y.rows(),
        y.columns(),
        (row, work) -> {
          double[] in = work.read(1, f.gradientNeedsInput() ? x : y, row);
          double[] out = work.read(2, y, row);
          double[] slope = work.read(3, dy, row);
          DoubleKernels.activateGradient(f, in, out, slope, 0, y.columns());
          work.writeSum(slope, beta, dx, row, 1);
        });
  }

  @Override
  public void sumRows(Matrix x, double beta, Matrix sums) {
    Shapes.row(x.columns(), sums);
    Rows.each(
        1,
        x.columns(),
        (ignored, work) -> {
          double[] sum = work.zeros(1, x.columns());
          for (int row = 0; row < x.rows(); row++) {
            double[] term = work.read(2, x, row);
            for (int k = 0; k < x.columns(); k++) {
              sum[k] += term[k];
            }
          }
          work.writeSum(sum, beta, sums, 0, 2);
        });
  }

  @Override
  public void multiplySparse(SparseRows x, Matrix w, double beta, Matrix y) {
    Shapes.sparseProduct(x, w, y);
    Rows.each(
        x.rows(),
        y.columns(),
        (row, work) -> {
          double[] sum = work.zeros(1, y.columns());
          for (int at = x.start(row); at < x.end(row); at++) {
            addMultiple(x.value(at), work.read(2, w, x.column(at)), sum, y.columns());
          }
          work.writeSum(sum, beta, y, row, 2);
        });
  }

  @Override
  public void multiplySparseTransposed(SparseRows x, Matrix dy, double beta, Matrix dw) {
    Shapes.sparseProduct(x, dw, dy);
    SparseRows.ByColumn entries = x.byColumn();
    Rows.each(
        entries.filledCount(),
        dw.columns(),
        (k, work) -> {
          int column = entries.filled()[k];
          double[] sum = work.zeros(1, dw.columns());
          for (int rank = entries.start(column); rank < entries.end(column); rank++) {
            double value = x.value(entries.position(rank));
            addMultiple(value, work.read(2, dy, entries.row(rank)), sum, dw.columns());
          }
          work.writeSum(sum, beta, dw, column, 2);
        });
  }

  private static void addMultiple(double factor, double[] term, double[] sum, int length) {
    for (int k = 0; k < length; k++) {
      sum[k] += factor * term[k];
    }
  }

  @Override
  public void multiplyObserved(
      Matrix h, Matrix w, @Nullable Matrix bias, SparseRows pattern, Matrix entries) {
    Shapes.observedProduct(h, w, bias, pattern, entries);
    Rows.each(
        h.rows(),
        h.columns(),
        (row, work) -> {
          double[] units = work.read(1, h, row);
          for (int at = pattern.start(row); at < pattern.end(row); at++) {
            double[] weights = work.read(2, w, pattern.column(at));
            double sum = bias == null ? 0 : bias.get(0, pattern.column(at));
            for (int k = 0; k < h.columns(); k++) {
              sum += units[k] * weights[k];
            }
            entries.set(0, at, sum);
          }
        });
  }

  @Override
  public double compare(
      DenseLoss loss, Matrix outputs, SparseRows targets, double scale, @Nullable Matrix gradient) {
    Shapes.targets(outputs, targets);
    return Rows.sum(
        outputs.rows(),
        outputs.columns(),
        (row, work) -> {
          double[] f = work.read(1, outputs, row);
          double[] x = work.zeros(2, outputs.columns());
          for (int at = targets.start(row); at < targets.end(row); at++) {
            x[targets.column(at)] += targets.value(at);
          }
          double sum =
              switch (loss) {
                case MULTINOMIAL -> multinomial(f, x, outputs.columns());
                case GAUSSIAN -> gaussian(f, x, outputs.columns());
                case LOGISTIC -> logistic(f, x, outputs.columns());
              };
          if (gradient != null) {
            for (int k = 0; k < outputs.columns(); k++) {
              f[k] *= scale;
            }
            work.write(f, gradient, row);
          }
          return scale * sum;
        });
  }

  /** Leaves the derivative in f. */
  private static double multinomial(double[] f, double[] x, int length) {
    double max = Double.NEGATIVE_INFINITY;
    double total = 0;
    double inner = 0;
    for (int k = 0; k < length; k++) {
      max = Math.max(max, f[k]);
      total += x[k];
      inner += x[k] * f[k];
    }
    double mass = 0;
    for (int k = 0; k < length; k++) {
      f[k] = Math.exp(f[k] - max);
      mass += f[k];
    }
    for (int k = 0; k < length; k++) {
      f[k] = total * f[k] / mass - x[k];
    }
    return total * (max + Math.log(mass)) - inner;
  }

  private static double gaussian(double[] f, double[] x, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      f[k] -= x[k];
      sum += f[k] * f[k] / 2;
    }
    return sum;
  }

  private static double logistic(double[] f, double[] x, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      double odds = Math.exp(-Math.abs(f[k]));
      sum += Math.max(f[k], 0) + Math.log1p(odds) - x[k] * f[k];
      f[k] = (f[k] >= 0 ? 1 : odds) / (1 + odds) - x[k];
    }
    return sum;
  }
}
