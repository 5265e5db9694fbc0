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

  static void write(float[] numbers, DataOutput out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
    bytes.asFloatBuffer().put(numbers);
    out.write(bytes.array());
  }

  static void write(double[] numbers, DataOutput out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
    bytes.asDoubleBuffer().put(numbers);
    out.write(bytes.array());
  }

  static void read(float[] numbers, DataInput in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
    in.readFully(bytes.array());
    bytes.asFloatBuffer().get(numbers);
  }

  static void read(double[] numbers, DataInput in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
    in.readFully(bytes.array());
    bytes.asDoubleBuffer().get(numbers);
  }
}
