package org.refold.nn;

import java.util.SplittableRandom;
import org.refold.kernel.DoubleKernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Streams;

/** Plain loops in double, for matrices of either precision. */
class PlainScaling implements Scaling {

  static final Scaling INSTANCE = new PlainScaling();

  @Override
  public void layerNorm(
      Matrix x, Matrix gain, Matrix shift, double epsilon, Matrix y, Matrix statistics) {
    int units = x.columns();
    Rows.each(
        x.rows(),
        units,
        (row, work) -> {
          double[] unit = work.read(1, x, row);
          double mean = DoubleKernels.sum(unit, 0, units) / units;
          double variance = 0;
          for (int k = 0; k < units; k++) {
            unit[k] -= mean;
            variance += unit[k] * unit[k] / units;
          }
          double inverse = 1 / Math.sqrt(variance + epsilon);
          double[] factor = work.read(2, gain, 0);
          double[] term = work.read(3, shift, 0);
          for (int k = 0; k < units; k++) {
            unit[k] = unit[k] * inverse * factor[k] + term[k];
          }
          work.write(unit, y, row);
          statistics.set(row, 0, mean);
          statistics.set(row, 1, inverse);
        });
  }

  @Override
  public void layerNormBackward(
      Matrix x, Matrix gain, Matrix statistics, Matrix g, Matrix gainSums, Matrix shiftSums) {
    int units = x.columns();
    Rows.each(
        gainSums.rows(),
        units * BLOCK,
        (block, work) -> {
          double[] factor = work.read(1, gain, 0);
          double[] ofGain = work.zeros(2, units);
          double[] ofShift = work.zeros(3, units);
          for (int row = block * BLOCK; row < Math.min(x.rows(), (block + 1) * BLOCK); row++) {
            double mean = statistics.get(row, 0);
            double inverse = statistics.get(row, 1);
            double[] unit = work.read(4, x, row);
            double[] slope = work.read(5, g, row);
            double sum = 0;
            double along = 0;
            for (int k = 0; k < units; k++) {
              unit[k] = (unit[k] - mean) * inverse;
              ofGain[k] += slope[k] * unit[k];
              ofShift[k] += slope[k];
              slope[k] *= factor[k];
              sum += slope[k] / units;
              along += slope[k] * unit[k] / units;
            }
            for (int k = 0; k < units; k++) {
              slope[k] = (slope[k] - sum - unit[k] * along) * inverse;
            }
            work.write(slope, g, row);
          }
          work.write(ofGain, gainSums, block);
          work.write(ofShift, shiftSums, block);
        });
  }

  @Override
  public void softmax(Matrix x, Matrix y) {
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          double[] numbers = work.read(1, x, row);
          DoubleKernels.softmax(numbers, numbers, 0, x.columns());
          work.write(numbers, y, row);
        });
  }

  @Override
  public void softmaxBackward(Matrix y, Matrix g) {
    Rows.each(
        g.rows(),
        g.columns(),
        (row, work) -> {
          double[] slope = work.read(1, g, row);
          double[] share = work.read(2, y, row);
          double mean = DoubleKernels.dot(share, 0, slope, 0, g.columns());
          for (int k = 0; k < g.columns(); k++) {
            slope[k] = share[k] * (slope[k] - mean);
          }
          work.write(slope, g, row);
        });
  }

  @Override
  public void dropout(double rate, long seed, Matrix x, Matrix mask, Matrix y) {
    double factor = 1 / (1 - rate);
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          SplittableRandom random = Streams.of(seed, "row", row);
          double[] kept = work.scratch(1, x.columns());
          double[] numbers = work.read(2, x, row);
          for (int k = 0; k < x.columns(); k++) {
            kept[k] = random.nextDouble() < rate ? 0 : factor;
            numbers[k] *= kept[k];
          }
          work.write(kept, mask, row);
          work.write(numbers, y, row);
        });
  }
}
