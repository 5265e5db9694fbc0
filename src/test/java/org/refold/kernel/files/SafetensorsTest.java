package org.refold.kernel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.settings.BadInputException;

class SafetensorsTest {

  @TempDir Path folder;

  /** {@code golden_safetensors.py}, which stands beside the file, has the same arrays. */
  private static SafetensorsWriter golden() {
    return new SafetensorsWriter()
        .add(
            "weights",
            Matrix.of(2, 3, 1f, -0f, Float.POSITIVE_INFINITY, Float.MIN_VALUE, 0.1f, -3e38f))
        .add("empty", Matrix.floats(0, 4))
        .add("counts", new int[] {7, -8, Integer.MAX_VALUE})
        .add("ids", new long[] {1L << 40, -1})
        .add("bias", Matrix.of(1, 3, 0.1, -2.5, Math.PI))
        .metadata("über", "β")
        .metadata("made by", "numpy");
  }

  private byte[] goldenBytes() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("golden.safetensors")) {
      return in.readAllBytes();
    }
  }

  @Test
  void writesTheBytesThatNumpyMakes() throws IOException {
    Path file = folder.resolve("own");
    golden().write(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(goldenBytes());
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void readsTheBytesThatNumpyMakes() throws IOException {
    Path file = Files.write(folder.resolve("golden"), goldenBytes());
    try (Safetensors opened = Safetensors.open(file)) {
      assertThat(opened.tensors().keySet())
          .containsExactly("bias", "counts", "empty", "ids", "weights");
      assertThat(opened.tensors().get("empty").shape()).containsExactly(0L, 4L);
      assertThat(opened.metadata()).containsEntry("über", "β").containsEntry("made by", "numpy");
      assertThat(opened.ints("counts")).containsExactly(7, -8, Integer.MAX_VALUE);
      assertThat(opened.longs("ids")).containsExactly(1L << 40, -1);
      assertThat(bits(opened.read("weights")))
          .containsExactly(
              bits(
                  Matrix.of(
                      2, 3, 1f, -0f, Float.POSITIVE_INFINITY, Float.MIN_VALUE, 0.1f, -3e38f)));
      assertThat(bits(opened.read("bias")))
          .containsExactly(bits(Matrix.of(1, 3, 0.1, -2.5, Math.PI)));
      assertThat(opened.read("empty").columns()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 20000", "20000, 3", "0, 7", "7, 0", "129, 257"})
  void matricesAndTheirViewsComeBackToTheLastBit(int rows, int columns) throws IOException {
    for (Precision precision : Precision.values()) {
      Path file = folder.resolve("own");
      try (Matrix matrix = noise(precision, rows, columns);
          Matrix target = noise(precision, rows + 2, columns)) {
        Matrix view = matrix.rowsView(rows / 3, rows);
        new SafetensorsWriter()
            .add("odd", new int[] {1})
            .add("w", matrix)
            .add("v", view)
            .write(file);
        try (Safetensors opened = Safetensors.open(file)) {
          assertThat(bits(opened.read("w"))).containsExactly(bits(matrix));
          assertThat(bits(opened.read("v"))).containsExactly(bits(view));
          long[] before = bits(target);
          opened.readInto("w", target.rowsView(1, rows + 1));
          assertThat(bits(target.rowsView(1, rows + 1))).containsExactly(bits(matrix));
          assertThat(bits(target.rowsView(0, 1))).containsExactly(Arrays.copyOf(before, columns));
        }
      }
    }
  }

  @Test
  void anArrayOfOneDimensionIsARow() throws IOException {
    Path file = folder.resolve("own");
    new SafetensorsWriter().add("b", new float[] {1, 2, 3}).write(file);
    try (Safetensors opened = Safetensors.open(file);
        Matrix row = Matrix.floats(1, 3);
        Matrix column = Matrix.floats(3, 1)) {
      opened.readInto("b", row);
      assertThat(row.get(0, 2)).isEqualTo(3);
      assertThat(opened.read("b").rows()).isEqualTo(1);
      assertThatThrownBy(() -> opened.readInto("b", column))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("tensor 'b': found F32 [3], expected F32 [3, 1]");
    }
  }

  @Test
  void refusesWhatIsNotThereOrOfAnotherType() throws IOException {
    Path file = folder.resolve("own");
    golden().write(file);
    try (Safetensors opened = Safetensors.open(file);
        Matrix doubles = Matrix.doubles(2, 3)) {
      assertThatThrownBy(() -> opened.read("weight"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("one of [bias, counts, empty, ids, weights]");
      assertThatThrownBy(() -> opened.read("ids")).hasMessageContaining("I64 [2]");
      assertThatThrownBy(() -> opened.ints("ids")).hasMessageContaining("[I32]");
      assertThatThrownBy(() -> opened.longs("counts")).hasMessageContaining("[I64]");
      assertThatThrownBy(() -> opened.readInto("weights", doubles)).hasMessageContaining("[F64]");
    }
    assertThatThrownBy(() -> golden().add("bias", new int[0])).hasMessageContaining("twice");
    assertThatThrownBy(() -> golden().metadata("über", "")).hasMessageContaining("twice");
    assertThatThrownBy(() -> golden().add("__metadata__", new int[0]))
        .hasMessageContaining("rename");
  }

  /** Each header goes before 16 bytes of data. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                                       | broken JSON",
        "[]                                                      | no object",
        "''                                                      | no object",
        "{} {}                                                   | broken JSON",
        "{}                                                      | found 16 bytes, expected 0"
            + " bytes",
        "{'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]},"
            + "'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}} | Duplicate",
        "{'a':[]}                                                | found fields []",
        "{'a':{'dtype':'F32','shape':[4]}}                       | found fields [dtype, shape]",
        "{'a':{'dtype':'F31','shape':[4],'data_offsets':[0,16]}} | dtype \"F31\"",
        "{'a':{'dtype':4,'shape':[4],'data_offsets':[0,16]}}     | dtype 4",
        "{'a':{'dtype':'F32','shape':4,'data_offsets':[0,16]}}   | found NUMBER",
        "{'a':{'dtype':'F32','shape':[4.0],'data_offsets':[0,16]}} | length 4.0",
        "{'a':{'dtype':'F32','shape':['4'],'data_offsets':[0,16]}} | length \"4\"",
        "{'a':{'dtype':'F32','shape':[-4],'data_offsets':[0,16]}} | length -4",
        "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,16]}} | length 999",
        "{'a':{'dtype':'F32','shape':[4],'data_offsets':[16,0]}} | data_offsets [16, 0]",
        "{'a':{'dtype':'F32','shape':[4],'data_offsets':[0]}}    | data_offsets [0]",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,16]}} | found 16 bytes, expected 12",
        "{'a':{'dtype':'F64','shape':[4],'data_offsets':[0,16]}} | found 16 bytes, expected 32",
        "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,0]}} | below 2^63",
        "{'a':{'dtype':'F32','shape':[4],'data_offsets':[4,20]}} | its first byte at 4, expected 0",
        "{'a':{'dtype':'F32','shape':[5],'data_offsets':[0,20]}} | found 16 bytes, expected 20",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} | found 16 bytes, expected 12",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]},'b':{'dtype':'F32','shape':[2],'data_offsets':[8,16]}}"
            + " | 'b': found its first byte at 8",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[12,16]}}"
            + " | 'b': found its first byte at 12",
        "{'__metadata__':[],'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}} | found ARRAY",
        "{'__metadata__':{'x':1},'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}} | 'x'",
      })
  void refusesADamagedHeader(String header, String message) throws IOException {
    byte[] text = header.strip().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Path file = write(text.length, text, 16);
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith(file + ": ")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({"17, 17", "-1, 18446744073709551615", "4611686018427387904, 4611686018427387904"})
  void refusesAHeaderThatDoesNotEnd(long length, String said) throws IOException {
    Path file = write(length, new byte[0], 16);
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a length of " + said + " in a file of 24 bytes, expected 0 to 16");
  }

  @Test
  void refusesFilesWithoutAHeaderAndTextThatIsNotUtf8() throws IOException {
    for (int length = 0; length < 8; length++) {
      Path file = Files.write(folder.resolve("short"), new byte[length]);
      assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOf(BadInputException.class);
    }
    Path file = write(3, new byte[] {'{', (byte) 0xff, '}'}, 0);
    assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("UTF-8");
  }

  /** One byte of the header in another state: the file opens or not, it never ends otherwise. */
  @Test
  void anyDamageToTheHeaderIsAnErrorOrLeavesAFileThatCoversItself() throws IOException {
    byte[] bytes = goldenBytes();
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    SplittableRandom random = new SplittableRandom(1);
    int opened = 0;
    for (int round = 0; round < 500; round++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(header + 8)] = (byte) random.nextInt(256);
      Path file = Files.write(folder.resolve("damaged"), damaged);
      try (Safetensors read = Safetensors.open(file)) {
        long covered = read.tensors().values().stream().mapToLong(t -> t.end() - t.begin()).sum();
        assertThat(covered).isEqualTo(bytes.length - header - 8L);
        opened++;
      } catch (BadInputException expected) {
        assertThat(expected).hasMessageContaining("expected");
      }
    }
    assertThat(opened).isBetween(1, 400);
  }

  private Path write(long length, byte[] header, int data) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate(8 + header.length + data).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(folder.resolve("file"), buffer.putLong(length).put(header).array());
  }

  private static Matrix noise(Precision precision, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(rows * 31L + columns);
    Matrix matrix = Matrix.zeros(precision, rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        matrix.set(row, column, random.nextDouble() - 0.5);
      }
    }
    return matrix;
  }

  private static long[] bits(Matrix matrix) {
    long[] bits = new long[(int) matrix.size()];
    for (int k = 0; k < bits.length; k++) {
      bits[k] = Double.doubleToRawLongBits(matrix.get(k / matrix.columns(), k % matrix.columns()));
    }
    return bits;
  }
}
