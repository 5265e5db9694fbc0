package org.refold.tribuo;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.refold.evaluate.Interval;
import org.refold.kernel.Parallel;
import org.refold.kernel.Streams;
import org.refold.settings.BadInputException;

/**
 * What a probe answered for each example when it had not seen it, beside what is true. A label that
 * no example has and no answer names takes no part in means over labels.
 *
 * <p>Intervals are percentiles of 1,000 bootstrap samples of the examples. They take the trained
 * classifiers as they are: what another training set would say is not in them.
 */
public final class ProbeAnswers {

  private static final int RESAMPLES = 1000;
  private static final int GRAIN = 16;
  private static final double TAIL = 2.5;

  /**
   * A measure.
   *
   * @param value over all examples, or the difference of two
   * @param ci95 its 95 % interval
   */
  public record Scored(double value, Interval ci95) {}

  private final List<String> ids;
  private final int labels;
  private final int[][] truth;
  private final int[][] answers;
  private final int[][] blind;

  /**
   * Takes the arrays as they are.
   *
   * @param ids raw ids of the examples
   * @param labels how many labels there are
   * @param truth the labels of each example
   * @param answers the same as answered
   * @param blind the same as answered without looking
   */
  ProbeAnswers(List<String> ids, int labels, int[][] truth, int[][] answers, int[][] blind) {
    this.ids = List.copyOf(ids);
    this.labels = labels;
    this.truth = truth;
    this.answers = answers;
    this.blind = blind;
  }

  /** How many examples were answered. */
  public int examples() {
    return truth.length;
  }

  /**
   * The answers without looking: the most frequent label of the training part; where examples have
   * several labels, all of them, the best of such answers by F1.
   */
  public ProbeAnswers blind() {
    return new ProbeAnswers(ids, labels, truth, blind, blind);
  }

  /** A measure over all examples. */
  public Scored measure(ProbeMeasure measure) {
    double[] resampled = resampled(sample -> value(measure, answers, sample));
    return new Scored(value(measure, answers, all()), interval(resampled));
  }

  /**
   * By how much these answers are better than others, with an interval for the difference: both are
   * measured on the same samples of examples.
   *
   * @throws BadInputException if the others are about other examples
   */
  public Scored above(ProbeAnswers other, ProbeMeasure measure) {
    if (!ids.equals(other.ids)) {
      throw new BadInputException(
          "answers for %s are compared with answers for other examples or in another order, %s"
              .formatted(start(), other.start()));
    }
    double[] differences =
        resampled(
            sample -> value(measure, answers, sample) - value(measure, other.answers, sample));
    double difference = value(measure, answers, all()) - value(measure, other.answers, all());
    return new Scored(difference, interval(differences));
  }

  private String start() {
    return ids.size() + " examples that begin with " + ids.subList(0, Math.min(3, ids.size()));
  }

  private int[] all() {
    int[] all = new int[truth.length];
    Arrays.setAll(all, k -> k);
    return all;
  }

  private interface Statistic {
    double of(int[] sample);
  }

  private double[] resampled(Statistic statistic) {
    double[] values = new double[RESAMPLES];
    Parallel.rows(
        RESAMPLES,
        GRAIN,
        (from, to) -> {
          int[] sample = new int[truth.length];
          for (int k = from; k < to; k++) {
            SplittableRandom random = Streams.of(0, "bootstrap of examples", k);
            Arrays.setAll(sample, unused -> random.nextInt(sample.length));
            values[k] = statistic.of(sample);
          }
        });
    return values;
  }

  private static Interval interval(double[] values) {
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    percentile.setData(values);
    return new Interval(percentile.evaluate(TAIL), percentile.evaluate(100 - TAIL));
  }

  private double value(ProbeMeasure measure, int[][] given, int[] sample) {
    int[] found = new int[labels];
    int[] named = new int[labels];
    int[] held = new int[labels];
    int right = 0;
    for (int example : sample) {
      int[] own = truth[example];
      int[] answer = given[example];
      int agreed = 0;
      for (int label : answer) {
        named[label]++;
        if (Arrays.binarySearch(own, label) >= 0) {
          found[label]++;
          agreed++;
        }
      }
      for (int label : own) {
        held[label]++;
      }
      right += agreed == own.length && agreed == answer.length ? 1 : 0;
    }
    return switch (measure) {
      case ACCURACY -> (double) right / sample.length;
      case BALANCED_ACCURACY -> meanOfShares(found, held);
      case MACRO_F1 -> {
        int[] both = new int[labels];
        int[] twice = new int[labels];
        Arrays.setAll(both, label -> named[label] + held[label]);
        Arrays.setAll(twice, label -> 2 * found[label]);
        yield meanOfShares(twice, both);
      }
    };
  }

  /** Over labels whose whole is not 0. */
  private static double meanOfShares(int[] parts, int[] wholes) {
    double sum = 0;
    int count = 0;
    for (int label = 0; label < parts.length; label++) {
      if (wholes[label] > 0) {
        sum += (double) parts[label] / wholes[label];
        count++;
      }
    }
    return sum / count;
  }

  @Override
  public String toString() {
    return examples() + " answers about " + labels + " labels";
  }
}
