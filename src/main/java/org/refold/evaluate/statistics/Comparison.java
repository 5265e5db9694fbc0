package org.refold.evaluate.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refold.evaluate.Interval;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.RatingMetric;
import org.refold.settings.BadInputException;

/**
 * Two models on the same users by one metric. Differences are first minus second. Intervals are
 * about users: how the figures would vary if other users of the same kind were drawn, not other
 * splits or seeds. But where users were tested in folds, the interval and Student's test are about
 * users and training sets, see {@link FoldEffect}.
 *
 * @param first one model
 * @param second the other, often a baseline
 * @param metric what was measured
 * @param sample the users' differences
 * @param interval of the mean difference, see {@link Comparer}
 * @param effect Cohen's d
 * @param tests what each test found, in the order asked for; p-values are not adjusted
 */
public record Comparison(
    String first,
    String second,
    Metric metric,
    PairedSample sample,
    Interval interval,
    EffectSize effect,
    Map<PairedTest, PairedTest.Result> tests) {

  /** Keeps the order of the tests. */
  public Comparison {
    tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
  }

  /** The mean difference over users, first minus second. */
  public double difference() {
    return sample.mean();
  }

  /**
   * The smallest true difference that this design detects, see {@link StandardError#detectable}.
   */
  public double detectable() {
    return sample.standardError().detectable();
  }

  /**
   * The p-value of one test, unadjusted.
   *
   * @throws BadInputException if it was not run
   */
  public double p(PairedTest test) {
    PairedTest.Result result = tests.get(test);
    if (result == null) {
      throw new BadInputException(
          "the comparison of %s and %s has no %s; it has %s"
              .formatted(
                  first,
                  second,
                  test.name(),
                  String.join(", ", tests.keySet().stream().map(PairedTest::name).toList())));
    }
    return result.p();
  }

  /** What a reader should know before going by the figures; empty where nothing speaks against. */
  public List<String> caveats() {
    List<String> all = new ArrayList<>();
    tests.keySet().stream()
        .map(test -> test.caveat(sample.users()))
        .filter(caveat -> !caveat.isEmpty())
        .forEach(all::add);
    if (metric instanceof RatingMetric ratings && ratings.pool() == RatingMetric.Pool.PAIRS) {
      all.add(
          metric.name()
              + " is compared as the mean of each user's own value; the figure of an evaluation"
              + " pools all ratings, so that users with many weigh more");
    }
    return all;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %.4f, %s %.4f by %s over %d users: difference %+.4f [%.4f, %.4f], d %s",
            first,
            sample.meanFirst(),
            second,
            sample.meanSecond(),
            metric.name(),
            sample.users(),
            difference(),
            interval.low(),
            interval.high(),
            effect));
    tests.forEach(
        (test, result) ->
            text.append(String.format(Locale.ROOT, ", %s p %.2g", test.name(), result.p())));
    return text.toString();
  }
}
