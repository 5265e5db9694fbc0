package org.refold.data;

import java.util.Arrays;

/**
 * Who has met what, whatever the values and however often: a binary matrix in compressed sparse
 * rows. The columns of a row ascend and differ from each other. Immutable.
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

  /** The matrix [users, items] of some interactions; an item that repeats counts once. */
  public static BinaryMatrix of(Interactions interactions) {
    return of(interactions, 0, interactions.userCount());
  }

  /** The same of the users {@code from <= user < to}, the first of whom is row 0. */
  public static BinaryMatrix of(Interactions interactions, int from, int to) {
    int[][] rows = new int[to - from][];
    int[] starts = new int[to - from + 1];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row(interactions, from + row);
      starts[row + 1] = starts[row] + rows[row].length;
    }
    int[] columns = new int[starts[rows.length]];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, columns, starts[row], rows[row].length);
    }
    return new BinaryMatrix(interactions.itemCount(), starts, columns);
  }

  /** One such row: a user's different items, ascending, in a fresh array. */
  public static int[] row(Interactions interactions, int user) {
    int[] row = interactions.itemsOf(user);
    Arrays.sort(row);
    int kept = 0;
    for (int item : row) {
      if (kept == 0 || row[kept - 1] != item) {
        row[kept++] = item;
      }
    }
    return kept == row.length ? row : Arrays.copyOf(row, kept);
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

  /** The column at a position. */
  public int column(int position) {
    return columns[position];
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
    return "%d x %d, %d ones".formatted(rowCount(), columnCount, size());
  }
}
