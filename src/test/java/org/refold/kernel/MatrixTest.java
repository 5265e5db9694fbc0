package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixTest {

  @ParameterizedTest
  @EnumSource(Precision.class)
  void isZeroAtFirstAndAlignedToACacheLine(Precision precision) {
    try (Matrix matrix = Matrix.zeros(precision, 33, 7)) {
      assertThat(Matrices.numbers(matrix)).containsOnly(0);
      long address =
          precision == Precision.FLOAT
              ? matrix.floatPointer().address()
              : matrix.doublePointer().address();
      assertThat(address % 64).isZero();
    }
  }

  @Test
  void rowsGoOutAndIn() {
    try (Matrix matrix = Matrix.of(2, 3, 1f, 2f, 3f, 4f, 5f, 6f)) {
      float[] row = new float[3];
      matrix.readRow(1, row);
      assertThat(row).containsExactly(4, 5, 6);
      matrix.write(0, 1, row, 0, 2);
      assertThat(Matrices.numbers(matrix)).containsExactly(1, 4, 5, 4, 5, 6);
      float[] all = new float[7];
      matrix.readRows(0, 2, all, 1);
      assertThat(all).containsExactly(0, 1, 4, 5, 4, 5, 6);
      matrix.clear();
      assertThat(Matrices.numbers(matrix)).containsOnly(0);
    }
  }

  @Test
  void viewsShareTheMemory() {
    try (Matrix matrix = Matrix.of(3, 2, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)) {
      Matrix view = matrix.rowsView(1, 3);
      view.set(0, 1, 9);
      assertThat(matrix.get(1, 1)).isEqualTo(9);
      assertThat(Matrices.numbers(view.reshaped(1, 4))).containsExactly(3, 9, 5, 6);
      view.close();
      assertThat(matrix.get(2, 1)).isEqualTo(6);
    }
  }

  @Test
  void refusesWhatItIsNot() {
    try (Matrix matrix = Matrix.floats(2, 2)) {
      assertThatThrownBy(() -> matrix.readRow(0, new double[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("FLOAT");
      assertThatThrownBy(() -> matrix.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> matrix.rowsView(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> matrix.reshaped(3, 1)).hasMessageContaining("2 x 2");
      assertThatThrownBy(() -> Matrix.of(2, 2, 1f)).hasMessageContaining("1 numbers");
      assertThatThrownBy(() -> Matrix.floats(-1, 2)).hasMessageContaining("negative");
    }
  }

  @Test
  void afterClosingThereIsNothing() {
    Matrix matrix = Matrix.floats(100, 100);
    matrix.close();
    matrix.close();
    assertThatThrownBy(matrix::floatPointer).isInstanceOf(IllegalStateException.class);
  }
}
