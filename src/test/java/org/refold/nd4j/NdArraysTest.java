package org.refold.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;

class NdArraysTest {

  /** {@code [rows, columns]} with the number {@code 10 row + column} at each place. */
  private static Matrix places(Precision precision, int rows, int columns) {
    Matrix matrix = Matrix.zeros(precision, rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        matrix.set(row, column, 10 * row + column);
      }
    }
    return matrix;
  }

  private static double[] numbers(INDArray array) {
    try (Matrix matrix = NdArrays.matrix(array)) {
      return numbers(matrix);
    }
  }

  private static double[] numbers(Matrix matrix) {
    double[] numbers = new double[(int) matrix.size()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = matrix.get(k / matrix.columns(), k % matrix.columns());
    }
    return numbers;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void whatIsWrittenToOneIsReadFromTheOther(Precision precision) {
    try (Matrix matrix = places(precision, 3, 4)) {
      INDArray view = NdArrays.view(matrix);
      assertThat(view.shape()).containsExactly(3, 4);
      assertThat(view.getDouble(2, 3)).isEqualTo(23);
      view.putScalar(1, 2, 99);
      assertThat(matrix.get(1, 2)).isEqualTo(99);
      matrix.set(0, 0, -1);
      assertThat(view.getDouble(0, 0)).isEqualTo(-1);
      view.getColumn(1).assign(7);
      assertThat(matrix.get(2, 1)).isEqualTo(7);
      view.close();
      assertThat(matrix.get(2, 1)).isEqualTo(7);
    }
  }

  @Test
  void aViewOfRowsBeginsAtTheFirstOfThem() {
    try (Matrix matrix = places(Precision.FLOAT, 4, 3)) {
      INDArray view = NdArrays.view(matrix.rowsView(1, 3));
      assertThat(numbers(view)).containsExactly(10, 11, 12, 20, 21, 22);
      view.addi(100);
      assertThat(numbers(matrix))
          .containsExactly(0, 1, 2, 110, 111, 112, 120, 121, 122, 30, 31, 32);
    }
  }

  /** Each holds on to the memory although the matrix and its first view are gone. */
  @Test
  void partsOfAViewKeepTheMatrix() throws InterruptedException {
    List<UnaryOperator<INDArray>> parts =
        List.of(
            view -> view,
            view -> view.getRow(2),
            view -> view.getColumn(1),
            INDArray::transpose,
            view -> view.reshape(2, 6),
            view -> view.get(interval(1, 3), all()),
            view -> view.get(all(), interval(1, 3)),
            view -> view.get(point(1), interval(1, 3)));
    for (UnaryOperator<INDArray> part : parts) {
      double[] expected = numbers(part.apply(NdArrays.view(places(Precision.FLOAT, 3, 4))));
      INDArray[] held = new INDArray[20];
      for (int k = 0; k < held.length; k++) {
        held[k] = part.apply(NdArrays.view(places(Precision.FLOAT, 3, 4)));
      }
      for (int round = 0; round < 3; round++) {
        System.gc();
        Thread.sleep(20);
        for (int k = 0; k < 50; k++) {
          Matrix.floats(3, 4); // would come to lie where memory was freed
        }
      }
      for (INDArray each : held) {
        assertThat(numbers(each)).containsExactly(expected);
      }
    }
  }

  @Test
  void aMatrixIsFreedWithItsLastView() throws InterruptedException {
    Matrix matrix = places(Precision.FLOAT, 3, 4);
    WeakReference<Matrix> reference = new WeakReference<>(matrix);
    INDArray row = NdArrays.view(matrix).getRow(1);
    matrix = null;
    for (int round = 0; round < 3; round++) {
      System.gc();
      Thread.sleep(20);
      assertThat(reference.get()).isNotNull();
    }
    assertThat(row.getDouble(2)).isEqualTo(12);
    row = null;
    for (int round = 0; round < 100 && reference.get() != null; round++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(reference.get()).isNull();
  }

  @Test
  void arraysOfEachOrderAndStrideBecomeMatrices() {
    try (Matrix matrix = places(Precision.FLOAT, 3, 4)) {
      INDArray view = NdArrays.view(matrix);
      assertThat(numbers(view.transpose()))
          .containsExactly(0, 10, 20, 1, 11, 21, 2, 12, 22, 3, 13, 23);
      assertThat(numbers(view.dup('f'))).containsExactly(numbers(matrix));
      assertThat(numbers(view.get(all(), interval(1, 3)))).containsExactly(1, 2, 11, 12, 21, 22);
      assertThat(numbers(view.get(all(), interval(1, 3)).transpose()))
          .containsExactly(1, 11, 21, 2, 12, 22);
      assertThat(numbers(view.get(interval(1, 3), interval(0, 2, 4))))
          .containsExactly(10, 12, 20, 22);
      assertThat(numbers(view.getColumn(2))).containsExactly(2, 12, 22);
      assertThat(numbers(view.getRow(2))).containsExactly(20, 21, 22, 23);
      assertThat(numbers(view.getScalar(1, 1))).containsExactly(11);
      assertThat(NdArrays.matrix(view.getColumn(2)).rows()).isOne();
    }
  }

  /** Some columns have gaps between their rows, as the rows of a padded matrix have. */
  @Test
  void ndComputesRightOnRowsWithGaps() {
    try (Matrix matrix = places(Precision.DOUBLE, 3, 4)) {
      INDArray part = NdArrays.view(matrix).get(all(), interval(0, 3));
      assertThat(part.sumNumber().doubleValue()).isEqualTo(0 + 1 + 2 + 10 + 11 + 12 + 20 + 21 + 22);
      assertThat(numbers(part.mmul(part.transpose())))
          .containsExactly(5, 35, 65, 35, 365, 695, 65, 695, 1325);
      assertThat(numbers(part.dup('c'))).containsExactly(0, 1, 2, 10, 11, 12, 20, 21, 22);
    }
  }

  @Test
  void otherTypesBecomeTheMatrixThatHoldsThem() {
    Nd4jGate.ready();
    INDArray base = Nd4j.createFromArray(new int[][] {{1, -2}, {3, 0}});
    for (DataType type : new DataType[] {DataType.INT32, DataType.INT64, DataType.DOUBLE}) {
      try (Matrix matrix = NdArrays.matrix(base.castTo(type))) {
        assertThat(matrix.precision()).isEqualTo(Precision.DOUBLE);
        assertThat(numbers(matrix)).containsExactly(1, -2, 3, 0);
      }
    }
    for (DataType type : new DataType[] {DataType.FLOAT16, DataType.FLOAT, DataType.BFLOAT16}) {
      try (Matrix matrix = NdArrays.matrix(base.castTo(type))) {
        assertThat(matrix.precision()).isEqualTo(Precision.FLOAT);
        assertThat(numbers(matrix)).containsExactly(1, -2, 3, 0);
      }
    }
    assertThat(numbers(base.gt(0))).containsExactly(1, 0, 1, 0);
    assertThat(numbers(NdArrays.array(1.5f, 2.5f))).containsExactly(1.5, 2.5);
    assertThat(numbers(NdArrays.array(1.5, 2.5))).containsExactly(1.5, 2.5);
  }

  @Test
  void emptyMatricesStayEmpty() {
    try (Matrix none = Matrix.floats(0, 4)) {
      INDArray view = NdArrays.view(none);
      assertThat(view.shape()).containsExactly(0, 4);
      try (Matrix back = NdArrays.matrix(view)) {
        assertThat(back.rows()).isZero();
        assertThat(back.columns()).isEqualTo(4);
      }
    }
  }

  @Test
  void copiesIntoAMatrixOfTheSameShape() {
    try (Matrix matrix = Matrix.floats(3, 2);
        Matrix row = Matrix.doubles(1, 2)) {
      NdArrays.copy(
          Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}).transpose(), matrix);
      assertThat(numbers(matrix)).containsExactly(1, 4, 2, 5, 3, 6);
      NdArrays.copy(NdArrays.array(7f, 8f), row);
      assertThat(numbers(row)).containsExactly(7, 8);
      assertThatThrownBy(() -> NdArrays.copy(NdArrays.array(7f, 8f), matrix))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[2]")
          .hasMessageContaining("3 x 2");
      assertThatThrownBy(() -> NdArrays.matrix(Nd4j.zeros(2, 2, 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[2, 2, 2]");
    }
  }
}
