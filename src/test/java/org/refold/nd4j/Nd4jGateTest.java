package org.refold.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;

class Nd4jGateTest {

  /** Of this shape a product has other last bits if OpenBLAS cuts it over two threads itself. */
  private static int hashOfProduct() {
    SplittableRandom random = new SplittableRandom(1);
    try (Matrix a = noise(random, 500, 3706);
        Matrix b = noise(random, 3706, 600);
        Matrix c = Matrix.floats(500, 600)) {
      Blas.gemm(Transpose.NO, Transpose.NO, 1, a, b, 0, c);
      float[] numbers = new float[500 * 600];
      c.readRows(0, 500, numbers, 0);
      return Arrays.hashCode(numbers);
    }
  }

  private static Matrix noise(SplittableRandom random, int rows, int columns) {
    Matrix matrix = Matrix.floats(rows, columns);
    float[] row = new float[columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        row[c] = (float) random.nextDouble() - 0.5f;
      }
      matrix.writeRow(r, row);
    }
    return matrix;
  }

  private static int openblasThreads() {
    return NativeLibrary.getInstance(Loader.load(openblas.class))
        .getFunction("openblas_get_num_threads")
        .invokeInt(new Object[0]);
  }

  private static void useNd4j() {
    try (Matrix matrix = Matrix.of(2, 2, 1f, 2f, 3f, 4f)) {
      INDArray view = NdArrays.view(matrix);
      assertThat(view.mmul(view.transpose()).getDouble(1, 1)).isEqualTo(25);
    }
  }

  @Test
  void ourProductsAreTheSameBeforeAndAfter() {
    int before = hashOfProduct();
    useNd4j();
    assertThat(openblasThreads()).isOne();
    assertThat(hashOfProduct()).isEqualTo(before);
  }

  /** In a JVM of its own, since ND4J is loaded once, and without what surefire sets. */
  @Test
  void ourProductsAreTheSameWhereNothingKeepsNd4jFromSettingThreads()
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            Products.class.getName());
    builder.environment().remove("ND4J_SKIP_BLAS_THREADS");
    builder.environment().remove("OMP_NUM_THREADS");
    Process child = builder.redirectErrorStream(true).start();
    String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(printed).isZero();
    String[] lines = printed.lines().filter(line -> line.startsWith("=")).toArray(String[]::new);
    assertThat(lines).as(printed).hasSize(2);
    assertThat(lines[1]).isEqualTo(lines[0]);
    assertThat(lines[0]).startsWith("= 1 ");
    assertThat(printed).doesNotContain(" INFO ");
  }

  /** Prints the threads of OpenBLAS and the hash of a product before and after ND4J was used. */
  static final class Products {
    public static void main(String[] arguments) {
      int hash = hashOfProduct();
      System.out.println("= " + openblasThreads() + " " + hash);
      useNd4j();
      int threads = openblasThreads();
      System.out.println("= " + threads + " " + hashOfProduct());
    }
  }
}
