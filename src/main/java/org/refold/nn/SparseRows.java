package org.refold.nn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A batch of sparse rows, {@code [rows, columns]}: for each row the columns that hold something,
 * and what they hold. Reused from batch to batch: {@link #clear} and {@link #addRow} fill it anew
 * and allocate only when it grows.
 */
public final class SparseRows {

  private int columns;
  private int rows;
  private int[] starts = new int[1];
  private int[] indices = {};
  private double[] values = {};
  private float[] singles = {};
  private final ByColumn byColumn = new ByColumn();
  private boolean byColumnStale = true;

  /** Whose places were taken over, and with them its index. */
  private @Nullable SparseRows model;

  /** A batch without rows. */
  public SparseRows(int columns) {
    clear(columns);
  }

  /** Rows of ones: the items of each user. */
  public static SparseRows ofOnes(int columns, int[]... rows) {
    SparseRows batch = new SparseRows(columns);
    for (int[] row : rows) {
      batch.addRow(row, 0, row.length);
    }
    return batch;
  }

  /** One entry of one per row: an embedding lookup as a sparse matrix. */
  public static SparseRows oneHot(int columns, int... ids) {
    SparseRows batch = new SparseRows(columns);
    for (int id : ids) {
      batch.startRow();
      batch.add(id, 1);
    }
    return batch;
  }

  /** Drops all rows. */
  public void clear(int newColumns) {
    if (newColumns < 0) {
      throw new IllegalArgumentException("columns is " + newColumns + "; it must not be negative");
    }
    columns = newColumns;
    rows = 0;
    model = null;
    byColumnStale = true;
  }

  /** Begins another row; {@link #add} fills it. */
  public void startRow() {
    if (rows + 1 == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length + 14);
    }
    starts[rows + 1] = starts[rows];
    rows++;
    changed();
  }

  /** Adds an entry to the last row. */
  public void add(int column, double value) {
    if (column < 0 || column >= columns) {
      throw new IndexOutOfBoundsException("column " + column + " of " + columns);
    }
    reserve(1);
    int at = starts[rows]++;
    indices[at] = column;
    values[at] = value;
    changed();
  }

  private void changed() {
    model = null;
    byColumnStale = true;
  }

  /** Adds a row of ones in the columns {@code items[from .. to)}. */
  public void addRow(int[] items, int from, int to) {
    startRow();
    reserve(to - from);
    for (int k = from; k < to; k++) {
      add(items[k], 1);
    }
  }

  /** Adds a row of {@code contents[k]} in the columns {@code items[k]}, {@code from <= k < to}. */
  public void addRow(int[] items, float[] contents, int from, int to) {
    startRow();
    reserve(to - from);
    for (int k = from; k < to; k++) {
      add(items[k], contents[k]);
    }
  }

  /**
   * Takes the places of the entries of another batch over, but not what they hold. The other must
   * not change while this is used.
   */
  public void copyPattern(SparseRows other) {
    clear(other.columns);
    model = other;
    rows = other.rows;
    if (starts.length <= rows) {
      starts = new int[other.starts.length];
    }
    System.arraycopy(other.starts, 0, starts, 0, rows + 1);
    if (indices.length < size()) {
      indices = new int[other.indices.length];
      values = new double[other.indices.length];
    }
    System.arraycopy(other.indices, 0, indices, 0, size());
  }

  private void reserve(int more) {
    int needed = size() + more;
    if (needed > indices.length) {
      int length = Math.max(needed, indices.length + indices.length / 2 + 16);
      indices = Arrays.copyOf(indices, length);
      values = Arrays.copyOf(values, length);
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

  /** The number of entries. */
  public int size() {
    return starts[rows];
  }

  /** The position of the first entry of a row; {@code start(rows())} is {@link #size}. */
  public int start(int row) {
    return starts[row];
  }

  /** The position after the last entry of a row. */
  public int end(int row) {
    return starts[row + 1];
  }

  /** The column of the entry at a position. */
  public int column(int position) {
    return indices[position];
  }

  /** What the entry at a position holds. */
  public double value(int position) {
    return values[position];
  }

  /** The columns of all entries by position; {@link #size} of them. Not to be modified. */
  int[] columnsByPosition() {
    return indices;
  }

  /** What all entries hold, in single precision by position. Not to be modified. */
  float[] singlesByPosition() {
    if (singles.length < size()) {
      singles = new float[indices.length];
    }
    for (int at = 0; at < size(); at++) {
      singles[at] = (float) values[at];
    }
    return singles;
  }

  /** Changes what the entry at a position holds. */
  public void setValue(int position, double value) {
    values[position] = value;
  }

  /** The same entries, sorted by column; valid until rows are added or dropped. */
  public ByColumn byColumn() {
    if (model != null) {
      return model.byColumn();
    }
    if (byColumnStale) {
      byColumn.index(this);
      byColumnStale = false;
    }
    return byColumn;
  }

  /** The entries of a batch sorted by column, and by row within a column. */
  public static final class ByColumn {

    private int[] starts = {};
    private int[] rowOf = {};
    private int[] positionOf = {};
    private float[] singles = {};
    private int[] filled = {};
    private int filledCount;
    private boolean rowsAscend;

    private ByColumn() {}

    private void index(SparseRows batch) {
      if (starts.length < batch.columns + 2) {
        starts = new int[batch.columns + 2];
        filled = new int[batch.columns];
      }
      if (rowOf.length < batch.size()) {
        rowOf = new int[batch.indices.length];
        positionOf = new int[batch.indices.length];
      }
      Arrays.fill(starts, 0);
      for (int k = 0; k < batch.size(); k++) {
        starts[batch.indices[k] + 2]++;
      }
      for (int column = 0; column < batch.columns; column++) {
        starts[column + 2] += starts[column + 1];
      }
      rowsAscend = true;
      for (int row = 0; row < batch.rows; row++) {
        int last = -1;
        for (int k = batch.starts[row]; k < batch.starts[row + 1]; k++) {
          int column = batch.indices[k];
          int at = starts[column + 1]++;
          rowOf[at] = row;
          positionOf[at] = k;
          rowsAscend &= column >= last;
          last = column;
        }
      }
      filledCount = 0;
      for (int column = 0; column < batch.columns; column++) {
        if (starts[column] < starts[column + 1]) {
          filled[filledCount++] = column;
        }
      }
    }

    /** The columns that have entries, ascending; read {@link #filledCount} of them. */
    public int[] filled() {
      return filled;
    }

    /** Whether the columns of each row ascend in the batch, none of them going back. */
    boolean rowsAscend() {
      return rowsAscend;
    }

    /** How many columns have entries. */
    public int filledCount() {
      return filledCount;
    }

    /** The rank of the first entry of a column. */
    public int start(int column) {
      return starts[column];
    }

    /** The rank after the last entry of a column. */
    public int end(int column) {
      return starts[column + 1];
    }

    /** How many entries a column has. */
    public int count(int column) {
      return end(column) - start(column);
    }

    /** The rows of all entries by rank. Not to be modified. */
    int[] rowsByRank() {
      return rowOf;
    }

    /** What all entries hold, in single precision by rank. Not to be modified. */
    float[] singlesByRank(SparseRows batch) {
      if (singles.length < batch.size()) {
        singles = new float[positionOf.length];
      }
      for (int rank = 0; rank < batch.size(); rank++) {
        singles[rank] = (float) batch.values[positionOf[rank]];
      }
      return singles;
    }

    /** The row of the entry of a rank. */
    public int row(int rank) {
      return rowOf[rank];
    }

    /** The position, in the batch, of the entry of a rank. */
    public int position(int rank) {
      return positionOf[rank];
    }
  }
}
