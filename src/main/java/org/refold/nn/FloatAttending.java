package org.refold.nn;

import java.util.Arrays;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.RowKernels;

/** Single precision, fast: a row at a time goes through the fused loops. */
final class FloatAttending implements Attending {

  static final Attending INSTANCE = new FloatAttending();

  private FloatAttending() {}

  @Override
  public void shares(Matrix scores, int row, int visible, int keys) {
    float[] numbers = Floats.mine().array(0, keys);
    scores.read(row, 0, numbers, 0, visible);
    Kernels.softmax(numbers, numbers, 0, visible);
    Arrays.fill(numbers, visible, keys, 0);
    scores.write(row, 0, numbers, 0, keys);
  }

  @Override
  public void thin(
      double rate, long seed, Matrix shares, Matrix thinned, int row, int visible, int keys) {
    float[] numbers = Floats.mine().array(0, keys);
    shares.read(row, 0, numbers, 0, visible);
    multiplyByMask(rate, seed, numbers, visible);
    Arrays.fill(numbers, visible, keys, 0);
    thinned.write(row, 0, numbers, 0, keys);
  }

  private static void multiplyByMask(double rate, long seed, float[] numbers, int visible) {
    float[] mask = Floats.mine().array(1, visible);
    RowKernels.dropout(seed, rate, (float) (1 / (1 - rate)), mask, 0, visible);
    Kernels.multiply(mask, numbers, 0, visible);
  }

  @Override
  public void slopes(
      double rate, long seed, Matrix shares, Matrix g, int row, int visible, int keys) {
    float[] numbers = Floats.mine().array(0, keys);
    float[] own = Floats.mine().array(2, visible);
    g.read(row, 0, numbers, 0, visible);
    if (rate > 0) {
      multiplyByMask(rate, seed, numbers, visible);
    }
    shares.read(row, 0, own, 0, visible);
    RowKernels.softmaxGradient(own, numbers, 0, visible);
    Arrays.fill(numbers, visible, keys, 0);
    g.write(row, 0, numbers, 0, keys);
  }
}
