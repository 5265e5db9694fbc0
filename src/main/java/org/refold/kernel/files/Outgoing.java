package org.refold.kernel.files;

import java.io.IOException;
import java.util.Arrays;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;

/**
 * An array on its way to a file. Its numbers are read when they are written.
 *
 * @param type how its numbers are stored
 * @param shape its lengths, the slowest first
 * @param numbers writes them, row after row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outgoing(NumberType type, long[] shape, Numbers numbers) {

  /** Writes the numbers of an array. */
  interface Numbers {
    void writeTo(NumberOutput out) throws IOException;
  }

  static Outgoing of(Matrix matrix) {
    return new Outgoing(
        matrix.precision() == Precision.FLOAT ? NumberType.F32 : NumberType.F64,
        new long[] {matrix.rows(), matrix.columns()},
        out -> out.put(matrix));
  }

  static Outgoing of(float[] numbers) {
    return new Outgoing(NumberType.F32, new long[] {numbers.length}, out -> out.put(numbers));
  }

  static Outgoing of(double[] numbers) {
    return new Outgoing(NumberType.F64, new long[] {numbers.length}, out -> out.put(numbers));
  }

  static Outgoing of(int[] numbers) {
    return new Outgoing(NumberType.I32, new long[] {numbers.length}, out -> out.put(numbers));
  }

  static Outgoing of(long[] numbers) {
    return new Outgoing(NumberType.I64, new long[] {numbers.length}, out -> out.put(numbers));
  }

  long bytes() {
    return Arrays.stream(shape).reduce(type.bytes(), (a, b) -> a * b);
  }
}
