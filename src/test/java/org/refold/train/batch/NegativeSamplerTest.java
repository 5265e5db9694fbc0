package org.refold.train.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.Interactions;
import org.refold.nn.Tape;
import org.refold.settings.BadInputException;

class NegativeSamplerTest {

  /** A right sampler fails with this probability over the seeds; the seeds are fixed. */
  private static final double LEVEL = 0.001;

  private static final int DRAWS = 40_000;

  /** Item counts 4, 3, 2, 1, 1, 0, and a repeat of item 0 by user 2. */
  private static final Interactions TRAIN =
      SmallData.histories(
          6, new int[] {0, 1, 4}, new int[] {2, 0, 1}, new int[] {0, 0}, new int[] {3, 2, 1});

  private static final double[] COUNTS = {4, 3, 2, 1, 1, 0};

  private static void assertFrequencies(double[] weights, int[] drawn) {
    int[] possible = IntStream.range(0, weights.length).filter(k -> weights[k] > 0).toArray();
    long[] observed = new long[weights.length];
    for (int item : drawn) {
      observed[item]++;
    }
    assertThat(Arrays.stream(drawn)).allMatch(item -> weights[item] > 0);
    double p =
        new ChiSquareTest()
            .chiSquareTest(
                Arrays.stream(possible).mapToDouble(k -> weights[k]).toArray(),
                Arrays.stream(possible).mapToLong(k -> observed[k]).toArray());
    assertThat(p).isGreaterThan(LEVEL);
  }

  private static double[] weights(double alpha, int... excluded) {
    double[] weights =
        Arrays.stream(COUNTS).map(count -> alpha == 0 ? 1 : Math.pow(count, alpha)).toArray();
    Arrays.stream(excluded).forEach(item -> weights[item] = 0);
    return weights;
  }

