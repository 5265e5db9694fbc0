package org.refold.train.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Matrix;

class BottleneckTest {

  private static final int USERS = 100;
  private static final int UNITS = 40;

  /**
   * Units that say nothing of a user, of any offset and scale, beside {@code alive} that do. All
   * have the scale of a code that never grew: their variance alone does not tell them apart.
   */
  private static float[] gaussian(SplittableRandom random, int alive) {
    float[] moments = new float[2 * UNITS * USERS];
    double[] offsets = random.doubles(UNITS, -1, 1).toArray();
    for (int user = 0; user < USERS; user++) {
      for (int unit = 0; unit < UNITS; unit++) {
        boolean lives = unit < alive;
        int at = user * 2 * UNITS + unit;
        moments[at] = (float) (offsets[unit] + 0.05 * random.nextGaussian());
        moments[at + UNITS] = (float) (lives ? -6 : 0.1 * random.nextGaussian());
      }
    }
    return moments;
  }

  @RepeatedTest(20)
  void aPlantedCollapseIsFound(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Bottleneck collapsed = Bottleneck.of(USERS, UNITS, gaussian(random, random.nextInt(2)));
    assertThat(collapsed.isCollapsed()).isTrue();
    assertThat(collapsed.warning("some-vae").orElse(""))
        .startsWith("some-vae: posterior collapse: of 40 units");
    int alive = 2 + random.nextInt(UNITS - 1);
    Bottleneck healthy = Bottleneck.of(USERS, UNITS, gaussian(random, alive));
    assertThat(healthy.informativeShare()).isEqualTo(alive / 40.0);
    assertThat(healthy.warning("some-vae")).isEmpty();
  }

  /** By hand: means 1, -1 and 3, 3; log variances 0 and -1. */
  @Test
  void figuresAreThoseByHand() {
    Bottleneck found = Bottleneck.of(2, 2, new float[] {1, 3, 0, -1, -1, 3, 0, -1});
    assertThat(found.variances()).containsExactly(1, 0);
    assertThat(found.divergences()[0]).isEqualTo(0.5);
    assertThat(found.divergences()[1]).isCloseTo((9 + Math.exp(-1) - 1 + 1) / 2, within(1e-12));
    assertThat(found.information()[0]).isCloseTo(Math.log(2) / 2, within(1e-12));
    assertThat(found.information()[1]).isZero();
    assertThat(found.dead()).isEqualTo(1);
    assertThat(found.activeShare()).isEqualTo(0.5);
    assertThat(found.effectiveRank()).isCloseTo(1, within(1e-12));
    assertThat(found.figures())
        .containsEntry("kl of largest unit", 4.684)
        .containsEntry("dead share", 0.5);
  }

  /** Of codes in two directions alike, in two of unlike variances, and on a line. */
  @Test
  void theEffectiveRankCountsDirections() {
    float[] tall = {1, 1, 0, -1, -1, 0, 1, -1, 0, -1, 1, 0};
    assertThat(Bottleneck.of(4, 3, tall).effectiveRank()).isCloseTo(2, within(1e-12));
    float[] uneven = {2, 0, 0, 0, -2, 0, 0, 0, 0, 1, 0, 0, 0, -1, 0, 0};
    // variances 2 and 1/2: 2.5^2 / 4.25
    assertThat(Bottleneck.of(4, 4, uneven).effectiveRank()).isCloseTo(6.25 / 4.25, within(1e-12));
    float[] wide = {1, 0, 0, 0, 2, -1, 0, 0, 0, -2};
    assertThat(Bottleneck.of(2, 5, wide).effectiveRank()).isCloseTo(1, within(1e-12));
    assertThat(Bottleneck.of(2, 2, new float[4]).effectiveRank()).isZero();
  }

  @Test
  void deadUnitsAreNamed() {
    float[] codes = {0, 0, 0.3f, 0, 0, 0.7f, 0, 0, 0.1f};
    Bottleneck found = Bottleneck.of(3, 3, codes);
    assertThat(found.dead()).isEqualTo(2);
    assertThat(found.isGaussian()).isFalse();
    assertThat(found.warning("dae").orElse("")).startsWith("dae: dead units: 2 of 3 units");
    assertThat(found.figures()).containsOnlyKeys("dead share", "effective rank");
  }

  /** The units of b are those of a in another order, one with its sign turned, one with noise. */
  @Test
  void unitsAreFoundAgainByTheirCorrelation() {
    SplittableRandom random = new SplittableRandom(3);
    Matrix a = Matrix.doubles(200, 4);
    Matrix b = Matrix.doubles(200, 3);
    for (int user = 0; user < 200; user++) {
      double[] units = new double[4];
      Arrays.setAll(units, k -> random.nextGaussian());
      for (int k = 0; k < 3; k++) {
        a.set(user, k, units[k]);
      }
      a.set(user, 3, 5);
      b.set(user, 0, 3 - 2 * units[1]);
      b.set(user, 1, units[2] + units[3]);
      b.set(user, 2, units[0]);
    }
    MatchedUnits matched = MatchedUnits.of(a, b);
    assertThat(matched.partner()).containsExactly(2, 0, 1, -1);
    assertThat(matched.correlation()[0]).isCloseTo(1, within(1e-9));
    assertThat(matched.correlation()[1]).isCloseTo(1, within(1e-9));
    // units[2] plus as much noise: 1 / sqrt 2, with a standard error of 0.035
    assertThat(matched.correlation()[2]).isCloseTo(Math.sqrt(0.5), within(0.12));
    assertThat(matched.correlation()[3]).isZero();
    assertThat(matched.mean()).isCloseTo((2 + matched.correlation()[2]) / 4, within(1e-9));
  }
}
