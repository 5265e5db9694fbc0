package org.refold.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.Streams;
import org.refold.kernel.Transpose;
import org.refold.train.neural.DenseProducts;

/** How long the dense products of an epoch take by themselves, in matrices of their own. */
final class GemmFloor {

  private static final int REPETITIONS = 7;

  /** Enough for a time that is not that of one scheduling; the rest of an epoch is the same. */
  private static final int MOST_BATCHES = 12;

  /** One product with its matrices. */
  private record Filled(DenseProducts.Product product, Matrix a, Matrix b, Matrix c)
      implements AutoCloseable {

    static Filled of(DenseProducts.Product p, SplittableRandom numbers) {
      return new Filled(
          p,
          p.opA() == Transpose.NO ? filled(p.m(), p.k(), numbers) : filled(p.k(), p.m(), numbers),
          p.opB() == Transpose.NO ? filled(p.k(), p.n(), numbers) : filled(p.n(), p.k(), numbers),
          Matrix.floats(p.m(), p.n()));
    }

    private static Matrix filled(int rows, int columns, SplittableRandom numbers) {
      Matrix matrix = Matrix.floats(rows, columns);
      float[] row = new float[columns];
      for (int r = 0; r < rows; r++) {
        for (int column = 0; column < columns; column++) {
          row[column] = (float) numbers.nextDouble() - 0.5f;
        }
        matrix.writeRow(r, row);
      }
      return matrix;
    }

    void multiply() {
      Blas.gemm(product.opA(), product.opB(), 1, a, b, 0, c);
    }

    @Override
    public void close() {
      a.close();
      b.close();
      c.close();
    }
  }

  private GemmFloor() {}

  /** Seconds that the products of an epoch take: the median of several times, after a warm-up. */
  static double seconds(DenseProducts products) {
    SplittableRandom numbers = Streams.of(0, "gemm floor");
    List<Filled> filled = new ArrayList<>();
    try {
      products.ofBatch().forEach(product -> filled.add(Filled.of(product, numbers)));
      int batches = (int) Math.min(MOST_BATCHES, Math.ceil(products.batches()));
      time(filled, batches);
      double[] seconds = new double[REPETITIONS];
      for (int k = 0; k < seconds.length; k++) {
        seconds[k] = time(filled, batches) * products.batches() / batches;
      }
      return new Median().evaluate(seconds);
    } finally {
      filled.forEach(Filled::close);
    }
  }

  private static double time(List<Filled> products, int batches) {
    long start = System.nanoTime();
    for (int batch = 0; batch < batches; batch++) {
      products.forEach(Filled::multiply);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
