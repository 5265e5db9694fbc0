package org.refold.nn;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;

/**
 * The derivative of a loss with respect to one matrix: a sum of contributions, one for each use of
 * the matrix. The memory is never cleared: the first contribution overwrites, later ones add.
 *
 * <p>Contributions to some rows only keep the gradient sparse. What the memory holds in other rows
 * then has no meaning and stands for zeros.
 *
 * <p>A {@link RowwiseTerm} that is the only contribution to a parameter is not even stored: an
 * optimiser takes it row by row, see {@link #rowwise}. Everybody else finds it in the memory.
 */
public final class Gradient {

  /** Which rows a gradient has. */
  public enum Extent {
    /** None: the gradient is zero. */
    NOTHING,
    /** Those of {@link Gradient#touchedRows}; all others are zero. */
    SOME_ROWS,
    /** All. */
    ALL_ROWS
  }

  /** One term of the sum. */
  @FunctionalInterface
  public interface Contribution {
    /**
     * Computes {@code sum = beta sum + term}.
     *
     * @param sum what was added up so far. Modified.
     * @param beta 1 to add, or 0 to overwrite without reading
     */
    void addTo(Matrix sum, double beta);
  }

  /**
   * A term that can be computed row by row where it is used. What it reads must stay as it is until
   * the tape begins its next step.
   */
  public interface RowwiseTerm extends Contribution {
    /** Computes each row that is touched, in pieces, each of them once, on all threads. */
    void forEachPiece(PieceUser user);
  }

  /** Takes a piece of a row. */
  @FunctionalInterface
  public interface PieceUser {
    /**
     * Takes a piece of a row; may run on several threads at a time.
     *
     * @param row the row of the matrix
     * @param from the first column
     * @param to after the last
     * @param numbers those of the columns, at the index of the column; may be overwritten
     */
    void take(int row, int from, int to, float[] numbers);
  }

  private final Supplier<Matrix> memory;
  private final boolean lent;
  private @Nullable Matrix matrix;
  private Extent extent = Extent.NOTHING;
  private int[] touched = {};
  private int touchedCount;
  private @Nullable RowwiseTerm waiting;

  private Gradient(Supplier<Matrix> memory, boolean lent) {
    this.memory = memory;
    this.lent = lent;
  }

  /** A gradient in memory of its own, which is asked for when the first term comes. */
  static Gradient owning(Supplier<Matrix> memory) {
    return new Gradient(memory, false);
  }

  /** A gradient in memory of the tape, which is asked for when the first term comes. */
  static Gradient borrowing(Supplier<Matrix> memory) {
    return new Gradient(memory, true);
  }

  /** Which rows hold numbers. */
  public Extent extent() {
    return extent;
  }

  /** The rows that were contributed to, ascending; read {@link #touchedCount} of them. */
  public int[] touchedRows() {
    return touched;
  }

  /** How many of {@link #touchedRows} there are; counted only for {@link Extent#SOME_ROWS}. */
  public int touchedCount() {
    return touchedCount;
  }

  /** The numbers, in the shape of the matrix; only the rows of {@link #extent} have a meaning. */
  public Matrix matrix() {
    Matrix sum = memory();
    settle();
    return sum;
  }

  private Matrix memory() {
    if (matrix == null) {
      matrix = memory.get();
    }
    return matrix;
  }

  /** Stores a term that waits. */
  void settle() {
    if (waiting != null) {
      RowwiseTerm term = waiting;
      waiting = null;
      term.addTo(memory(), 0);
    }
  }

  /**
   * For optimisers: the term whose rows are the touched rows of this gradient, if it is the only
   * one and was not stored yet.
   */
  public Optional<RowwiseTerm> rowwise() {
    return Optional.ofNullable(waiting);
  }

  /** Adds a term to all rows. */
  public void add(Contribution term) {
    if (extent == Extent.SOME_ROWS) {
      clearRowsNotIn(touched, touchedCount);
    }
    term.addTo(matrix(), extent == Extent.NOTHING ? 0 : 1);
    extent = Extent.ALL_ROWS;
  }

  /** Adds a term to all rows; the first one becomes the gradient where that is allowed. */
  void take(Matrix term) {
    if (lent && extent == Extent.NOTHING && matrix == null) {
      matrix = term;
      extent = Extent.ALL_ROWS;
    } else {
      add((sum, beta) -> Arithmetic.of(sum.precision()).add(1, term, beta, sum));
    }
  }

  /**
   * Adds a term to some rows.
   *
   * @param rows the rows, ascending and without repetition. Not modified.
   * @param count how many of {@code rows} to take
   * @param term changes these rows and no other
   */
  public void addRows(int[] rows, int count, Contribution term) {
    boolean first = extent == Extent.NOTHING;
    if (first && !lent && term instanceof RowwiseTerm rowwise) {
      touch(rows, count);
      extent = Extent.SOME_ROWS;
      waiting = rowwise;
      return;
    }
    if (extent != Extent.ALL_ROWS) {
      touch(rows, count);
      extent = Extent.SOME_ROWS;
    }
    term.addTo(matrix(), first ? 0 : 1);
  }

  /** Joins the rows to those already touched, and clears the new ones unless all are new. */
  private void touch(int[] rows, int count) {
    if (extent == Extent.NOTHING) {
      touched = touched.length < count ? Arrays.copyOf(rows, count) : touched;
      System.arraycopy(rows, 0, touched, 0, count);
      touchedCount = count;
      return;
    }
    int[] union = new int[touchedCount + count];
    int size = 0;
    int old = 0;
    for (int k = 0; k < count; k++) {
      while (old < touchedCount && touched[old] < rows[k]) {
        union[size++] = touched[old++];
      }
      if (old < touchedCount && touched[old] == rows[k]) {
        old++;
      } else {
        clearRows(rows[k], rows[k] + 1);
      }
      union[size++] = rows[k];
    }
    System.arraycopy(touched, old, union, size, touchedCount - old);
    touchedCount = size + touchedCount - old;
    touched = union;
  }

  private void clearRowsNotIn(int[] rows, int count) {
    int next = 0;
    for (int k = 0; k < count; k++) {
      clearRows(next, rows[k]);
      next = rows[k] + 1;
    }
    clearRows(next, matrix().rows());
  }

  private void clearRows(int from, int to) {
    if (from < to) {
      matrix().rowsView(from, to).clear();
    }
  }

  /** Back to zero, without touching the memory. */
  public void forget() {
    extent = Extent.NOTHING;
    touchedCount = 0;
    waiting = null;
  }

  /** Back to zero, and frees memory of its own; terms that come later ask for it anew. */
  public void release() {
    forget();
    if (!lent && matrix != null) {
      matrix.close();
      matrix = null;
    }
  }

  /** The memory, with zeros written where they were only meant. */
  public Matrix filled() {
    if (extent == Extent.NOTHING) {
      matrix().clear();
    } else if (extent == Extent.SOME_ROWS) {
      clearRowsNotIn(touched, touchedCount);
    }
    extent = Extent.ALL_ROWS;
    return matrix();
  }
}
