package org.refold.kernel.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.settings.BadInputException;

/**
 * An array as numpy keeps it, in an {@code .npy} file or in one of the entries of an {@link Npz}:
 * bool, int8 to int64, uint8 to uint32 or float16 to float64, in either order of bytes and of rows
 * and columns, with at most two dimensions. Numbers are read when they are asked for, and come out
 * row after row, whatever their order in the file.
 */
public final class Npy {

  /** Beyond this not every integer is a double. */
  private static final long EXACT = 1L << 53;

  private final Path file;
  private final String where;
  private final Bytes bytes;
  private final NpyHeader header;

  /** The bytes of the array, from the beginning at each call. */
  interface Bytes {
    InputStream open() throws IOException;
  }

  /**
   * @param where the array in the file, for messages
   * @param length how many bytes there are, which is not believed where they come out of a zip
   */
  Npy(Path file, String where, long length, Bytes bytes) throws IOException {
    this.file = file;
    this.where = where;
    this.bytes = bytes;
    try (InputStream in = bytes.open()) {
      this.header = NpyHeader.read(file, where, in);
    } catch (ZipException | EOFException e) {
      throw NpyHeader.damaged(file, where, "damaged bytes (" + e.getMessage() + ")", "a header");
    }
    long expected = header.dataBytes(file, where);
    if (length - header.length() != expected) {
      throw NpyHeader.damaged(
          file,
          where,
          length - header.length() + " bytes of numbers",
          String.format(Locale.ROOT, "%d for %s %s", expected, header.type(), header.shape()));
    }
  }

  /**
   * Opens an {@code .npy} file and checks its header; nothing stays open.
   *
   * @throws BadInputException if it is no such file, a damaged one or one of other types
   * @throws IOException if it cannot be read
   */
  public static Npy open(Path file) throws IOException {
    return new Npy(file, "array", Files.size(file), () -> Files.newInputStream(file));
  }

  /** How the numbers are stored. */
  public NumberType type() {
    return header.type();
  }

  /** The lengths; empty for a single number. */
  public List<Long> shape() {
    return header.shape();
  }

  /**
   * The numbers as a new matrix, which the caller closes: of floats where each of them is a float
   * for certain, else of doubles. A single number is 1 x 1, an array of one dimension a row.
   *
   * @throws BadInputException if it has more than two dimensions, is damaged, or holds an integer
   *     that no double is equal to
   */
  public Matrix matrix() throws IOException {
    return switch (type()) {
      case F64, I32, U32, I64 -> matrix(Precision.DOUBLE);
      default -> matrix(Precision.FLOAT);
    };
  }

  /** The same in a precision of choice: floats are the nearest ones to what the file has. */
  public Matrix matrix(Precision precision) throws IOException {
    Matrix matrix = Matrix.zeros(precision, rows(), columns());
    try {
      boolean same = type() == (precision == Precision.FLOAT ? NumberType.F32 : NumberType.F64);
      if (same && !header.fortran()) {
        read(in -> in.read(matrix));
      } else {
        readEach((row, column, in) -> matrix.set(row, column, real(in)));
      }
      return matrix;
    } catch (IOException | RuntimeException e) {
      matrix.close();
      throw e;
    }
  }

  /**
   * Integers, row after row.
   *
   * @throws BadInputException if the file has other numbers, or one beyond 32 bits
   */
  public int[] ints() throws IOException {
    long[] numbers = longs();
    int[] ints = new int[numbers.length];
    for (int k = 0; k < ints.length; k++) {
      ints[k] = (int) numbers[k];
      if (ints[k] != numbers[k]) {
        throw unfit("the number " + numbers[k], "integers of 32 bits", "read them as longs");
      }
    }
    return ints;
  }

  /**
   * Integers, row after row.
   *
   * @throws BadInputException if the file has other numbers
   */
  public long[] longs() throws IOException {
    if (!type().isInteger()) {
      throw unfit(type() + " numbers", "integers", "read them as a matrix");
    }
    int columns = columns();
    long[] numbers = new long[length((long) rows() * columns)];
    readEach((row, column, in) -> numbers[row * columns + column] = in.integer(type()));
    return numbers;
  }

  /** Writes a matrix as float32 or float64, row after row, whole or not at all. */
  public static void write(Path file, Matrix matrix) throws IOException {
    write(file, Outgoing.of(matrix));
  }

  /** Writes an array of one dimension as int32. */
  public static void write(Path file, int[] numbers) throws IOException {
    write(file, Outgoing.of(numbers));
  }

  /** Writes an array of one dimension as int64. */
  public static void write(Path file, long[] numbers) throws IOException {
    write(file, Outgoing.of(numbers));
  }

  private static void write(Path file, Outgoing array) throws IOException {
    WholeFile.write(file, channel -> write(new NumberOutput(channel), array));
  }

  static void write(NumberOutput out, Outgoing array) throws IOException {
    out.put(NpyHeader.of(array));
    array.numbers().writeTo(out);
    out.flush();
  }

  private int rows() throws BadInputException {
    if (shape().size() > 2) {
      throw unfit(
          "shape " + shape(), "at most two dimensions", "save it with array.reshape(n, -1)");
    }
    return shape().size() < 2 ? 1 : length(shape().get(0));
  }

  private int columns() throws BadInputException {
    return shape().isEmpty() ? 1 : length(shape().get(shape().size() - 1));
  }

  private int length(long length) throws BadInputException {
    if (length > Integer.MAX_VALUE - 8) {
      throw unfit("shape " + shape(), "lengths below 2^31", "save it in several parts");
    }
    return (int) length;
  }

  private interface Reading {
    void from(NumberInput in) throws IOException;
  }

  private interface Placing {
    void next(int row, int column, NumberInput in) throws IOException;
  }

  private void readEach(Placing placing) throws IOException {
    int outer = header.fortran() ? columns() : rows();
    int inner = header.fortran() ? rows() : columns();
    read(
        in -> {
          for (int a = 0; a < outer; a++) {
            for (int b = 0; b < inner; b++) {
              placing.next(header.fortran() ? b : a, header.fortran() ? a : b, in);
            }
          }
        });
  }

  private void read(Reading reading) throws IOException {
    try (InputStream in = bytes.open()) {
      in.skipNBytes(header.length());
      NumberInput numbers = new NumberInput(Channels.newChannel(in), header.order());
      reading.from(numbers);
      numbers.end();
    } catch (ZipException | EOFException e) {
      throw NpyHeader.damaged(file, where, e.getMessage() + " in its bytes", "whole numbers");
    }
  }

  private double real(NumberInput in) throws IOException {
    if (!type().isInteger()) {
      return in.real(type());
    }
    long number = in.integer(type());
    if (Math.abs(number) > EXACT) {
      throw unfit("the integer " + number, "at most 2^53 for a double", "read them as longs");
    }
    return number;
  }

  private BadInputException unfit(String found, String expected, String remedy) {
    return ArrayFileFault.of(file, where, found, expected, remedy);
  }
}
