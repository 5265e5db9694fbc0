package org.refold.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.refold.settings.BadInputException;

class HeldOutPairsTest {

  private static final int ITEMS = 400;

  private static float[][] noise(int columns) {
    SplittableRandom random = new SplittableRandom(3);
    float[][] noise = new float[columns][ITEMS];
    for (float[] column : noise) {
      for (int item = 0; item < ITEMS; item++) {
        column[item] = (float) (2 * random.nextDouble() - 1);
      }
    }
    return noise;
  }

  /** As many numbers as make their names longer than one digit. */
  @Test
  void theWeightsOfALogisticRegressionStandWhereTheNumbersDo() {
    float[][] columns = noise(12);
    HeldOutPairs pairs = new HeldOutPairs(12);
    for (int item = 0; item < ITEMS; item++) {
      pairs.add(columns, item, 2 * columns[11][item] - columns[2][item] > 0.1);
    }
    float[] weights = pairs.logistic(1);
    assertThat(weights).hasSize(12).isEqualTo(pairs.logistic(1));
    assertThat(weights[11] / -weights[2]).isCloseTo(2, within(0.4f));
    for (int k = 0; k < 12; k++) {
      if (k != 11 && k != 2) {
        assertThat(Math.abs(weights[k])).as("noise %d", k).isLessThan(0.2f * weights[11]);
      }
    }
  }

  /** 0 is a number as any other, not one that is missing. */
  @Test
  void treesTellNothingFromMissing() {
    float[][] columns = noise(2);
    HeldOutPairs pairs = new HeldOutPairs(2);
    for (int item = 0; item < ITEMS; item++) {
      columns[1][item] = item % 3 - 1;
      pairs.add(columns, item, item % 3 == 1);
    }
    float[] scores = new float[ITEMS + 1];
    try (PairTrees trees = pairs.trees(1);
        PairTrees again = PairTrees.of(trees.bytes())) {
      trees.score(columns, scores, 1);
      assertThat(scores[1]).isLessThan(0.1f);
      assertThat(scores[2]).isGreaterThan(0.9f);
      assertThat(scores[3]).isLessThan(0.1f);
      float[] same = new float[ITEMS + 1];
      again.score(columns, same, 1);
      assertThat(same).isEqualTo(scores);
      assertThat(again.bytes()).isEqualTo(trees.bytes());
      assertThat(pairs.trees(1).bytes()).isEqualTo(trees.bytes());
    }
    assertThatThrownBy(() -> PairTrees.of(new byte[] {1, 2, 3}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("trees of XGBoost cannot be read");
  }
}
