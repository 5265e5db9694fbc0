package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NormalEquationsTest {

  private static final double RIDGE = 0.7;

  /** The solution put into the equations, in double: what is over is rounding alone. */
  @Property(tries = 30)
  void theSolutionSolves(
      @ForAll @IntRange(min = 1, max = 40) int n, @ForAll @IntRange(max = 300) int rows) {
    float[] base = new float[n * n];
    for (int k = 0; k < n; k++) {
      base[k * n + k] = 2;
    }
    try (Matrix table = Matrices.random(Precision.FLOAT, Math.max(1, rows), n, 4);
        NormalEquations equations = new NormalEquations(n)) {
      float[] solution = new float[n];
      equations.begin(base, 5);
      equations.add(table, 0);
      equations.solve(solution); // what was there before must not matter
      equations.begin(base, RIDGE);
      for (int row = 0; row < rows; row++) {
        equations.add(table, row);
      }
      equations.solve(solution);
      double[] residual = new double[n];
      for (int k = 0; k < n; k++) {
        residual[k] = (2 + RIDGE) * solution[k];
      }
      for (int row = 0; row < rows; row++) {
        double product = 0;
        for (int k = 0; k < n; k++) {
          product += table.get(row, k) * solution[k];
        }
        for (int k = 0; k < n; k++) {
          residual[k] += (product - 1) * table.get(row, k);
        }
      }
      assertThat(residual).containsExactly(new double[n], within(2e-3));
    }
  }

  @Test
  void whatHasNoSolutionIsRefused() {
    assertThatThrownBy(() -> new NormalEquations(0)).isInstanceOf(IllegalArgumentException.class);
    try (NormalEquations equations = new NormalEquations(2)) {
      equations.begin(new float[4], 0);
      assertThatThrownBy(() -> equations.solve(new float[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("2 unknowns", "larger ridge");
    }
  }
}
