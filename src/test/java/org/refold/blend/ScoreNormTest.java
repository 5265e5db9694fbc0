package org.refold.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreNormTest {

  private static final float INF = Float.POSITIVE_INFINITY;

  private static float[] normed(ScoreNorm norm, int[] history, float... scores) {
    norm.apply(scores, history);
    return scores;
  }

  private static float[] normed(ScoreNorm norm, float... scores) {
    return normed(norm, new int[0], scores);
  }

  /** {@code (x - x.mean()) / x.std()} of NumPy. */
  @Test
  void zScoresAreThoseOfNumpy() {
    assertThat(normed(ScoreNorm.Z, 1, 2, 3))
        .containsExactly(new float[] {-1.224745f, 0, 1.224745f}, within(1e-6f));
    assertThat(normed(ScoreNorm.Z, 0.5f, 4, -2, 0.25f))
        .containsExactly(
            new float[] {-0.087370f, 1.543544f, -1.252309f, -0.203864f}, within(2e-6f));
  }

  @Test
  void aMixtureIsTheSumOfNormedScores() {
    float[] mixed = new float[4];
    float[][] columns = {normed(ScoreNorm.Z, 1, 2, 3), normed(ScoreNorm.Z, 10, 0, 5)};
    new WeightedSum(new float[] {0.7f, 0.3f}).mix(columns, mixed, 1);
    assertThat(mixed)
        .containsExactly(new float[] {0, -0.489898f, -0.367423f, 0.857321f}, within(1e-6f));
  }

  @Test
  void boundsAndRanksAreSharesOfTheRange() {
    assertThat(normed(ScoreNorm.MIN_MAX, 10, 0, 5)).containsExactly(1, 0, 0.5f);
    assertThat(normed(ScoreNorm.RANK, 10, 0, 5, 7, -3)).containsExactly(1, 0.25f, 0.5f, 0.75f, 0);
    assertThat(normed(ScoreNorm.RANK, 1, 1, 5, -0f, 0f))
        .as("equal ones share their ranks")
        .containsExactly(0.625f, 0.625f, 1, 0.125f, 0.125f);
  }

  @ParameterizedTest
  @EnumSource
  void theHistoryPlaysNoPart(ScoreNorm norm) {
    float[] alone = normed(norm, 1, 4, 2);
    float[] withHistory = normed(norm, new int[] {0, 3}, 1e6f, 1, 4, -1e6f, 2);
    assertThat(new float[] {withHistory[1], withHistory[2], withHistory[4]}).isEqualTo(alone);
    assertThat(withHistory[0]).isGreaterThanOrEqualTo(alone[1]);
    assertThat(withHistory[3]).isLessThanOrEqualTo(alone[0]);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoFiniteScoreGoesWithTheWorstOrTheBest(ScoreNorm norm) {
    float[] normed = normed(norm, -INF, 3, Float.NaN, 1, 2, INF);
    assertThat(normed[0]).isEqualTo(normed[3]);
    assertThat(normed[2]).isEqualTo(normed[3]);
    assertThat(normed[5]).isEqualTo(normed[1]);
    assertThat(normed[3]).isLessThan(normed[4]);
    assertThat(normed[4]).isLessThan(normed[1]);
  }

  @ParameterizedTest
  @EnumSource
  void noDifferenceIsNoDifference(ScoreNorm norm) {
    assertThat(normed(norm, 3, 3, 3)).containsOnly(0);
    assertThat(normed(norm, -INF, Float.NaN)).containsOnly(0);
    assertThat(normed(norm, new int[] {0}, 7, 3)).as("one candidate").containsOnly(0);
    assertThat(normed(norm)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theOrderStays(ScoreNorm norm) {
    float[] scores = {5, -2, 0.25f, 1e-3f, 7, 3, -1e-3f};
    float[] normed = normed(norm, scores.clone());
    for (int a = 0; a < scores.length; a++) {
      for (int b = 0; b < scores.length; b++) {
        assertThat(Float.compare(normed[a], normed[b]))
            .isEqualTo(Float.compare(scores[a], scores[b]));
      }
    }
    assertThat(Arrays.equals(scores, normed)).isFalse();
  }
}