  private static NegativeSampler sampler(double alpha) {
    return NegativeSampler.byPopularity(TRAIN, alpha);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.75, 1, 2})
  void frequenciesAreThoseOfTheItemsOutsideTheHistory(double alpha) {
    try (Tape tape = SmallData.tape(1, 0)) {
      NegativeSampler sampler = sampler(alpha);
      assertFrequencies(weights(alpha, 0, 1, 4), sampler.draw(tape, "test", 0, DRAWS));
      assertFrequencies(weights(alpha, 0), sampler.draw(tape, "test", 2, DRAWS));
      assertFrequencies(weights(alpha), sampler.drawShared(tape, "shared", DRAWS));
    }
  }

  /** The draws of one number each from neighbouring streams, as examples draw them. */
  @Test
  void firstDrawsOfNeighbouringStreamsAreDistributedAlike() {
    NegativeSampler sampler = sampler(1);
    int[] drawn = IntStream.range(0, DRAWS).map(k -> sampler.draw(k, 0, 2)).toArray();
    assertFrequencies(weights(1, 0), drawn);
  }

  /** Pairs of draws in a row: 25 cells, those of independent draws. */
  @Test
  void drawsAreIndependentOfEachOther() {
    NegativeSampler sampler = NegativeSampler.uniform(TRAIN);
    double[] cells = new double[25];
    Arrays.fill(cells, 1);
    int[] pairs =
        IntStream.range(0, DRAWS)
            .map(k -> 5 * (sampler.draw(k, 0, 2) - 1) + sampler.draw(k, 1, 2) - 1)
            .toArray();
    assertFrequencies(cells, pairs);
  }

  @Test
  void probabilitiesAreThoseOfTheDistribution() {
    for (double alpha : new double[] {0.75, 1}) {
      double[] weights = weights(alpha);
      double sum = Arrays.stream(weights).sum();
      for (int item = 0; item < 6; item++) {
        assertThat(sampler(alpha).probability(item)).isCloseTo(weights[item] / sum, within(1e-11));
      }
    }
    assertThat(NegativeSampler.uniform(TRAIN).probability(5)).isEqualTo(1.0 / 6);
    assertThat(sampler(0).probability(5)).isEqualTo(1.0 / 6);
  }

  @Property(tries = 200)
  void neverDrawsFromTheHistory(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int items,
      @ForAll @IntRange(max = 60) int longest,
      @ForAll @DoubleRange(max = 3) double alpha) {
    Interactions train = SmallData.random(seed, 5, items, longest);
    int[] counts = train.itemCounts();
    try (Tape tape = SmallData.tape(seed, 3)) {
      NegativeSampler sampler = NegativeSampler.byPopularity(train, alpha);
      for (int user = 0; user < 5; user++) {
        int who = user;
        int[] drawn = sampler.draw(tape, "test", user, 50);
        boolean any =
            IntStream.range(0, items)
                .anyMatch(i -> !train.contains(who, i) && (alpha == 0 || counts[i] > 0));
        assertThat(drawn).hasSize(any ? 50 : 0);
        assertThat(Arrays.stream(drawn))
            .allMatch(i -> i >= 0 && i < items && !train.contains(who, i))
            .allMatch(i -> alpha == 0 || counts[i] > 0);
      }
    }
  }

  @Test
  void aUserWithEveryItemHasNoNegatives() {
    Interactions train = SmallData.histories(3, new int[] {2, 0, 1}, new int[] {1});
    NegativeSampler sampler = NegativeSampler.uniform(train);
    assertThat(sampler.hasNegatives(0)).isFalse();
    assertThat(sampler.hasNegatives(1)).isTrue();
    try (Tape tape = SmallData.tape(1, 0)) {
      assertThat(sampler.draw(tape, "test", 0, 4)).isEmpty();
    }
    assertThatThrownBy(() -> sampler.draw(1, 0, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("user 0");
  }

  @Test
  void itemsWithoutInteractionsAreOnlyDrawnUniformly() {
    Interactions train = SmallData.histories(3, new int[] {0, 1}, new int[] {1});
    assertThat(NegativeSampler.byPopularity(train, 0.5).hasNegatives(0)).isFalse();
    assertThat(NegativeSampler.byPopularity(train, 0).hasNegatives(0)).isTrue();
    assertThat(NegativeSampler.byPopularity(train, 0).draw(7, 0, 0)).isEqualTo(2);
  }

  @Test
  void drawsDoNotDependOnThreadsOrOrder() {
    NegativeSampler sampler = sampler(0.75);
    int[] inOrder = IntStream.range(0, 5000).map(k -> sampler.draw(9, k, k % 4)).toArray();
    int[] inParallel =
        IntStream.range(0, 5000).parallel().map(k -> sampler.draw(9, k, k % 4)).toArray();
    int[] backwards = new int[5000];
    for (int k = 4999; k >= 0; k--) {
      backwards[k] = sampler.draw(9, k, k % 4);
    }
    assertThat(inParallel).isEqualTo(inOrder);
    assertThat(backwards).isEqualTo(inOrder);
  }

  @Test
  void seedStepPurposeAndUserTellDrawsApart() {
    NegativeSampler sampler = NegativeSampler.uniform(SmallData.random(1, 4, 1000, 5));
    try (Tape tape = SmallData.tape(1, 0);
        Tape nextStep = SmallData.tape(1, 1);
        Tape otherSeed = SmallData.tape(2, 0)) {
      int[] drawn = sampler.draw(tape, "a", 0, 20);
      assertThat(sampler.draw(tape, "a", 0, 20)).isEqualTo(drawn);
      assertThat(sampler.draw(tape, "a", 1, 20)).isNotEqualTo(drawn);
      assertThat(sampler.draw(tape, "b", 0, 20)).isNotEqualTo(drawn);
      assertThat(sampler.draw(nextStep, "a", 0, 20)).isNotEqualTo(drawn);
      assertThat(sampler.draw(otherSeed, "a", 0, 20)).isNotEqualTo(drawn);
    }
  }

  @Test
  void aNegativeExponentIsRefused() {
    assertThatThrownBy(() -> NegativeSampler.byPopularity(TRAIN, -0.5))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("alpha");
  }
}
