package org.refold.nn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;

/** Losses over dense outputs in single precision; sums over rows are in double. */
final class FloatLosses {

  private FloatLosses() {}

  /** See {@link Arithmetic#compare}. */
  static double compare(
      DenseLoss loss, Matrix outputs, SparseRows targets, double scale, @Nullable Matrix gradient) {
    float[] values = targets.singlesByPosition();
    double[] losses = new double[outputs.rows()];
    int columns = outputs.columns();
    Parallel.rows(
        outputs.rows(),
        FloatArithmetic.grain(columns),
        (from, to) -> {
          float[] f = Floats.mine().array(0, columns);
          for (int row = from; row < to; row++) {
            outputs.readRow(row, f);
            losses[row] =
                switch (loss) {
                  case MULTINOMIAL -> multinomial(f, columns, targets, values, row, (float) scale);
                  case GAUSSIAN -> gaussian(f, columns, targets, values, row, (float) scale);
                  case LOGISTIC -> logistic(f, columns, targets, values, row, (float) scale);
                };
            if (gradient != null) {
              gradient.writeRow(row, f);
            }
          }
        });
    return scale * Arrays.stream(losses).sum();
  }

  /** Leaves scale times the derivative in f, as the others do. */
  private static double multinomial(
      float[] f, int columns, SparseRows targets, float[] values, int row, float scale) {
    return Kernels.multinomialLoss(
        f,
        0,
        columns,
        targets.columnsByPosition(),
        values,
        targets.start(row),
        targets.end(row),
        scale);
  }

  private static double gaussian(
      float[] f, int columns, SparseRows targets, float[] values, int row, float scale) {
    for (int at = targets.start(row); at < targets.end(row); at++) {
      f[targets.column(at)] -= values[at];
    }
    double loss = Kernels.squaredNorm(f, 0, columns) / 2.0;
    Kernels.scale(scale, f, 0, columns);
    return loss;
  }

  private static double logistic(
      float[] f, int columns, SparseRows targets, float[] values, int row, float scale) {
    float[] softplus = Floats.mine().array(1, columns);
    Kernels.activate(Activation.SOFTPLUS, f, softplus, 0, columns);
    double loss = Kernels.sum(softplus, 0, columns);
    for (int at = targets.start(row); at < targets.end(row); at++) {
      loss -= (double) values[at] * f[targets.column(at)];
    }
    Kernels.activate(Activation.SIGMOID, f, f, 0, columns);
    for (int at = targets.start(row); at < targets.end(row); at++) {
      f[targets.column(at)] -= values[at];
    }
    Kernels.scale(scale, f, 0, columns);
    return loss;
  }
}
