package org.refold.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Matrix;

class InitializerTest {

  private static Matrix drawn(Initializer initializer, String name) {
    return Parameter.weight(name, 200, 300, initializer, 5).value();
  }

  private static double deviation(Matrix matrix) {
    double squares = 0;
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        squares += matrix.get(row, column) * matrix.get(row, column);
      }
    }
    return Math.sqrt(squares / matrix.size());
  }

  /** Variances by definition; that of the normal truncated at two deviations is 0.7737. */
  @Test
  void deviationsAreThoseOfTheDistributions() {
    Map.of(
            Initializer.xavierNormal(),
            Math.sqrt(2.0 / 500),
            Initializer.xavierUniform(),
            Math.sqrt(2.0 / 500),
            Initializer.he(),
            Math.sqrt(2.0 / 200),
            Initializer.normal(0.3),
            0.3,
            Initializer.truncatedNormal(0.3),
            0.3 * Math.sqrt(0.7737),
            Initializer.uniform(0.3),
            0.3 / Math.sqrt(3))
        .forEach(
            (initializer, expected) ->
                assertThat(deviation(drawn(initializer, "w")))
                    .isCloseTo(expected, within(0.02 * expected)));
    assertThat(deviation(drawn(Initializer.zeros(), "w"))).isZero();
  }

  @Test
  void numbersAreFunctionsOfSeedAndName() {
    Matrix w = drawn(Initializer.he(), "w");
    assertThat(drawn(Initializer.he(), "w").get(7, 9)).isEqualTo(w.get(7, 9));
    assertThat(drawn(Initializer.he(), "v").get(7, 9)).isNotEqualTo(w.get(7, 9));
  }

  @Test
  void deviationsMustBePositive() {
    assertThatThrownBy(() -> Initializer.normal(0)).hasMessageContainingAll("0.0", "positive");
  }
}
