package org.refold.kernel.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;

/** Numbers in little-endian order to a channel, through a buffer; {@link #flush} ends it. */
final class NumberOutput {

  private final WritableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  NumberOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** The rows of a matrix, one after the other. */
  void put(Matrix matrix) throws IOException {
    if (matrix.precision() == Precision.FLOAT) {
      float[] row = new float[matrix.columns()];
      for (int r = 0; r < matrix.rows(); r++) {
        matrix.readRow(r, row);
        put(row);
      }
    } else {
      double[] row = new double[matrix.columns()];
      for (int r = 0; r < matrix.rows(); r++) {
        matrix.readRow(r, row);
        put(row);
      }
    }
  }

  void put(float[] numbers) throws IOException {
    for (float number : numbers) {
      room(Float.BYTES).putFloat(number);
    }
  }

  void put(double[] numbers) throws IOException {
    for (double number : numbers) {
      room(Double.BYTES).putDouble(number);
    }
  }

  void put(int[] numbers) throws IOException {
    for (int number : numbers) {
      room(Integer.BYTES).putInt(number);
    }
  }

  void put(long[] numbers) throws IOException {
    for (long number : numbers) {
      room(Long.BYTES).putLong(number);
    }
  }

  void put(byte[] bytes) throws IOException {
    for (byte each : bytes) {
      room(1).put(each);
    }
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  /** Writes what is still in the buffer. */
  void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
