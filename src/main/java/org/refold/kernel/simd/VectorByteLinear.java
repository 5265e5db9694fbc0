package org.refold.kernel.simd;

import static org.refold.kernel.simd.Lanes.SPECIES;
import static org.refold.kernel.simd.Lanes.WIDTH;
import static org.refold.kernel.simd.Lanes.load;
import static org.refold.kernel.simd.Lanes.splat;
import static org.refold.kernel.simd.Lanes.wholeEnd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.refold.kernel.ByteLinear;

/**
 * As many bytes at a time as a vector has floats; the rest of a row in plain Java. Other than that
 * of floats to integers, the conversion of bytes to floats is an instruction on JDK 17.
 */
final class VectorByteLinear implements ByteLinear {

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(WIDTH * Byte.SIZE));

  private final ByteLinear rest;

  VectorByteLinear(ByteLinear rest) {
    this.rest = rest;
  }

  private static FloatVector widened(byte[] x, int at) {
    return (FloatVector)
        ByteVector.fromArray(BYTES, x, at).convertShape(VectorOperators.B2F, SPECIES, 0);
  }

  @Override
  public void addRows(
      byte[] table, int width, int[] rows, float[] factors, int from, int to, float[] sum) {
    int row = from;
    for (; row <= to - 4; row += 4) {
      addFourRows(table, width, rows, factors, row, sum);
    }
    for (; row < to; row++) {
      addRow(table, width, rows[row] * width, factors[row], sum);
    }
  }

  /** Four at a time: the sum is read and written once for all of them. */
  private static void addFourRows(
      byte[] table, int width, int[] rows, float[] factors, int row, float[] sum) {
    int end = wholeEnd(0, width);
    int first = rows[row] * width;
    int second = rows[row + 1] * width;
    int third = rows[row + 2] * width;
    int fourth = rows[row + 3] * width;
    FloatVector firstFactor = splat(factors[row]);
    FloatVector secondFactor = splat(factors[row + 1]);
    FloatVector thirdFactor = splat(factors[row + 2]);
    FloatVector fourthFactor = splat(factors[row + 3]);
    for (int k = 0; k < end; k += WIDTH) {
      FloatVector total = widened(table, first + k).fma(firstFactor, load(sum, k));
      total = widened(table, second + k).fma(secondFactor, total);
      total = widened(table, third + k).fma(thirdFactor, total);
      widened(table, fourth + k).fma(fourthFactor, total).intoArray(sum, k);
    }
    for (int k = end; k < width; k++) {
      sum[k] += factors[row] * table[first + k];
      sum[k] += factors[row + 1] * table[second + k];
      sum[k] += factors[row + 2] * table[third + k];
      sum[k] += factors[row + 3] * table[fourth + k];
    }
  }

  private static void addRow(byte[] table, int width, int at, float factor, float[] sum) {
    FloatVector factors = splat(factor);
    int end = wholeEnd(0, width);
    for (int k = 0; k < end; k += WIDTH) {
      widened(table, at + k).fma(factors, load(sum, k)).intoArray(sum, k);
    }
    for (int k = end; k < width; k++) {
      sum[k] += factor * table[at + k];
    }
  }

  @Override
  public void widen(float factor, byte[] x, int xAt, float[] y, int yAt, int length) {
    int end = wholeEnd(0, length);
    for (int k = 0; k < end; k += WIDTH) {
      widened(x, xAt + k).mul(factor).intoArray(y, yAt + k);
    }
    rest.widen(factor, x, xAt + end, y, yAt + end, length - end);
  }
}
