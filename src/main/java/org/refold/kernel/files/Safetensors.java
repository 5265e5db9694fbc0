package org.refold.kernel.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.settings.BadInputException;

/**
 * A safetensors file, open for reading: named arrays and texts. Opening it reads and checks the
 * header; the numbers of an array are read when it is asked for, straight into its matrix. Not safe
 * for several threads. {@link SafetensorsWriter} writes such files.
 *
 * <p>Layout: 8 bytes length of the header, the header in JSON, the numbers in little-endian order.
 */
public final class Safetensors implements AutoCloseable {

  /** What the scales of a matrix of bytes are called, after its name. */
  static final String SCALES = ".scales";

  /** What other readers accept at most: about 800,000 tensors. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private final Path file;
  private final FileChannel channel;
  private final long dataStart;
  private final SafetensorsHeader header;

  private Safetensors(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    long fileBytes = channel.size();
    long headerBytes = fileBytes < Long.BYTES ? -1 : read(0, Long.BYTES).getLong();
    long most = Math.min(MAX_HEADER_BYTES, fileBytes - Long.BYTES);
    if (headerBytes < 0 || headerBytes > most) {
      throw SafetensorsHeader.damaged(
          file,
          "header",
          String.format(
              Locale.ROOT,
              "a length of %s in a file of %d bytes",
              Long.toUnsignedString(headerBytes),
              fileBytes),
          "0 to " + Math.max(0, most));
    }
    this.dataStart = Long.BYTES + headerBytes;
    this.header =
        SafetensorsHeader.parse(file, read(Long.BYTES, (int) headerBytes), fileBytes - dataStart);
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws BadInputException if it is no safetensors file, or a damaged one
   * @throws IOException if it cannot be read
   */
  public static Safetensors open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new Safetensors(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private ByteBuffer read(long from, int bytes) throws IOException {
    channel.position(from);
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException(file + " became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  /** The arrays by name: type and shape of each. */
  public SortedMap<String, StoredTensor> tensors() {
    return Collections.unmodifiableSortedMap(header.tensors());
  }

  /** The texts of the file by name. */
  public SortedMap<String, String> metadata() {
    return Collections.unmodifiableSortedMap(header.metadata());
  }

  /**
   * An array of floats or doubles as a new matrix of the same precision, which the caller closes. A
   * single number is 1 x 1, an array of one dimension a row.
   *
   * @throws BadInputException if there is no such array, or it is of another type or has more than
   *     two dimensions
   */
  public Matrix read(String name) throws IOException {
    StoredTensor tensor = tensor(name, List.of(NumberType.F32, NumberType.F64));
    int dimensions = tensor.shape().size();
    if (dimensions > 2) {
      throw unfit(tensor, "at most two dimensions");
    }
    Matrix matrix =
        Matrix.zeros(
            tensor.type() == NumberType.F32 ? Precision.FLOAT : Precision.DOUBLE,
            dimensions < 2 ? 1 : length(tensor, tensor.shape().get(0)),
            dimensions < 1 ? 1 : length(tensor, tensor.shape().get(dimensions - 1)));
    try {
      numbers(tensor).read(matrix);
      return matrix;
    } catch (IOException | RuntimeException e) {
      matrix.close();
      throw e;
    }
  }

  /**
   * Reads an array into a matrix of its precision and shape; an array of one dimension into a row.
   *
   * @param matrix receives the numbers. Modified.
   * @throws BadInputException if there is no such array or it does not fit; the matrix is as it was
   *     then
   */
  public void readInto(String name, Matrix matrix) throws IOException {
    NumberType wanted = matrix.precision() == Precision.FLOAT ? NumberType.F32 : NumberType.F64;
    StoredTensor tensor = tensor(name, List.of(wanted));
    List<Long> shape = List.of((long) matrix.rows(), (long) matrix.columns());
    boolean row = matrix.rows() == 1 && tensor.shape().equals(shape.subList(1, 2));
    if (!row && !tensor.shape().equals(shape)) {
      throw unfit(tensor, wanted + " " + shape);
    }
    numbers(tensor).read(matrix);
  }

  /**
   * Reads a matrix that {@link SafetensorsWriter#addBytes} rounded to bytes.
   *
   * @param matrix of floats, receives the numbers. Modified.
   * @throws BadInputException if there is no such array, or none of its scales, or they do not fit
   */
  public void readBytesInto(String name, Matrix matrix) throws IOException {
    float[] scales = scales(name, matrix.rows());
    float[] floats = new float[matrix.columns()];
    readBytes(
        name,
        matrix.rows(),
        matrix.columns(),
        (row, numbers) -> {
          for (int c = 0; c < floats.length; c++) {
            floats[c] = scales[row] * numbers[c];
          }
          matrix.writeRow(row, floats);
        });
  }

  /** Takes the rows of a matrix of bytes, one after the other. */
  @FunctionalInterface
  public interface ByteRowTaker {
    /**
     * @param row which
     * @param numbers its bytes; another row has them in the same array
     */
    void take(int row, byte[] numbers);
  }

  /**
   * Reads such a matrix as the bytes that the file has.
   *
   * @return the scale of each row
   * @throws BadInputException as {@link #readBytesInto}
   */
  public float[] readBytes(String name, int rows, int columns, ByteRowTaker taker)
      throws IOException {
    float[] scales = scales(name, rows);
    StoredTensor tensor = tensor(name, List.of(NumberType.I8));
    List<Long> shape = List.of((long) rows, (long) columns);
    if (!tensor.shape().equals(shape)) {
      throw unfit(tensor, NumberType.I8 + " " + shape);
    }
    NumberInput in = numbers(tensor);
    byte[] numbers = new byte[columns];
    for (int row = 0; row < rows; row++) {
      in.bytes(numbers);
      taker.take(row, numbers);
    }
    return scales;
  }

  private float[] scales(String name, int rows) throws IOException {
    float[] scales = new float[rows];
    try (Matrix row = Matrix.floats(1, rows)) {
      readInto(name + SCALES, row);
      row.readRow(0, scales);
    }
    return scales;
  }

  /**
   * An array of 32-bit integers, of any shape, row after row.
   *
   * @throws BadInputException if there is no such array or it is of another type
   */
  public int[] ints(String name) throws IOException {
    StoredTensor tensor = tensor(name, List.of(NumberType.I32));
    return numbers(tensor).ints(length(tensor, tensor.size()));
  }

  /**
   * An array of 64-bit integers, of any shape, row after row.
   *
   * @throws BadInputException if there is no such array or it is of another type
   */
  public long[] longs(String name) throws IOException {
    StoredTensor tensor = tensor(name, List.of(NumberType.I64));
    return numbers(tensor).longs(length(tensor, tensor.size()));
  }

  private NumberInput numbers(StoredTensor tensor) throws IOException {
    channel.position(dataStart + tensor.begin());
    return new NumberInput(channel, ByteOrder.LITTLE_ENDIAN);
  }

  private StoredTensor tensor(String name, List<NumberType> types) throws BadInputException {
    StoredTensor tensor = header.tensors().get(name);
    if (tensor == null) {
      throw ArrayFileFault.of(
          file,
          SafetensorsHeader.where(name),
          "no such tensor",
          "one of " + header.tensors().keySet(),
          "check the name, or whether this is the file of another model");
    }
    if (!types.contains(tensor.type())) {
      throw unfit(tensor, "one of the types " + types);
    }
    return tensor;
  }

  private int length(StoredTensor tensor, long length) throws BadInputException {
    if (length > Integer.MAX_VALUE) {
      throw unfit(tensor, "lengths below 2^31");
    }
    return (int) length;
  }

  private BadInputException unfit(StoredTensor tensor, String expected) {
    return ArrayFileFault.of(
        file,
        SafetensorsHeader.where(tensor.name()),
        tensor.described(),
        expected,
        "check whether this is the file of another model, or store the tensor in that form");
  }

  /** Closes the file; matrices that were read stay. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
