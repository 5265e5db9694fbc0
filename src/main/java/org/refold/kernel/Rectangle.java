package org.refold.kernel;

/**
 * Some neighbouring rows and columns of a matrix where they lie, such as those of one history and
 * one head of attention.
 *
 * @param matrix the whole
 * @param row the first row
 * @param column the first column
 * @param rows how many
 * @param columns how many
 */
public record Rectangle(Matrix matrix, int row, int column, int rows, int columns) {

  /**
   * @throws IndexOutOfBoundsException if it is not within the matrix
   */
  public Rectangle {
    if (row < 0
        || column < 0
        || rows < 0
        || columns < 0
        || row + rows > matrix.rows()
        || column + columns > matrix.columns()) {
      throw new IndexOutOfBoundsException(
          "a rectangle of "
              + (rows + " x " + columns + " from (" + row + ", " + column + ")")
              + (" is not within a matrix of " + matrix.shape()));
    }
  }
}
