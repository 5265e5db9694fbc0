package org.refold.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A binary matrix in compressed sparse rows: for each row the columns that hold a one. Immutable.
 *
 * <p>Of interactions it says who interacted with what, whatever the values and however often; the
 * columns of a row ascend then. It also holds the users or categories of each item, and the
 * candidates of each user.
 */
public final class BinaryMatrix {

  private final int columnCount;
  private final int[] starts;
  private final int[] columns;

  private BinaryMatrix(int columnCount, int[] starts, int[] columns) {
    this.columnCount = columnCount;
    this.starts = starts;
    this.columns = columns;
  }

  /**
   * A matrix of given rows.
   *
   * @param columnCount how many columns there are
   * @param rows for each row its columns, each once; kept in this order. Copied
   */
  public static BinaryMatrix of(int columnCount, List<int[]> rows) {
    int[] starts = new int[rows.size() + 1];
    for (int row = 0; row < rows.size(); row++) {
      starts[row + 1] = starts[row] + rows.get(row).length;
    }
    int[] columns = new int[starts[rows.size()]];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, columns, starts[row], rows.get(row).length);
    }
    return new BinaryMatrix(columnCount, starts, columns);
  }

  /**
   * The matrix [users, items] of some interactions; an item that repeats counts once. Made at the
   * first call for these interactions and kept with them.
   */
  public static BinaryMatrix of(Interactions interactions) {
    return interactions.ones();
  }

  /** The same of the users {@code from <= user < to}, the first of whom is row 0. */
  public static BinaryMatrix of(Interactions interactions, int from, int to) {
    BinaryMatrix all = interactions.ones();
    int first = all.starts[from];
    int[] starts = Arrays.copyOfRange(all.starts, from, to + 1);
    for (int row = 0; row < starts.length; row++) {
      starts[row] -= first;
    }
    int[] columns = Arrays.copyOfRange(all.columns, first, all.starts[to]);
    return new BinaryMatrix(all.columnCount, starts, columns);
  }

  /** One such row: a user's different items, ascending, in a fresh array. */
  public static int[] row(Interactions interactions, int user) {
    return interactions.ones().row(user);
  }

  /**
   * Sorts each row and drops repeats; where nothing is to be done, the arrays are shared.
   *
   * @param starts where rows start; not modified
   * @param items row after row; not modified
   */
  static BinaryMatrix sorted(int columnCount, int[] starts, int[] items) {
    if (rowsAscend(starts, items)) {
      return new BinaryMatrix(columnCount, starts, items);
    }
    int[] columns = items.clone();
    int[] newStarts = new int[starts.length];
    int kept = 0;
    for (int row = 0; row < starts.length - 1; row++) {
      Arrays.sort(columns, starts[row], starts[row + 1]);
      for (int p = starts[row]; p < starts[row + 1]; p++) {
        if (kept == newStarts[row] || columns[kept - 1] != columns[p]) {
          columns[kept++] = columns[p];
        }
      }
      newStarts[row + 1] = kept;
    }
    return new BinaryMatrix(
        columnCount, newStarts, kept == columns.length ? columns : Arrays.copyOf(columns, kept));
  }

  private static boolean rowsAscend(int[] starts, int[] items) {
    for (int row = 0; row < starts.length - 1; row++) {
      for (int p = starts[row] + 1; p < starts[row + 1]; p++) {
        if (items[p - 1] >= items[p]) {
          return false;
        }
      }
    }
    return true;
  }

  /** The same matrix with rows and columns exchanged. */
  public BinaryMatrix transposed() {
    int[] newStarts = new int[columnCount + 1];
    for (int column : columns) {
      newStarts[column + 1]++;
    }
    for (int column = 0; column < columnCount; column++) {
      newStarts[column + 1] += newStarts[column];
    }
    int[] next = Arrays.copyOf(newStarts, columnCount);
    int[] newColumns = new int[columns.length];
    for (int row = 0; row < rowCount(); row++) {
      for (int p = starts[row]; p < starts[row + 1]; p++) {
        newColumns[next[columns[p]]++] = row;
      }
    }
    return new BinaryMatrix(rowCount(), newStarts, newColumns);
  }

  /** How many rows there are, with those that are empty. */
  public int rowCount() {
    return starts.length - 1;
  }

  /** How many columns there are, with those that are empty. */
  public int columnCount() {
    return columnCount;
  }

  /** How many ones there are. */
  public int size() {
    return columns.length;
  }

  /** The first position of a row. */
  public int start(int row) {
    return starts[row];
  }

  /** The position after a row's last. */
  public int end(int row) {
    return starts[row + 1];
  }

  /** How many ones a row has. */
  public int count(int row) {
    return starts[row + 1] - starts[row];
  }

  /** How many ones each column has: {@code [columnCount()]}. */
  public int[] columnCounts() {
    int[] counts = new int[columnCount];
    for (int column : columns) {
      counts[column]++;
    }
    return counts;
  }

  /** The column at a position. */
  public int column(int position) {
    return columns[position];
  }

  /** The columns of a row, in a fresh array. */
  public int[] row(int row) {
    return Arrays.copyOfRange(columns, starts[row], starts[row + 1]);
  }

  /** Where rows start and, last, the number of ones, for kernels: a copy, {@code [rows + 1]}. */
  public int[] starts() {
    return starts.clone();
  }

  /** The columns of all ones, row after row, for kernels: a copy, {@code [size()]}. */
  public int[] columns() {
    return columns.clone();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d x %d, %d ones", rowCount(), columnCount, size());
  }
}
