package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SmallSystemTest {

  /** numpy: np.linalg.solve([[4, 2, 1], [2, 4, 2], [1, 2, 4]], [1, 0, 2]). */
  @Test
  void agreesWithNumpy() {
    double[] x = {1, 0, 2};
    SmallSystem.solve(new double[][] {{4}, {2, 4}, {1, 2, 4}}, x);
    assertThat(x).containsExactly(new double[] {1 / 3.0, -0.5, 2 / 3.0}, within(1e-12));
  }
}
