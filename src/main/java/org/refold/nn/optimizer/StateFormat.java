package org.refold.nn.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.ByteBuffer;
import org.refold.nn.Parameter;

/**
 * How saved states are written: arrays as big-endian numbers, parameters named with their shape.
 */
final class StateFormat {

  private StateFormat() {}

  static void writeShape(Parameter parameter, DataOutput out) throws IOException {
    out.writeUTF(parameter.toString());
  }

  static void expectShape(Parameter parameter, DataInput in) throws IOException {
    expect(parameter.toString(), in.readUTF(), "parameter");
  }

  static void expect(Object expected, Object found, String what) throws IOException {
    if (!expected.equals(found)) {
      throw new InvalidObjectException(
          "the saved state of the optimiser does not fit: "
              + (what + " is " + found + ", but " + expected + " is needed"));
    }
  }

  /** Writes the numbers {@code from, ..., from + count - 1}. */
  static void write(float[] numbers, int from, int count, DataOutput out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES);
    bytes.asFloatBuffer().put(numbers, from, count);
    out.write(bytes.array());
  }

  /** The same in double. */
  static void write(double[] numbers, int from, int count, DataOutput out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * Double.BYTES);
    bytes.asDoubleBuffer().put(numbers, from, count);
    out.write(bytes.array());
  }

  /** Reads the numbers {@code from, ..., from + count - 1}. */
  static void read(float[] numbers, int from, int count, DataInput in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES);
    in.readFully(bytes.array());
    bytes.asFloatBuffer().get(numbers, from, count);
  }

  /** The same in double. */
  static void read(double[] numbers, int from, int count, DataInput in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * Double.BYTES);
    in.readFully(bytes.array());
    bytes.asDoubleBuffer().get(numbers, from, count);
  }
}
