package org.refold.kernel.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;

/** Numbers from a channel, through a buffer that may read ahead. */
final class NumberInput {

  private final ReadableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  NumberInput(ReadableByteChannel channel, ByteOrder order) {
    this.channel = channel;
    buffer.order(order).limit(0);
  }

  /**
   * Fills a matrix row by row with numbers of its own precision.
   *
   * @throws EOFException if there are not enough; so do the others
   */
  void read(Matrix matrix) throws IOException {
    if (matrix.precision() == Precision.FLOAT) {
      float[] row = new float[matrix.columns()];
      for (int r = 0; r < matrix.rows(); r++) {
        for (int c = 0; c < row.length; c++) {
          row[c] = ready(Float.BYTES).getFloat();
        }
        matrix.writeRow(r, row);
      }
    } else {
      double[] row = new double[matrix.columns()];
      for (int r = 0; r < matrix.rows(); r++) {
        for (int c = 0; c < row.length; c++) {
          row[c] = ready(Double.BYTES).getDouble();
        }
        matrix.writeRow(r, row);
      }
    }
  }

  int[] ints(int count) throws IOException {
    int[] numbers = new int[count];
    for (int k = 0; k < count; k++) {
      numbers[k] = ready(Integer.BYTES).getInt();
    }
    return numbers;
  }

  long[] longs(int count) throws IOException {
    long[] numbers = new long[count];
    for (int k = 0; k < count; k++) {
      numbers[k] = ready(Long.BYTES).getLong();
    }
    return numbers;
  }

  /** The buffer, with at least so many bytes to be read. */
  ByteBuffer ready(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      buffer.compact();
      while (buffer.position() < bytes) {
        if (channel.read(buffer) < 0) {
          throw new EOFException("the numbers end early");
        }
      }
      buffer.flip();
    }
    return buffer;
  }
}
