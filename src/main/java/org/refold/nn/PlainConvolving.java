package org.refold.nn;

import org.refold.kernel.Matrix;

/** The definition, number by number in double, for matrices of either precision. */
final class PlainConvolving implements Convolving {

  static final Convolving INSTANCE = new PlainConvolving();

  private PlainConvolving() {}

  @FunctionalInterface
  private interface Term {
    /** A weight, a number of an image and one of what the convolution gives, by their places. */
    void of(int weight, int inImage, int inOutput);
  }

  private static void eachTerm(Patches patches, int filters, Term term) {
    int size = patches.patchSize();
    for (int filter = 0; filter < filters; filter++) {
      for (int patch = 0; patch < patches.count(); patch++) {
        for (int k = 0; k < size; k++) {
          int source = patches.source(k, patch);
          if (source >= 0) {
            term.of(filter * size + k, source, filter * patches.count() + patch);
          }
        }
      }
    }
  }

  private static double[] whole(Matrix weights, Rows work, int slot) {
    return work.read(slot, weights.reshaped(1, (int) weights.size()), 0);
  }

  @Override
  public void forward(
      Patches patches, Matrix x, Matrix weights, Matrix work, double beta, Matrix y) {
    Rows.each(
        x.rows(),
        y.columns(),
        (row, memory) -> {
          double[] w = whole(weights, memory, 1);
          double[] image = memory.read(2, x, row);
          double[] sum = memory.zeros(3, y.columns());
          eachTerm(patches, weights.rows(), (k, in, out) -> sum[out] += w[k] * image[in]);
          memory.writeSum(sum, beta, y, row, 4);
        });
  }

  @Override
  public void transposed(
      Patches patches, Matrix y, Matrix weights, Matrix work, double beta, Matrix x) {
    Rows.each(
        y.rows(),
        x.columns(),
        (row, memory) -> {
          double[] w = whole(weights, memory, 1);
          double[] given = memory.read(2, y, row);
          double[] sum = memory.zeros(3, x.columns());
          eachTerm(patches, weights.rows(), (k, in, out) -> sum[in] += w[k] * given[out]);
          memory.writeSum(sum, beta, x, row, 4);
        });
  }

  @Override
  public void toWeights(Patches patches, Matrix x, Matrix y, Matrix work, Matrix sums) {
    int filters = y.columns() / patches.count();
    Rows.each(
        sums.rows(),
        sums.columns(),
        (block, memory) -> {
          double[] sum = memory.zeros(1, sums.columns());
          for (int row = start(x, sums, block); row < start(x, sums, block + 1); row++) {
            double[] image = memory.read(2, x, row);
            double[] slope = memory.read(3, y, row);
            eachTerm(patches, filters, (k, in, out) -> sum[k] += image[in] * slope[out]);
          }
          memory.write(sum, sums, block);
        });
  }

  /** The first sample of a block. */
  static int start(Matrix batch, Matrix sums, int block) {
    return (int) ((long) batch.rows() * block / sums.rows());
  }

  @Override
  public void addBias(Matrix bias, Matrix y) {
    int size = y.columns() / bias.columns();
    Rows.each(
        y.rows(),
        y.columns(),
        (row, memory) -> {
          double[] shift = memory.read(1, bias, 0);
          double[] numbers = memory.read(2, y, row);
          for (int k = 0; k < y.columns(); k++) {
            numbers[k] += shift[k / size];
          }
          memory.write(numbers, y, row);
        });
  }

  @Override
  public void sumChannels(Matrix y, Matrix sums) {
    int size = y.columns() / sums.columns();
    Rows.each(
        sums.rows(),
        y.columns(),
        (block, memory) -> {
          double[] sum = memory.zeros(1, sums.columns());
          for (int row = start(y, sums, block); row < start(y, sums, block + 1); row++) {
            double[] numbers = memory.read(2, y, row);
            for (int k = 0; k < y.columns(); k++) {
              sum[k / size] += numbers[k];
            }
          }
          memory.write(sum, sums, block);
        });
  }
}
