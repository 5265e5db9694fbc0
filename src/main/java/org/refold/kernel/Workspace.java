package org.refold.kernel;

/**
 * Working memory outside the heap that is taken once and used again and again: matrices are cut
 * from one block, one after the other, and {@link #rewind()} starts over. A training step asks for
 * the same shapes in the same order every time, and gets the same memory.
 *
 * <p>A matrix from here holds whatever was there before, and is valid until the next rewind. Not
 * safe for use by several threads.
 */
public final class Workspace implements AutoCloseable {

  /** Every matrix begins on a cache line of its own. */
  private static final int ALIGNMENT = 64;

  private final Memory memory;
  private final Precision precision;
  private final long capacity;
  private long used;
  private long peak;

  private Workspace(Precision precision, long capacity) {
    this.precision = precision;
    this.capacity = capacity;
    this.memory = Memory.allocate(Math.multiplyExact(capacity, (long) precision.bytes()));
  }

  /**
   * Takes the memory.
   *
   * @param precision of all matrices
   * @param capacity in numbers; each matrix takes a whole number of cache lines
   * @throws IllegalArgumentException if the capacity is negative or not there
   */
  public static Workspace of(Precision precision, long capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException(
          "a workspace of " + capacity + " numbers was asked for; it must not be negative");
    }
    return new Workspace(precision, capacity);
  }

  /**
   * The next matrix; its numbers are whatever was there before.
   *
   * @throws IllegalStateException if the workspace is used up
   */
  public Matrix take(int rows, int columns) {
    long length = whole((long) rows * columns, precision);
    if (used + length > capacity) {
      throw new IllegalStateException(
          "the workspace holds "
              + capacity
              + " numbers, of which "
              + used
              + " are in use: a matrix of "
              + (rows + " x " + columns)
              + " does not fit; make it larger or rewind it");
    }
    Matrix matrix = Matrix.view(memory, precision, used, rows, columns);
    used += length;
    peak = Math.max(peak, used);
    return matrix;
  }

  /** The numbers that a matrix of so many takes in a workspace: whole cache lines. */
  public static long whole(long numbers, Precision precision) {
    int line = ALIGNMENT / precision.bytes();
    return (numbers + line - 1) / line * line;
  }

  /** Starts over: all matrices given out so far will be given out again. */
  public void rewind() {
    used = 0;
  }

  /** The most numbers that were in use at a time. */
  public long peak() {
    return peak;
  }

  /** Gives the memory back; matrices from here must not be used any more. */
  @Override
  public void close() {
    memory.close();
  }
}
