package org.refold.nn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;
import org.refold.nn.Arithmetic;
import org.refold.nn.Convolving;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Patches;

/**
 * Layers of convolutions forward and back: against their products alone, sample by sample, and
 * against the definition, which takes minutes, in turns. Arguments: rounds, and {@code definition}
 * if that is to run too.
 */
public final class ConvolutionBenchmark {

  private static final int BATCH = 28;

  private record Layer(Patches patches, Matrix x, Matrix w, Matrix y, Matrix work, Matrix sums) {

    static Layer of(int channels, int side, int filters, int stride) {
      Patches patches = new Patches(channels, side, side, 3, 3, stride, 1);
      int size = patches.patchSize();
      return new Layer(
          patches,
          random(BATCH, patches.imageSize()),
          random(filters, size),
          random(BATCH, filters * patches.count()),
          random(Parallel.threads(), size * patches.count()),
          Matrix.floats(Convolving.blocks(BATCH), filters * size));
    }

    private static Matrix random(int rows, int columns) {
      return Parameter.drawn(
              "x",
              Parameter.Role.WEIGHT,
              Precision.FLOAT,
              rows,
              columns,
              Initializer.truncatedNormal(0.1),
              rows)
          .value();
    }

    void run(Convolving math) {
      math.forward(patches, x, w, work, 0, y);
      math.toWeights(patches, x, y, work, sums);
      math.transposed(patches, y, w, work, 0, x);
    }

    /** The three products of each sample, all in the memory of the first. */
    void products() {
      Parallel.unevenRows(
          BATCH,
          1,
          (from, to) -> {
            Matrix unfolded = work.rowsView(0, 1).reshaped(patches.patchSize(), patches.count());
            Matrix sum = sums.rowsView(0, 1).reshaped(w.rows(), w.columns());
            for (int row = from; row < to; row++) {
              Matrix product = y.rowsView(row, row + 1).reshaped(w.rows(), patches.count());
              Blas.gemm(Transpose.NO, Transpose.NO, 1, w, unfolded, 0, product);
              Blas.gemm(Transpose.NO, Transpose.YES, 1, product, unfolded, 0, sum);
              Blas.gemm(Transpose.YES, Transpose.NO, 1, w, product, 0, unfolded);
            }
          });
    }

    double operations() {
      return 6.0 * BATCH * w.size() * patches.count();
    }
  }

  private ConvolutionBenchmark() {}

  private static double seconds(List<Layer> layers, Consumer<Layer> work) {
    long start = System.nanoTime();
    layers.forEach(work);
    return (System.nanoTime() - start) / 1e9;
  }

  private static void contest(String name, int rounds, boolean definition, List<Layer> layers) {
    Convolving fast = Arithmetic.of(Precision.FLOAT).convolving();
    Convolving plain = Arithmetic.of(Precision.DOUBLE).convolving();
    List<Double> ours = new ArrayList<>();
    List<Double> products = new ArrayList<>();
    for (int round = -rounds / 2; round < rounds; round++) {
      double first = seconds(layers, layer -> layer.run(fast));
      double second = seconds(layers, Layer::products);
      if (round >= 0) {
        ours.add(first);
        products.add(second);
      }
    }
    double naive = definition ? seconds(layers, layer -> layer.run(plain)) : Double.NaN;
    double operations = layers.stream().mapToDouble(Layer::operations).sum();
    double best = ours.stream().min(Double::compare).orElseThrow();
    double floor = products.stream().min(Double::compare).orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f ms, %.1f GFLOP/s, %.2f of the %.1f GFLOP/s of its products; definition %.0f ms%n",
        name,
        1e3 * best,
        operations / best / 1e9,
        floor / best,
        operations / floor / 1e9,
        1e3 * naive);
  }

  /** Prints the best seconds of both. */
  public static void main(String[] arguments) {
    int rounds = arguments.length == 0 ? 40 : Integer.parseInt(arguments[0]);
    boolean definition = arguments.length > 1;
    contest(
        "2-32-64-128 channels of 128 x 128, stride 2",
        rounds,
        definition,
        List.of(Layer.of(2, 128, 32, 2), Layer.of(32, 64, 64, 2), Layer.of(64, 32, 128, 2)));
    contest(
        "32-32 channels of 32 x 32, stride 1",
        rounds,
        definition,
        List.of(Layer.of(32, 32, 32, 1)));
  }
}
