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

  /** The next number, which is a float of 16 to 64 bits. */
  double real(NumberType type) throws IOException {
    return switch (type) {
      case F16 -> half(ready(Short.BYTES).getShort());
      case F32 -> ready(Float.BYTES).getFloat();
      case F64 -> ready(Double.BYTES).getDouble();
      default -> throw new IllegalArgumentException(type + " is read in another way");
    };
  }

  /** What 16 bits stand for: 1 of sign, 5 of exponent, 10 of fraction. */
  static float half(short bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      return Math.copySign(fraction * 0x1p-24f, bits);
    }
    int wide = exponent == 31 ? 255 : exponent + 127 - 15;
    return Float.intBitsToFloat((bits & 0x8000) << 16 | wide << 23 | fraction << 13);
  }

  /** Bytes as they are. */
  void bytes(byte[] numbers) throws IOException {
    int at = 0;
    while (at < numbers.length) {
      ByteBuffer ready = ready(1);
      int some = Math.min(ready.remaining(), numbers.length - at);
      ready.get(numbers, at, some);
      at += some;
    }
  }

  /** The next number, which is an integer that fits a long; false and true are 0 and 1. */
  long integer(NumberType type) throws IOException {
    return switch (type) {
      case BOOL -> ready(1).get() == 0 ? 0 : 1;
      case U8 -> ready(1).get() & 0xff;
      case I8 -> ready(1).get();
      case I16 -> ready(Short.BYTES).getShort();
      case U16 -> ready(Short.BYTES).getShort() & 0xffff;
      case I32 -> ready(Integer.BYTES).getInt();
      case U32 -> ready(Integer.BYTES).getInt() & 0xffff_ffffL;
      case I64 -> ready(Long.BYTES).getLong();
      default -> throw new IllegalArgumentException(type + " is read in another way");
    };
  }

  /**
   * Reads to the end, where checksums are compared.
   *
   * @throws EOFException if it is not the end
   */
  void end() throws IOException {
    if (buffer.hasRemaining() || channel.read(buffer.clear()) >= 0) {
      throw new EOFException("more bytes than numbers");
    }
  }

  /** The buffer, with at least so many bytes to be read. */
  private ByteBuffer ready(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      buffer.compact();
      while (buffer.position() < bytes) {
        if (channel.read(buffer) < 0) {
          throw new EOFException("an early end");
        }
      }
      buffer.flip();
    }
    return buffer;
  }
}
