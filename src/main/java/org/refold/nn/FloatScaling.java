package org.refold.nn;

import java.util.Arrays;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.RowKernels;
import org.refold.kernel.Streams;

/**
 * Single precision, fast: as many rows at a time as stay in the first-level cache go through the
 * fused loops of {@link RowKernels}.
 */
final class FloatScaling implements Scaling {

  static final Scaling INSTANCE = new FloatScaling();

  /** Numbers that stay in the first-level cache, of each of up to three matrices. */
  private static final int CACHED = 2048;

  @FunctionalInterface
  private interface Few {
    void run(int from, int to);
  }

  /** Runs a loop over a few rows at a time, on all threads. */
  private static void fewRows(int rows, int columns, Few few) {
    Parallel.rows(
        rows, FloatArithmetic.grain(columns), (from, to) -> fewRows(from, to, columns, few));
  }

  private static void fewRows(int from, int to, int columns, Few few) {
    int together = Math.max(1, CACHED / Math.max(1, columns));
    for (int row = from; row < to; row += together) {
      few.run(row, Math.min(to, row + together));
    }
  }

  private static float[] array(int slot, int from, int to, int columns) {
    return Floats.mine().array(slot, (to - from) * columns);
  }

  private static float[] read(int slot, Matrix matrix, int from, int to) {
    float[] numbers = array(slot, from, to, matrix.columns());
    matrix.readRows(from, to, numbers, 0);
    return numbers;
  }

  @Override
  public void layerNorm(
      Matrix x, Matrix gain, Matrix shift, double epsilon, Matrix y, Matrix statistics) {
    int units = x.columns();
    fewRows(
        x.rows(),
        units,
        (from, to) -> {
          float[] numbers = read(0, x, from, to);
          float[] gains = read(1, gain, 0, 1);
          float[] shifts = read(2, shift, 0, 1);
          float[] moments = array(3, from, to, 2);
          for (int k = 0; k < to - from; k++) {
            RowKernels.layerNorm(
                (float) epsilon, numbers, numbers, k * units, gains, shifts, units, moments, 2 * k);
          }
          y.writeRows(from, to, numbers, 0);
          statistics.writeRows(from, to, moments, 0);
        });
  }

  @Override
  public void layerNormBackward(
      Matrix x, Matrix gain, Matrix statistics, Matrix g, Matrix gainSums, Matrix shiftSums) {
    int units = x.columns();
    Parallel.rows(
        gainSums.rows(),
        FloatArithmetic.grain(units * BLOCK),
        (firstBlock, endBlock) -> {
          Floats mine = Floats.mine();
          float[] sums = mine.array(0, units);
          float[] ofShift = mine.array(4, units);
          for (int block = firstBlock; block < endBlock; block++) {
            backwardOfBlock(block, x, gain, statistics, g, sums, ofShift);
            gainSums.writeRow(block, sums);
            shiftSums.writeRow(block, ofShift);
          }
        });
  }

  private static void backwardOfBlock(
      int block,
      Matrix x,
      Matrix gain,
      Matrix statistics,
      Matrix g,
      float[] ofGain,
      float[] ofShift) {
    int units = x.columns();
    Arrays.fill(ofGain, 0, units, 0);
    Arrays.fill(ofShift, 0, units, 0);
    int first = block * BLOCK;
    fewRows(
        first,
        Math.min(x.rows(), first + BLOCK),
        units,
        (from, to) -> {
          float[] numbers = read(1, x, from, to);
          float[] slopes = read(2, g, from, to);
          float[] rest = array(3, 0, 1, units + 2 * (to - from));
          gain.readRow(0, rest);
          statistics.readRows(from, to, rest, units);
          for (int k = 0; k < to - from; k++) {
            float mean = rest[units + 2 * k];
            float inverse = rest[units + 2 * k + 1];
            RowKernels.layerNormGradient(
                numbers, slopes, k * units, rest, units, mean, inverse, ofGain, ofShift);
          }
          g.writeRows(from, to, slopes, 0);
        });
  }

  @Override
  public void softmax(Matrix x, Matrix y) {
    int units = x.columns();
    fewRows(
        x.rows(),
        units,
        (from, to) -> {
          float[] numbers = read(0, x, from, to);
          for (int at = 0; at < (to - from) * units; at += units) {
            Kernels.softmax(numbers, numbers, at, at + units);
          }
          y.writeRows(from, to, numbers, 0);
        });
  }

  @Override
  public void softmaxBackward(Matrix y, Matrix g) {
    int units = y.columns();
    fewRows(
        y.rows(),
        units,
        (from, to) -> {
          float[] shares = read(0, y, from, to);
          float[] slopes = read(1, g, from, to);
          for (int at = 0; at < (to - from) * units; at += units) {
            RowKernels.softmaxGradient(shares, slopes, at, units);
          }
          g.writeRows(from, to, slopes, 0);
        });
  }

  @Override
  public void dropout(double rate, long seed, Matrix x, Matrix mask, Matrix y) {
    int units = x.columns();
    float factor = (float) (1 / (1 - rate));
    fewRows(
        x.rows(),
        units,
        (from, to) -> {
          float[] numbers = read(0, x, from, to);
          float[] kept = array(1, from, to, units);
          for (int k = 0; k < to - from; k++) {
            long seedOfRow = Streams.seedOf(seed, "row", from + k);
            RowKernels.dropout(seedOfRow, rate, factor, kept, k * units, (k + 1) * units);
          }
          Kernels.multiply(kept, numbers, 0, (to - from) * units);
          mask.writeRows(from, to, kept, 0);
          y.writeRows(from, to, numbers, 0);
        });
  }
}
