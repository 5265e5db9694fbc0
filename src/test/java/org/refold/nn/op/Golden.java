package org.refold.nn.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Parameter;

/** The matrices that golden.py computed with PyTorch, in double precision. */
public final class Golden {

  private static final Map<String, Matrix> MATRICES = read();

  private Golden() {}

  private static Map<String, Matrix> read() {
    Map<String, Matrix> matrices = new HashMap<>();
    try (InputStream in = Golden.class.getResourceAsStream("/org/refold/nn/golden.txt")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] words = line.split(" ", -1);
        double[] numbers = new double[words.length - 3];
        for (int k = 0; k < numbers.length; k++) {
          numbers[k] = Double.parseDouble(words[k + 3]);
        }
        matrices.put(
            words[0], Matrix.of(Integer.parseInt(words[1]), Integer.parseInt(words[2]), numbers));
      }
      return matrices;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The inputs of the script: {@code sin(frequency (k + 1)) size}, row by row. */
  public static Parameter sines(
      Precision precision, double frequency, double size, int rows, int columns) {
    Matrix matrix = Matrix.zeros(precision, rows, columns);
    for (int k = 0; k < rows * columns; k++) {
      matrix.set(k / columns, k % columns, Math.sin(frequency * (k + 1)) * size);
    }
    return Parameter.of("sines " + frequency, Parameter.Role.WEIGHT, matrix);
  }

  /** Holds a matrix to a golden one. */
  public static void assertGolden(String name, Matrix actual, double tolerance) {
    Matrix expected = MATRICES.get(name);
    assertThat(expected).as(name).isNotNull();
    assertThat(actual.rows()).as(name).isEqualTo(expected.rows());
    assertThat(actual.columns()).as(name).isEqualTo(expected.columns());
    for (int row = 0; row < expected.rows(); row++) {
      for (int column = 0; column < expected.columns(); column++) {
        assertThat(actual.get(row, column))
            .as("%s at (%d, %d)", name, row, column)
            .isCloseTo(expected.get(row, column), within(tolerance));
      }
    }
  }
}
