package org.refold.kernel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.settings.BadInputException;

/** The golden files were made by numpy; {@code golden_npy.py} stands beside them. */
class NpyTest {

  @TempDir Path folder;

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = NpyTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private Npz arrays() throws IOException {
    return Npz.open(Files.write(folder.resolve("arrays"), golden("golden.npz")));
  }

  private static double[] numbers(Matrix matrix) {
    double[] numbers = new double[(int) matrix.size()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = matrix.get(k / matrix.columns(), k % matrix.columns());
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4"})
  void readsEachTypeInEachOrder(String type) throws IOException {
    try (Npz arrays = arrays()) {
      for (String order : new String[] {"little c", "little f", "big c", "big f"}) {
        Npy array = arrays.get(type + " " + order);
        assertThat(array.shape()).containsExactly(2L, 3L);
        for (Matrix matrix :
            new Matrix[] {
              array.matrix(), array.matrix(Precision.FLOAT), array.matrix(Precision.DOUBLE)
            }) {
          assertThat(matrix.rows()).isEqualTo(2);
          assertThat(numbers(matrix)).as(order).containsExactly(0, 1, 2, 3, 4, 100);
        }
        if (type.startsWith("f")) {
          assertThatThrownBy(array::ints).hasMessageContaining("read them as a matrix");
        } else {
          assertThat(array.ints()).as(order).containsExactly(0, 1, 2, 3, 4, 100);
          assertThat(array.longs()).as(order).containsExactly(0, 1, 2, 3, 4, 100);
        }
      }
    }
  }

  @Test
  void aMatrixIsOfFloatsWhereTheyHoldEveryNumberOfTheType() throws IOException {
    try (Npz arrays = arrays()) {
      for (String type : new String[] {"f2", "f4", "i1", "u1", "i2", "u2"}) {
        assertThat(arrays.get(type + " little c").matrix().precision()).isEqualTo(Precision.FLOAT);
      }
      for (String type : new String[] {"f8", "i4", "u4", "i8"}) {
        assertThat(arrays.get(type + " little c").matrix().precision()).isEqualTo(Precision.DOUBLE);
      }
    }
  }

  @Test
  void readsTruthsSinglesVectorsAndEmptyOnes() throws IOException {
    try (Npz arrays = arrays()) {
      assertThat(arrays.get("bool c").ints()).containsExactly(1, 0, 1, 0, 1, 1);
      assertThat(numbers(arrays.get("bool f").matrix())).containsExactly(1, 0, 1, 0, 1, 1);
      assertThat(arrays.get("scalar").shape()).isEmpty();
      assertThat(numbers(arrays.get("scalar").matrix())).containsExactly(2.5);
      assertThat(arrays.get("vector").matrix().rows()).isEqualTo(1);
      assertThat(numbers(arrays.get("vector").matrix())).containsExactly(1.5, -2.5);
      assertThat(arrays.get("no rows").matrix().columns()).isEqualTo(3);
      assertThat(arrays.get("no columns").matrix().rows()).isEqualTo(3);
      assertThat(arrays.get("negative").ints()).containsExactly(-1, -128);
      assertThat(arrays.get("large unsigned").longs()).containsExactly((1L << 32) - 1);
    }
  }

  @Test
  void noIntegerBecomesAnotherNumber() throws IOException {
    try (Npz arrays = arrays()) {
      Npy large = arrays.get("large");
      assertThat(large.longs()).containsExactly(1L << 62, (1L << 53) + 1, -(1L << 31) - 1);
      assertThatThrownBy(large::matrix).hasMessageContaining("the integer 4611686018427387904");
      assertThatThrownBy(large::ints).hasMessageContaining("read them as longs");
      assertThat(numbers(arrays.get("exact").matrix())).containsExactly(0x1p53, -0x1p53);
    }
  }

  @ParameterizedTest
  @CsvSource({"complex, <c16", "u8, <u8", "text, <U1", "fields, the header"})
  void namesTypesThatItDoesNotRead(String name, String said) throws IOException {
    try (Npz arrays = arrays()) {
      assertThatThrownBy(() -> arrays.get(name))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("array '" + name + "'")
          .hasMessageContaining(said);
      assertThatThrownBy(() -> arrays.get("cube").matrix()).hasMessageContaining("two dimensions");
      assertThatThrownBy(() -> arrays.get("none")).hasMessageContaining("one of [bool c, bool f,");
    }
  }

  @Test
  void readsEachVersionOfTheHeaderAndArraysThatAreNotCompressed() throws IOException {
    Path file = Files.write(folder.resolve("plain"), golden("golden_plain.npz"));
    try (Npz arrays = Npz.open(file)) {
      assertThat(arrays.names()).containsExactly("version 1", "version 2", "version 3");
      for (String name : arrays.names()) {
        assertThat(numbers(arrays.get(name).matrix())).containsExactly(0, 1, 2, 3, 4, 100);
      }
    }
  }

  /** A number of 16 bits is fraction times a power of two, but for infinity and NaN. */
  @Test
  void readsEveryFloatOf16Bits() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits >> 10 & 31;
      double fraction = (bits & 1023) / 1024.0;
      double size = Math.scalb(exponent == 0 ? fraction * 2 : 1 + fraction, exponent - 15);
      if (exponent == 31) {
        size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      }
      assertThat((double) NumberInput.half((short) bits))
          .isEqualTo(Double.valueOf(bits < 1 << 15 ? size : -size));
    }
  }

