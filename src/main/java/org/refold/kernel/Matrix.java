package org.refold.kernel;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Locale;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A dense matrix {@code [rows, columns]} outside the Java heap, row after row without gaps: what
 * {@link Blas} and {@link Lapack} work on where it lies. All numbers are zero at first.
 *
 * <p>Loops over its numbers read a row into a small array, which stays in cache, work there and
 * write it back: {@link #read} and {@link #write}. Different threads may work on different rows at
 * the same time.
 *
 * <p>A matrix may be a view of another one's rows ({@link #rowsView}) or of a {@link Workspace};
 * closing the owner ends its views. Use after closing throws or, through views, is undefined.
 */
public final class Matrix implements AutoCloseable {

  /** A direct buffer holds at most 2 GB: larger matrices are reached through several. */
  private static final long WINDOW_BYTES = 1L << 30;

  private final Memory memory;
  private final boolean owner;
  private final Precision precision;
  private final long offset;
  private final int rows;
  private final int columns;
  private final int windowRows;
  private FloatBuffer[] floatWindows = {};
  private DoubleBuffer[] doubleWindows = {};

  private Matrix(
      Memory memory, boolean owner, Precision precision, long offset, int rows, int columns) {
    this.memory = memory;
    this.owner = owner;
    this.precision = precision;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    long rowBytes = Math.max(1, (long) columns * precision.bytes());
    this.windowRows = (int) Math.max(1, Math.min(Math.max(1, rows), WINDOW_BYTES / rowBytes));
    openWindows();
  }

  private void openWindows() {
    int windows = (rows + windowRows - 1) / windowRows;
    if (precision == Precision.FLOAT) {
      floatWindows = new FloatBuffer[windows];
    } else {
      doubleWindows = new DoubleBuffer[windows];
    }
    for (int w = 0; w < windows; w++) {
      long from = offset + (long) w * windowRows * columns;
      long length = (long) Math.min(windowRows, rows - w * windowRows) * columns;
      if (precision == Precision.FLOAT) {
        floatWindows[w] = memory.floats(from, length).asBuffer();
      } else {
        doubleWindows[w] = memory.doubles(from, length).asBuffer();
      }
    }
  }

  /** A matrix of floats, all zero. */
  public static Matrix floats(int rows, int columns) {
    return zeros(Precision.FLOAT, rows, columns);
  }

  /** A matrix of doubles, all zero. */
  public static Matrix doubles(int rows, int columns) {
    return zeros(Precision.DOUBLE, rows, columns);
  }

  /**
   * A matrix of zeros.
   *
   * @throws IllegalArgumentException if a length is negative or the memory is not there
   */
  public static Matrix zeros(Precision precision, int rows, int columns) {
    checkShape(rows, columns);
    Memory memory = Memory.allocate((long) rows * columns * precision.bytes());
    return new Matrix(memory, true, precision, 0, rows, columns);
  }

  /** A matrix of floats with the numbers of an array, row after row. */
  public static Matrix of(int rows, int columns, float... numbers) {
    checkCount(rows, columns, numbers.length);
    Matrix matrix = floats(rows, columns);
    matrix.writeRows(0, rows, numbers, 0);
    return matrix;
  }

  /** A matrix of doubles with the numbers of an array, row after row. */
  public static Matrix of(int rows, int columns, double... numbers) {
    checkCount(rows, columns, numbers.length);
    Matrix matrix = doubles(rows, columns);
    matrix.writeRows(0, rows, numbers, 0);
    return matrix;
  }

  /** A view of a block's memory; {@code offset} in numbers. */
  static Matrix view(Memory memory, Precision precision, long offset, int rows, int columns) {
    checkShape(rows, columns);
    return new Matrix(memory, false, precision, offset, rows, columns);
  }

  private static void checkShape(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + " x " + columns + " was asked for; lengths must not be negative");
    }
  }

  private static void checkCount(int rows, int columns, int numbers) {
    checkShape(rows, columns);
    if ((long) rows * columns != numbers) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + " x " + columns + " was given " + numbers + " numbers");
    }
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** The number of numbers. */
  public long size() {
    return (long) rows * columns;
  }

  /** How the numbers are stored. */
  public Precision precision() {
    return precision;
  }

  /** The rows {@code from <= row < to} as a matrix on the same memory. */
  public Matrix rowsView(int from, int to) {
    if (from < 0 || to < from || to > rows) {
      throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of " + rows);
    }
    return new Matrix(memory, false, precision, offset + (long) from * columns, to - from, columns);
  }

  /** The same numbers, row after row, in another shape of the same size. */
  public Matrix reshaped(int newRows, int newColumns) {
    checkShape(newRows, newColumns);
    if ((long) newRows * newColumns != size()) {
      throw new IllegalArgumentException(
          "a matrix of " + shape() + " cannot become one of " + newRows + " x " + newColumns);
    }
    return new Matrix(memory, false, precision, offset, newRows, newColumns);
  }

  /** One number, for tests and small things: loops read whole rows. */
  public double get(int row, int column) {
    int at = at(row, column);
    return precision == Precision.FLOAT
        ? floatWindows[row / windowRows].get(at)
        : doubleWindows[row / windowRows].get(at);
  }

  /** Sets one number, for tests and small things: loops write whole rows. */
  public void set(int row, int column, double value) {
    int at = at(row, column);
    if (precision == Precision.FLOAT) {
      floatWindows[row / windowRows].put(at, (float) value);
    } else {
      doubleWindows[row / windowRows].put(at, value);
    }
  }

  private int at(int row, int column) {
    if (row < 0 || row >= rows || column < 0 || column >= columns) {
      throw new IndexOutOfBoundsException("(" + row + ", " + column + ") of a matrix " + shape());
    }
    return row % windowRows * columns + column;
  }

  /**
   * Copies part of a row out.
   *
   * @param row the row
   * @param column the first column
   * @param to receives the numbers. Modified.
   * @param start where they begin in {@code to}
   * @param length how many
   */
  public void read(int row, int column, float[] to, int start, int length) {
    require(Precision.FLOAT);
    try {
      floatWindows[row / windowRows].get(row % windowRows * columns + column, to, start, length);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Copies part of a row out, from a matrix of doubles; see the version for floats. */
  public void read(int row, int column, double[] to, int start, int length) {
    require(Precision.DOUBLE);
    try {
      doubleWindows[row / windowRows].get(row % windowRows * columns + column, to, start, length);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Copies part of a row in.
   *
   * @param row the row. Modified.
   * @param column the first column
   * @param from the numbers. Not modified.
   * @param start where they begin in {@code from}
   * @param length how many
   */
  public void write(int row, int column, float[] from, int start, int length) {
    require(Precision.FLOAT);
    try {
      floatWindows[row / windowRows].put(row % windowRows * columns + column, from, start, length);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Copies part of a row in, to a matrix of doubles; see the version for floats. */
  public void write(int row, int column, double[] from, int start, int length) {
    require(Precision.DOUBLE);
    try {
      doubleWindows[row / windowRows].put(row % windowRows * columns + column, from, start, length);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Copies a whole row to the beginning of an array. */
  public void readRow(int row, float[] to) {
    read(row, 0, to, 0, columns);
  }

  /** Copies a whole row to the beginning of an array. */
  public void readRow(int row, double[] to) {
    read(row, 0, to, 0, columns);
  }

  /** Copies a whole row from the beginning of an array. */
  public void writeRow(int row, float[] from) {
    write(row, 0, from, 0, columns);
  }

  /** Copies a whole row from the beginning of an array. */
  public void writeRow(int row, double[] from) {
    write(row, 0, from, 0, columns);
  }

  /** Copies whole rows out, one after the other. */
  public void readRows(int from, int to, float[] into, int start) {
    for (int row = from; row < to; row = windowEnd(row, to)) {
      int length = (windowEnd(row, to) - row) * columns;
      read(row, 0, into, start + (row - from) * columns, length);
    }
  }

  /** Copies whole rows out, one after the other. */
  public void readRows(int from, int to, double[] into, int start) {
    for (int row = from; row < to; row = windowEnd(row, to)) {
      int length = (windowEnd(row, to) - row) * columns;
      read(row, 0, into, start + (row - from) * columns, length);
    }
  }

  /** Copies whole rows in, one after the other. */
  public void writeRows(int from, int to, float[] numbers, int start) {
    for (int row = from; row < to; row = windowEnd(row, to)) {
      int length = (windowEnd(row, to) - row) * columns;
      write(row, 0, numbers, start + (row - from) * columns, length);
    }
  }

  /** Copies whole rows in, one after the other. */
  public void writeRows(int from, int to, double[] numbers, int start) {
    for (int row = from; row < to; row = windowEnd(row, to)) {
      int length = (windowEnd(row, to) - row) * columns;
      write(row, 0, numbers, start + (row - from) * columns, length);
    }
  }

  /** The end of the rows that lie in one piece with some row, at most {@code to}. */
  private int windowEnd(int row, int to) {
    return (int) Math.min(to, (row / windowRows + 1L) * windowRows);
  }

  /** The same numbers in memory of their own. */
  public Matrix copy() {
    Matrix copy = zeros(precision, rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        copy.set(row, column, get(row, column));
      }
    }
    return copy;
  }

  /** Sets all numbers to zero. */
  public void clear() {
    if (size() > 0) {
      Pointer at = precision == Precision.FLOAT ? floatsFrom(0, 0) : doublesFrom(0, 0);
      Pointer.memset(at, 0, size() * precision.bytes());
    }
  }

  /** The memory from some number on, for native code that takes it where it lies. */
  FloatPointer floatsFrom(int row, int column) {
    require(Precision.FLOAT);
    long skipped = (long) row * columns + column;
    return memory.floats(offset + skipped, size() - skipped);
  }

  /** The memory from some number on, for native code that takes it where it lies. */
  DoublePointer doublesFrom(int row, int column) {
    require(Precision.DOUBLE);
    long skipped = (long) row * columns + column;
    return memory.doubles(offset + skipped, size() - skipped);
  }

  /** The address of the first number, aligned to 64 bytes where this is not a view. */
  public FloatPointer floatPointer() {
    return floatsFrom(0, 0);
  }

  /** The address of the first number, aligned to 64 bytes where this is not a view. */
  public DoublePointer doublePointer() {
    return doublesFrom(0, 0);
  }

  private void require(Precision wanted) {
    if (precision != wanted) {
      throw new IllegalArgumentException(
          "the matrix holds numbers of precision " + precision + ", but was used as " + wanted);
    }
  }

  /** Such as {@code 500 x 3706}. */
  String shape() {
    return rows + " x " + columns;
  }

  /** Gives the memory back, where this is not a view. */
  @Override
  public void close() {
    if (owner) {
      floatWindows = new FloatBuffer[0];
      doubleWindows = new DoubleBuffer[0];
      memory.close();
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Matrix[%s, %s]", shape(), precision);
  }
}
