package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ByteKernelsTest {

  /** Both, where the processor has vectors. */
  static Stream<ByteLinear> providers() {
    return Stream.concat(
        Stream.of(Provider.scalar().bytes()), Providers.vector().map(Provider::bytes).stream());
  }

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    bytes[0] = Byte.MIN_VALUE;
    bytes[size - 1] = Byte.MAX_VALUE;
    return bytes;
  }

  /** Widths around whole vectors, and numbers of rows around four. */
  @ParameterizedTest
  @MethodSource("providers")
  void rowsAreAddedAsDoublesAddThem(ByteLinear bytes) {
    Random random = new Random(4);
    for (int width : List.of(1, 7, 8, 9, 15, 16, 17, 31, 64, 67, 128)) {
      for (int count = 0; count <= 11; count++) {
        byte[] table = bytes(random, 20 * width);
        Arrays.fill(table, 3 * width, 4 * width, (byte) 0);
        int[] rows = random.ints(count + 2, 0, 20).toArray();
        float[] factors = new float[count + 2];
        float[] sum = new float[width];
        double[] expected = new double[width];
        double[] magnitudes = new double[width];
        for (int k = 0; k < width; k++) {
          sum[k] = random.nextFloat();
          expected[k] = sum[k];
          magnitudes[k] = sum[k];
        }
        for (int k = 0; k < factors.length; k++) {
          factors[k] = random.nextFloat() - 0.5f;
        }
        for (int row = 1; row <= count; row++) {
          for (int k = 0; k < width; k++) {
            double term = (double) factors[row] * table[rows[row] * width + k];
            expected[k] += term;
            magnitudes[k] += Math.abs(term);
          }
        }
        bytes.addRows(table, width, rows, factors, 1, count + 1, sum);
        for (int k = 0; k < width; k++) {
          assertThat((double) sum[k]).isCloseTo(expected[k], within(1e-6 * magnitudes[k]));
        }
      }
    }
  }

  /** A row of bytes is the same floats to the last bit, whoever widens it. */
  @ParameterizedTest
  @MethodSource("providers")
  void widenedBytesAreExactAndNothingElseIsWritten(ByteLinear bytes) {
    Random random = new Random(5);
    for (int length : List.of(0, 1, 7, 8, 9, 16, 33, 100)) {
      byte[] x = bytes(random, length + 5);
      float[] y = new float[length + 4];
      bytes.widen(0.37f, x, 3, y, 2, length);
      for (int k = 0; k < y.length; k++) {
        boolean inside = k >= 2 && k < 2 + length;
        assertThat(y[k]).isEqualTo(inside ? 0.37f * x[k + 1] : 0);
      }
    }
  }
}