  @Test
  void writesTheBytesThatNumpyWrites() throws IOException {
    Path file = folder.resolve("own.npy");
    try (Matrix matrix = Matrix.of(2, 3, 1f, -2.5f, 0.1f, Float.POSITIVE_INFINITY, 1e-40f, 3f)) {
      Npy.write(file, matrix);
      assertThat(Files.readAllBytes(file)).isEqualTo(golden("golden.npy"));
    }
    Npy.write(file, new int[] {1, -2});
    assertThat(Npy.open(file).shape()).containsExactly(2L);
    assertThat(Npy.open(file).type()).isEqualTo(NumberType.I32);
    assertThat(Npy.open(file).ints()).containsExactly(1, -2);
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .contains("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }");
    Npy.write(file, new long[] {1L << 40});
    assertThat(Npy.open(file).longs()).containsExactly(1L << 40);
  }

  @Test
  void manyArraysComeBackAndEqualArraysGiveEqualBytes() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    try (Matrix matrix = Matrix.doubles(300, 70)) {
      for (int row = 0; row < matrix.rows(); row++) {
        matrix.set(row, row % 70, random.nextDouble());
      }
      Path one = folder.resolve("one");
      Path two = folder.resolve("two");
      new NpzWriter().add("m", matrix).add("ids", new int[] {1, 2}).write(one);
      new NpzWriter().add("ids", new int[] {1, 2}).add("m", matrix).write(two);
      assertThat(one).hasSameBinaryContentAs(two);
      try (Npz arrays = Npz.open(one)) {
        assertThat(arrays.names()).isEqualTo(Set.of("m", "ids"));
        assertThat(numbers(arrays.get("m").matrix())).containsExactly(numbers(matrix));
        assertThat(arrays.get("ids").ints()).containsExactly(1, 2);
      }
      assertThatThrownBy(() -> new NpzWriter().add("m", matrix).add("m", matrix))
          .hasMessageContaining("twice");
    }
  }

  /** Each header stands before 16 bytes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '"',
      value = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), # the header",
        "{'descr': '<f4', 'fortran_order': False}                # the header",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), 'x': 1} # the header",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (4,)}     # fortran_order 0",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 4}    # shape 4",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-4,)} # shape (-4,)",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,,2)} # shape (2,,2)",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (5,)} # found 16 bytes",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)} # found 16 bytes",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), 'shape': (2,)} # shape",
        "{'descr': '=f4', 'fortran_order': False, 'shape': (4,)} # the type '=f4'",
        "{'descr': '|f4', 'fortran_order': False, 'shape': (4,)} # the type '|f4'",
        "{'descr': '|O', 'fortran_order': False, 'shape': (2,)}  # the type '|O'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387,4611686018427387)}"
            + " # below 2^63",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904,4)} # shape (46",
      })
  void refusesADamagedHeader(String header, String message) throws IOException {
    Path file = write(header.strip(), header.strip().length(), 16);
    assertThatThrownBy(() -> Npy.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ": array: found ")
        .hasMessageContaining(message);
  }

  @Test
  void readsAHeaderInAnotherOrderAndStyle() throws IOException {
    String header = "{\"shape\":(2L,2L),\"fortran_order\":True,\"descr\":'>f4'}";
    Npy array = Npy.open(write(header, header.length(), 16));
    assertThat(array.shape()).containsExactly(2L, 2L);
    assertThat(numbers(array.matrix())).containsExactly(0, 0, 0, 0);
  }

  @Test
  void refusesOtherFilesAndOnesThatEndEarly() throws IOException {
    byte[] whole = golden("golden.npy");
    for (int length = 0; length < whole.length; length++) {
      Path file = Files.write(folder.resolve("part"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Npy.open(file)).isInstanceOf(BadInputException.class);
    }
    Path version4 = folder.resolve("four");
    whole[6] = 4;
    Files.write(version4, whole);
    assertThatThrownBy(() -> Npy.open(version4)).hasMessageContaining("version 1 to 3");
    assertThatThrownBy(() -> Npz.open(version4))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no zip");
    Path endless = write("{}", -1, 16);
    assertThatThrownBy(() -> Npy.open(endless)).hasMessageContaining("a header of 4294967295");
  }

  /** Whatever byte of an archive is another: the numbers are right or there is an error. */
  @ParameterizedTest
  @ValueSource(strings = {"golden.npz", "golden_plain.npz"})
  void noDamageToAnArchiveGivesOtherNumbers(String name) throws IOException {
    byte[] whole = golden(name);
    SplittableRandom random = new SplittableRandom(2);
    int errors = 0;
    for (int round = 0; round < 300; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(folder.resolve("damaged"), damaged);
      String array = name.equals("golden.npz") ? "f8 big f" : "version 2";
      try (Npz arrays = Npz.open(file)) {
        assertThat(numbers(arrays.get(array).matrix())).containsExactly(0, 1, 2, 3, 4, 100);
      } catch (BadInputException expected) {
        assertThat(expected).hasMessageContaining("expected");
        errors++;
      }
    }
    assertThat(errors).isBetween(1, 299);
  }

  @Test
  void believesNoSizeThatSoFewBytesCannotHave() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(golden("golden.npy"));
    }
    ByteBuffer archive = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    int directory = archive.getInt(archive.limit() - 6);
    archive.putInt(directory + 24, Integer.MAX_VALUE);
    try (Npz arrays = Npz.open(Files.write(folder.resolve("bomb"), archive.array()))) {
      assertThatThrownBy(() -> arrays.get("a"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("2147483647 bytes out of");
    }
  }

  private Path write(String header, int length, int data) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(12 + header.length() + data);
    buffer
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x93)
        .put(new byte[] {'N', 'U', 'M', 'P', 'Y'});
    buffer.put((byte) 2).put((byte) 0).putInt(length);
    buffer.put(header.getBytes(StandardCharsets.ISO_8859_1));
    return Files.write(folder.resolve("file"), buffer.array());
  }
}
