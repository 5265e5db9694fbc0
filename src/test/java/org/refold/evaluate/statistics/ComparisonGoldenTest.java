package org.refold.evaluate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.evaluate.Interval;

/** Statistics against SciPy: {@code comparison.py}, beside the data, made the data. */
class ComparisonGoldenTest {

  private static final Offset<Double> EXACT = within(1e-10);
  private static final JsonNode GOLDEN = read();

  private static JsonNode read() {
    try (InputStream in = ComparisonGoldenTest.class.getResourceAsStream("comparison.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sample with what SciPy says about it; shown by its name. */
  record Sample(JsonNode golden) {
    PairedSample sample() {
      return PairedSample.of(numbers(golden.path("first")), numbers(golden.path("second")));
    }

    @Override
    public String toString() {
      return golden.path("name").asText();
    }
  }

  static Stream<Sample> samples() {
    return StreamSupport.stream(GOLDEN.path("samples").spliterator(), false).map(Sample::new);
  }

  static Stream<JsonNode> bootstraps() {
    return StreamSupport.stream(GOLDEN.path("bootstrap").spliterator(), false);
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void studentEqualsScipy(Sample sample) {
    assertResult(new StudentTest().of(sample.sample()), numbers(sample.golden().path("t")));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void wilcoxonEqualsScipy(Sample sample) {
    double[] expected = numbers(sample.golden().path("wilcoxon"));
    assertResult(new WilcoxonTest().of(sample.sample()), expected);
  }

  private static void assertResult(PairedTest.Result found, double[] expected) {
    assertThat(found.statistic()).isCloseTo(expected[0], EXACT);
    assertThat(found.p()).isCloseTo(expected[1], EXACT);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void effectEqualsNumpy(Sample sample) {
    EffectSize found = EffectSize.of(sample.sample());
    double[] expected = numbers(sample.golden().path("effect"));
    assertThat(found.d()).isCloseTo(expected[0], EXACT);
    assertInterval(found.ci95(), expected[1], expected[2]);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void randomisationEqualsScipy(Sample sample) {
    PairedSample pairs = sample.sample();
    double p = new RandomisationTest(20_000, 7).of(pairs).p();
    if (sample.golden().has("permutation")) {
      assertThat(p).isCloseTo(sample.golden().path("permutation").asDouble(), EXACT);
    } else {
      // too many patterns to count: near the t-test, by four standard errors of the draws
      double t = new StudentTest().of(pairs).p();
      assertThat(p).isCloseTo(t, within(4 * Math.sqrt(t * (1 - t) / 20_000) + 2e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("bootstraps")
  void bootstrapIntervalsEqualScipysOnItsResamples(JsonNode golden) {
    double[] differences = numbers(golden.path("differences"));
    double[] means =
        StreamSupport.stream(golden.path("rows").spliterator(), false)
            .mapToDouble(row -> mean(differences, numbers(row)))
            .toArray();
    Bootstrap percentile = new Bootstrap(1).withKind(Bootstrap.Kind.PERCENTILE);
    double[] plain = numbers(golden.path("percentile"));
    assertInterval(percentile.interval(differences, means), plain[0], plain[1]);
    double[] corrected = numbers(golden.path("BCa"));
    assertInterval(new Bootstrap(1).interval(differences, means), corrected[0], corrected[1]);
  }

  private static double mean(double[] values, double[] rows) {
    double sum = 0;
    for (double row : rows) {
      sum += values[(int) row];
    }
    return sum / rows.length;
  }

  @Test
  void adjustmentsEqualTheirDefinitions() {
    double[] p = numbers(GOLDEN.path("p"));
    assertThat(Adjustment.HOLM.of(p)).containsExactly(numbers(GOLDEN.path("holm")), EXACT);
    assertThat(Adjustment.BENJAMINI_HOCHBERG.of(p))
        .containsExactly(numbers(GOLDEN.path("bh")), EXACT);
    assertThat(Adjustment.NONE.of(p)).containsExactly(p);
  }

  @Test
  void variationOverSeedsEqualsScipy() {
    JsonNode golden = GOLDEN.path("variation");
    double[] values = numbers(golden.path("values"));
    Variation found = Variation.of(values, new double[] {1, 0, Double.NaN});
    assertThat(found.mean()).isCloseTo(golden.path("mean").asDouble(), EXACT);
    assertThat(found.seedDeviation()).isCloseTo(golden.path("sd").asDouble(), EXACT);
    double[] interval = numbers(golden.path("interval"));
    assertInterval(found.overSeeds(), interval[0], interval[1]);
    assertThat(found.users()).isEqualTo(2);
  }

  private static void assertInterval(Optional<Interval> found, double low, double high) {
    assertInterval(found.orElseThrow(), low, high);
  }

  private static void assertInterval(Interval found, double low, double high) {
    assertThat(found.low()).isCloseTo(low, EXACT);
    assertThat(found.high()).isCloseTo(high, EXACT);
  }
}
