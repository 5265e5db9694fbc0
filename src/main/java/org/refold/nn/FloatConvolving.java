package org.refold.nn;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.refold.kernel.Blas;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Transpose;

/**
 * Single precision, fast: the patches of an image are written side by side as a matrix {@code
 * [patchSize, count]}, and the rest is a product of matrices. Each thread has one sample at a time.
 */
final class FloatConvolving implements Convolving {

  static final Convolving INSTANCE = new FloatConvolving();

  private FloatConvolving() {}

  /** Runs a loop over samples or blocks of them; products inside stay on the thread. */
  private static void each(int length, IntConsumer body) {
    Parallel.unevenRows(
        length,
        1,
        (from, to) ->
            Parallel.share(
                1,
                () -> {
                  for (int k = from; k < to; k++) {
                    body.accept(k);
                  }
                  return length;
                }));
  }

  /** Room for the patches of one image, lent to one thread after the other. */
  private static final class Room {
    private final Queue<Matrix> free = new ConcurrentLinkedQueue<>();

    Room(Patches patches, Matrix work) {
      for (int k = 0; k < work.rows(); k++) {
        free.add(work.rowsView(k, k + 1).reshaped(patches.patchSize(), patches.count()));
      }
    }

    Matrix take() {
      Matrix taken = free.poll();
      if (taken == null) {
        throw new IllegalStateException("more threads than there is room for");
      }
      return taken;
    }

    void giveBack(Matrix taken) {
      free.add(taken);
    }
  }

  private static Matrix sample(Matrix batch, int row, Patches patches) {
    int filters = batch.columns() / patches.count();
    return batch.rowsView(row, row + 1).reshaped(filters, patches.count());
  }

  private static void unfold(Patches patches, Matrix x, int row, Matrix to) {
    float[] image = Floats.mine().array(0, patches.imageSize());
    float[] numbers = Floats.mine().array(1, patches.count());
    x.readRow(row, image);
    for (int k = 0; k < patches.patchSize(); k++) {
      patches.unfold(image, k, numbers);
      to.writeRow(k, numbers);
    }
  }

  @Override
  public void forward(
      Patches patches, Matrix x, Matrix weights, Matrix work, double beta, Matrix y) {
    Room room = new Room(patches, work);
    each(
        x.rows(),
        row -> {
          Matrix unfolded = room.take();
          unfold(patches, x, row, unfolded);
          Matrix product = sample(y, row, patches);
          Blas.gemm(Transpose.NO, Transpose.NO, 1, weights, unfolded, beta, product);
          room.giveBack(unfolded);
        });
  }

  @Override
  public void transposed(
      Patches patches, Matrix y, Matrix weights, Matrix work, double beta, Matrix x) {
    Room room = new Room(patches, work);
    each(
        y.rows(),
        row -> {
          Matrix unfolded = room.take();
          Matrix given = sample(y, row, patches);
          Blas.gemm(Transpose.YES, Transpose.NO, 1, weights, given, 0, unfolded);
          float[] image = Floats.mine().array(0, patches.imageSize());
          float[] numbers = Floats.mine().array(1, patches.count());
          FloatArithmetic.readScaled(beta, x, row, image);
          for (int k = 0; k < patches.patchSize(); k++) {
            unfolded.readRow(k, numbers);
            patches.fold(numbers, k, image);
          }
          x.writeRow(row, image);
          room.giveBack(unfolded);
        });
  }

  @Override
  public void toWeights(Patches patches, Matrix x, Matrix y, Matrix work, Matrix sums) {
    Room room = new Room(patches, work);
    int filters = y.columns() / patches.count();
    each(
        sums.rows(),
        block -> {
          Matrix unfolded = room.take();
          Matrix sum = sums.rowsView(block, block + 1).reshaped(filters, patches.patchSize());
          int first = PlainConvolving.start(x, sums, block);
          if (x.rows() == 0) {
            sum.clear();
          }
          for (int row = first; row < PlainConvolving.start(x, sums, block + 1); row++) {
            unfold(patches, x, row, unfolded);
            Matrix slopes = sample(y, row, patches);
            double beta = row == first ? 0 : 1;
            Blas.gemm(Transpose.NO, Transpose.YES, 1, slopes, unfolded, beta, sum);
          }
          room.giveBack(unfolded);
        });
  }

  @Override
  public void addBias(Matrix bias, Matrix y) {
    int size = y.columns() / bias.columns();
    Parallel.rows(
        y.rows(),
        FloatArithmetic.grain(y.columns()),
        (from, to) -> {
          float[] shifts = Floats.mine().array(0, bias.columns());
          float[] numbers = Floats.mine().array(1, y.columns());
          bias.readRow(0, shifts);
          for (int row = from; row < to; row++) {
            y.readRow(row, numbers);
            for (int channel = 0; channel < bias.columns(); channel++) {
              float shift = shifts[channel];
              for (int k = channel * size; k < (channel + 1) * size; k++) {
                numbers[k] += shift;
              }
            }
            y.writeRow(row, numbers);
          }
        });
  }

  @Override
  public void sumChannels(Matrix y, Matrix sums) {
    int channels = sums.columns();
    int size = y.columns() / channels;
    each(
        sums.rows(),
        block -> {
          float[] sum = Floats.mine().array(0, channels);
          float[] numbers = Floats.mine().array(1, y.columns());
          Arrays.fill(sum, 0, channels, 0);
          int end = PlainConvolving.start(y, sums, block + 1);
          for (int row = PlainConvolving.start(y, sums, block); row < end; row++) {
            y.readRow(row, numbers);
            for (int channel = 0; channel < channels; channel++) {
              sum[channel] += Kernels.sum(numbers, channel * size, (channel + 1) * size);
            }
          }
          sums.writeRow(block, sum);
        });
  }
}
