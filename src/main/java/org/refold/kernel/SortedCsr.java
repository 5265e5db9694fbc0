package org.refold.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A sparse matrix with its columns in ascending order within each row, and the way back from each
 * column to its elements.
 *
 * @param columns the number of columns
 * @param sortedColumns the columns of the elements, row after row
 * @param sortedWeights the elements in that order; empty where all are 1
 * @param columnStarts where each column begins in {@code positions}; one more at the end
 * @param positions column after column, rows ascending: where the element stands in {@code
 *     sortedColumns}
 * @param rowEnds beside each position, where its row ends
 */
@SuppressWarnings("ArrayRecordComponent") // passed from one loop to the next, never compared
record SortedCsr(
    int columns,
    int[] sortedColumns,
    float[] sortedWeights,
    int[] columnStarts,
    int[] positions,
    int[] rowEnds) {

  /** Sorts by counting: columns are visited in order and each appends itself to its rows. */
  static SortedCsr of(int[] starts, int[] columnAt, float @Nullable [] weights, int columns) {
    int size = starts[starts.length - 1];
    int[] columnStarts = countColumns(columnAt, size, columns);
    int[] from = new int[size];
    int[] rowOf = new int[size];
    int[] next = columnStarts.clone();
    for (int row = 0; row < starts.length - 1; row++) {
      for (int p = starts[row]; p < starts[row + 1]; p++) {
        int at = next[columnAt[p]]++;
        from[at] = p;
        rowOf[at] = row;
      }
    }
    int[] sortedColumns = new int[size];
    float[] sortedWeights = new float[weights == null ? 0 : size];
    int[] rowEnds = new int[size];
    int[] nextInRow = starts.clone();
    for (int column = 0; column < columns; column++) {
      for (int at = columnStarts[column]; at < columnStarts[column + 1]; at++) {
        int row = rowOf[at];
        int position = nextInRow[row]++;
        sortedColumns[position] = column;
        if (weights != null) {
          sortedWeights[position] = weights[from[at]];
        }
        from[at] = position;
        rowEnds[at] = starts[row + 1];
      }
    }
    return new SortedCsr(columns, sortedColumns, sortedWeights, columnStarts, from, rowEnds);
  }

  private static int[] countColumns(int[] columnAt, int size, int columns) {
    int[] starts = new int[columns + 1];
    for (int p = 0; p < size; p++) {
      int column = columnAt[p];
      if (column < 0 || column >= columns) {
        throw new IllegalArgumentException(
            "element "
                + p
                + " is in column "
                + column
                + ", but columns run from 0 to "
                + (columns - 1));
      }
      starts[column + 1]++;
    }
    for (int column = 0; column < columns; column++) {
      starts[column + 1] += starts[column];
    }
    return starts;
  }
}
