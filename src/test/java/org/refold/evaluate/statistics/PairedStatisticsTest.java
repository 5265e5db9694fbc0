package org.refold.evaluate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.refold.evaluate.Fixtures;
import org.refold.evaluate.Interval;

/** What must hold of paired statistics whatever the values. */
class PairedStatisticsTest {

  private static final Offset<Double> EXACT = within(1e-9);

  private static final List<PairedTest> TESTS =
      List.of(new StudentTest(), new RandomisationTest(199, 3), new WilcoxonTest());

  private static final List<Bootstrap> BOOTSTRAPS =
      Arrays.stream(Bootstrap.Kind.values())
          .map(kind -> new Bootstrap(3).withResamples(99).withKind(kind))
          .toList();

  /** Metric-like values: many alike, many 0. */
  @Provide
  Arbitrary<double[][]> pairs() {
    Arbitrary<Double> value = Arbitraries.integers().between(0, 8).map(k -> k / 8.0);
    return Arbitraries.integers()
        .between(2, 40)
        .flatMap(n -> value.array(double[].class).ofSize(n).array(double[][].class).ofSize(2));
  }

  @Property(tries = 200)
  void theOtherWayRoundIsTheSameButForTheSign(@ForAll("pairs") double[][] pairs) {
    PairedSample one = PairedSample.of(pairs[0], pairs[1]);
    PairedSample other = PairedSample.of(pairs[1], pairs[0]);
    assertThat(one.mean()).isCloseTo(-other.mean(), EXACT);
    assertThat(EffectSize.of(one).d()).isCloseTo(-EffectSize.of(other).d(), EXACT);
    for (PairedTest test : TESTS) {
      assertThat(test.of(one).p()).as(test.name()).isCloseTo(test.of(other).p(), EXACT);
    }
    if (one.mean() != 0) {
      for (Bootstrap bootstrap : BOOTSTRAPS) {
        assertThat(bootstrap.of(one).low()).isCloseTo(-bootstrap.of(other).high(), EXACT);
        assertThat(bootstrap.of(one).high()).isCloseTo(-bootstrap.of(other).low(), EXACT);
      }
    }
  }

  @Property(tries = 200)
  void theOrderOfUsersDoesNotMatter(@ForAll("pairs") double[][] pairs, @ForAll long seed) {
    int[] order = Fixtures.some(new SplittableRandom(seed), pairs[0].length, pairs[0].length);
    PairedSample one = PairedSample.of(pairs[0], pairs[1]);
    PairedSample other = PairedSample.of(ordered(pairs[0], order), ordered(pairs[1], order));
    for (PairedTest test : TESTS) {
      assertThat(test.of(other)).isEqualTo(test.of(one));
    }
    for (Bootstrap bootstrap : BOOTSTRAPS) {
      assertThat(bootstrap.of(other)).isEqualTo(bootstrap.of(one));
    }
    assertThat(EffectSize.of(other)).isEqualTo(EffectSize.of(one));
    assertThat(other.meanFirst()).isEqualTo(one.meanFirst());
  }

  private static double[] ordered(double[] values, int[] order) {
    return Arrays.stream(order).mapToDouble(k -> values[k]).toArray();
  }

  @Property(tries = 200)
  void figuresAreNumbersInTheirRange(@ForAll("pairs") double[][] pairs) {
    PairedSample sample = PairedSample.of(pairs[0], pairs[1]);
    for (PairedTest test : TESTS) {
      assertThat(test.of(sample).p()).as(test.name()).isBetween(0.0, 1.0);
    }
    assertThat(new RandomisationTest(199, 3).of(sample).p()).isPositive();
    double[] differences = sample.differences();
    for (Bootstrap bootstrap : BOOTSTRAPS) {
      Interval interval = bootstrap.of(sample);
      assertThat(interval.low()).isBetween(differences[0], interval.high());
      assertThat(interval.high()).isLessThanOrEqualTo(differences[differences.length - 1]);
    }
    EffectSize effect = EffectSize.of(sample);
    assertThat(effect.d()).isBetween(effect.ci95().low(), effect.ci95().high());
  }

  @Property(tries = 50)
  void aModelDoesNotDifferFromItself(@ForAll("pairs") double[][] pairs) {
    PairedSample same = PairedSample.of(pairs[0], pairs[0]);
    for (PairedTest test : TESTS) {
      assertThat(test.of(same)).as(test.name()).isEqualTo(new PairedTest.Result(0, 1));
    }
    for (Bootstrap bootstrap : BOOTSTRAPS) {
      assertThat(bootstrap.of(same)).isEqualTo(new Interval(0, 0));
    }
    assertThat(EffectSize.of(same)).isEqualTo(new EffectSize(0, new Interval(0, 0)));
    assertThat(same.isIdentical()).isTrue();
  }

  @Property(tries = 100)
  void usersWithoutAValueAreCountedAndOtherwiseAsIfNotThere(
      @ForAll("pairs") double[][] pairs, @ForAll @IntRange(max = 5) int more) {
    int n = pairs[0].length;
    double[] first = Arrays.copyOf(pairs[0], n + 2 * more);
    double[] second = Arrays.copyOf(pairs[1], n + 2 * more);
    Arrays.fill(first, n, n + more, Double.NaN);
    Arrays.fill(second, n + more, n + 2 * more, Double.NaN);
    PairedSample sample = PairedSample.of(first, second);
    PairedSample without = PairedSample.of(pairs[0], pairs[1]);
    assertThat(sample.leftOut()).isEqualTo(2 * more);
    assertThat(sample.differences()).containsExactly(without.differences());
    assertThat(sample.meanSecond()).isEqualTo(without.meanSecond());
  }

  /** Few enough to count, and then one more user who hardly differs: draws come near the count. */
  @Property(tries = 20)
  void drawnSignsAgreeWithCountedOnes(
      @ForAll @Size(21) List<@DoubleRange(min = -0.4, max = 0.6) Double> differences) {
    double[] counted = differences.stream().mapToDouble(Double::doubleValue).toArray();
    double[] none = new double[21];
    counted[0] = 0;
    double exact = new RandomisationTest(1, 1).of(PairedSample.of(counted, none)).p();
    counted[0] = 1e-12;
    double drawn = new RandomisationTest(4000, 1).of(PairedSample.of(counted, none)).p();
    assertThat(drawn).isCloseTo(exact, within(5 * Math.sqrt(0.25 / 4000)));
  }

  @Property(tries = 300)
  void adjustedPValuesAreInOrder(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 1) Double> values) {
    double[] p = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] holm = Adjustment.HOLM.of(p);
    double[] bh = Adjustment.BENJAMINI_HOCHBERG.of(p);
    for (int k = 0; k < p.length; k++) {
      assertThat(bh[k]).isBetween(p[k], holm[k] + 1e-15);
      assertThat(holm[k]).isLessThanOrEqualTo(1);
      for (int other = 0; other < p.length; other++) {
        if (p[k] <= p[other]) {
          assertThat(holm[k]).isLessThanOrEqualTo(holm[other]);
          assertThat(bh[k]).isLessThanOrEqualTo(bh[other]);
        }
      }
    }
  }
}
