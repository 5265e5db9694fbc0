package org.refold.blend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SimplexSearchTest {

  private static double distance(int[] from, int... to) {
    double sum = 0;
    for (int part = 0; part < to.length; part++) {
      sum += Math.pow(from[part] - to[part], 2);
    }
    return Math.sqrt(sum);
  }

  @Test
  void aSinglePeakIsFound() {
    assertThat(new SimplexSearch(w -> -distance(w, 14, 6)).best(2)).containsExactly(14, 6);
    assertThat(new SimplexSearch(w -> -distance(w, 3, 0, 12, 5)).best(4))
        .containsExactly(3, 0, 12, 5);
    assertThat(new SimplexSearch(w -> w[1]).best(3)).containsExactly(0, 20, 0);
    assertThat(new SimplexSearch(w -> 1).best(1)).containsExactly(20);
  }

  @Test
  void allWeightsThatAreTriedAreOnTheSimplex() {
    new SimplexSearch(
            w -> {
              assertThat(Arrays.stream(w).sum()).isEqualTo(20);
              assertThat(Arrays.stream(w).min().orElseThrow()).isNotNegative();
              return -distance(w, 1, 9, 10);
            })
        .best(3);
  }

  /** Two peaks: one at a corner, which is the best single part, and one in the middle. */
  @Test
  void whatIsFoundIsNoWorseThanAPartAloneOrEqualWeights() {
    int[] found =
        new SimplexSearch(w -> Math.max(1 - distance(w, 0, 20, 0), 3 - distance(w, 8, 6, 6)))
            .best(3);
    assertThat(found).containsExactly(8, 6, 6);
    found =
        new SimplexSearch(w -> Math.max(4 - distance(w, 0, 20, 0), 3 - distance(w, 8, 6, 6)))
            .best(3);
    assertThat(found).containsExactly(0, 20, 0);
  }
}
