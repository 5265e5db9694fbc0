package org.refold.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class NdSvdTest {

  @ParameterizedTest
  @CsvSource({"FLOAT, 30, 7", "DOUBLE, 30, 7", "DOUBLE, 7, 30", "DOUBLE, 9, 9", "FLOAT, 1, 4"})
  void theFactorsAreOrthonormalAndMultiplyToTheMatrix(DataType type, int m, int n) {
    Nd4jGate.ready();
    SplittableRandom random = new SplittableRandom(3);
    INDArray a = Nd4j.create(type, m, n);
    for (int k = 0; k < m * n; k++) {
      a.putScalar(k / n, k % n, random.nextDouble() - 0.5);
    }
    INDArray before = a.dup();
    NdSvd svd = NdSvd.of(a);
    double tolerance = type == DataType.FLOAT ? 1e-5 : 1e-12;
    int r = Math.min(m, n);
    assertThat(a).isEqualTo(before);
    assertThat(svd.u().shape()).containsExactly(m, r);
    assertThat(svd.s().shape()).containsExactly(r);
    assertThat(svd.vt().shape()).containsExactly(r, n);
    assertClose(svd.u().mulRowVector(svd.s()).mmul(svd.vt()), a, tolerance);
    assertClose(svd.u().transpose().mmul(svd.u()), Nd4j.eye(r).castTo(type), tolerance);
    assertClose(svd.vt().mmul(svd.vt().transpose()), Nd4j.eye(r).castTo(type), tolerance);
    for (int k = 1; k < r; k++) {
      assertThat(svd.s().getDouble(k)).isBetween(0.0, svd.s().getDouble(k - 1));
    }
  }

  /** The values of a matrix whose columns are orthogonal are the lengths of the columns. */
  @Test
  void valuesOfAMatrixThatCanBeSolvedByHand() {
    Nd4jGate.ready();
    INDArray a = Nd4j.createFromArray(new double[][] {{3, 0}, {0, 5}, {4, 0}, {0, 12}});
    NdSvd svd = NdSvd.of(a);
    assertThat(svd.s().getDouble(0)).isCloseTo(13, within(1e-12));
    assertThat(svd.s().getDouble(1)).isCloseTo(5, within(1e-12));
    assertThat(Math.abs(svd.vt().getDouble(0, 1))).isCloseTo(1, within(1e-12));
  }

  /** The same matrix: 13^2 and 5^2 of 194, and the longer column lies along the first vector. */
  @Test
  void scoresAndSharesOfAMatrixThatCanBeSolvedByHand() {
    Nd4jGate.ready();
    INDArray a = Nd4j.createFromArray(new double[][] {{3, 0}, {0, 5}, {4, 0}, {0, 12}});
    NdSvd svd = NdSvd.of(a);
    assertThat(svd.explained().toDoubleVector())
        .containsExactly(new double[] {169 / 194.0, 25 / 194.0}, within(1e-12));
    assertThat(svd.scores(1).shape()).containsExactly(4, 1);
    assertClose(Transforms.abs(svd.scores(2)), a.getColumns(1, 0), 1e-12);
  }

  @Test
  void refusesWhatItCannotDecompose() {
    assertThatThrownBy(() -> NdSvd.of(NdArrays.array(1f, 2f)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NdSvd.of(Nd4j.ones(DataType.INT32, 2, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NdSvd.of(Nd4j.create(DataType.FLOAT, 20_001, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20000");
  }

  private static void assertClose(INDArray actual, INDArray expected, double tolerance) {
    assertThat(actual.sub(expected).norm2Number().doubleValue()).isLessThan(tolerance);
  }
}
