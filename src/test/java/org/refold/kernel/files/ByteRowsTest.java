package org.refold.kernel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.kernel.Matrix;
import org.refold.settings.BadInputException;

class ByteRowsTest {

  @TempDir private Path folder;

  private Matrix throughAFile(Matrix matrix) throws IOException {
    Path file = folder.resolve("bytes.safetensors");
    new SafetensorsWriter().addBytes("w", matrix).write(file);
    Matrix again = Matrix.floats(matrix.rows(), matrix.columns());
    try (Safetensors opened = Safetensors.open(file)) {
      opened.readBytesInto("w", again);
    }
    return again;
  }

  /** By hand: the scale is .01, the bytes are 50, -127, 0, 90. */
  @Test
  void aRowIsItsScaleTimesWholeNumbers() throws IOException {
    Matrix again = throughAFile(Matrix.of(2, 4, .5f, -1.27f, .003f, .9f, 0, 0, 0, 0));
    double[] expected = {.5, -1.27, 0, .9, 0, 0, 0, 0};
    for (int k = 0; k < 8; k++) {
      assertThat(again.get(k / 4, k % 4)).isCloseTo(expected[k], within(1e-7));
    }
    byte[] written = Files.readAllBytes(folder.resolve("bytes.safetensors"));
    assertThat(Arrays.copyOfRange(written, written.length - 8, written.length))
        .containsExactly(50, -127, 0, 90, 0, 0, 0, 0);
  }

  @Test
  void anErrorIsAtMostHalfTheScaleOfItsRow() throws IOException {
    int rows = 40;
    int columns = 300;
    Matrix matrix = Matrix.floats(rows, columns);
    SplittableRandom random = new SplittableRandom(3);
    for (int row = 0; row < rows; row++) {
      double size = Math.pow(10, random.nextDouble(-6, 6));
      for (int column = 0; column < columns; column++) {
        matrix.set(row, column, random.nextDouble(-size, size));
      }
    }
    Matrix again = throughAFile(matrix);
    float[] scales = ByteRows.scales(matrix);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        assertThat(again.get(row, column))
            .isCloseTo(matrix.get(row, column), within(0.50001 * scales[row]));
      }
    }
    assertThat(Files.size(folder.resolve("bytes.safetensors")))
        .isLessThan((long) rows * columns + 500);
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    throughAFile(Matrix.of(2, 2, 1f, 2f, 3f, 4f));
    try (Safetensors opened = Safetensors.open(folder.resolve("bytes.safetensors"))) {
      assertThatThrownBy(() -> opened.readBytesInto("v", Matrix.floats(2, 2)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("v.scales");
      assertThatThrownBy(() -> opened.readBytesInto("w", Matrix.floats(2, 3)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("I8");
      assertThatThrownBy(() -> opened.readBytesInto("w", Matrix.floats(3, 2)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("w.scales");
    }
  }
}
