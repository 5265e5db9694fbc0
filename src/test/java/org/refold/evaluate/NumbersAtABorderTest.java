package org.refold.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.evaluate.metric.Convention;
import org.refold.evaluate.metric.MetricContext;
import org.refold.evaluate.metric.Metrics;
import org.refold.evaluate.metric.Ndcg;
import org.refold.evaluate.metric.UserMetric;
import org.refold.evaluate.metric.UserRanking;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.TestModel;
import org.refold.settings.BadInputException;

/** Values at a threshold, beyond all numbers, or of too few users. */
class NumbersAtABorderTest {

  /** Values are floats; the float next to 3.3 is less than the double. */
  @ParameterizedTest
  @ValueSource(floats = {3.3f, 4.2f, 0.1f, 3, 3.5f})
  void aValueOfTheThresholdIsNotBelowIt(float value) {
    Ndcg ndcg =
        new Ndcg(5)
            .withGain(Ndcg.Gain.EXPONENTIAL)
            .withThreshold(Double.parseDouble(Float.toString(value)));
    UserRanking first =
        UserRanking.of(new int[] {1, 0}, new int[] {1}, new float[] {value}, new int[0]);
    assertThat(ndcg.of(first)).isEqualTo(1);
  }

  @Test
  void gainsBeyondAllNumbersAreRefused() {
    Interactions foldIn = Fixtures.interactions(3, new int[0], new int[0]);
    Interactions foldOut = Fixtures.rated(3, new int[][] {{1}, {1}}, new float[][] {{5}, {5000}});
    Holdout holdout = Fixtures.strong(foldIn, foldOut);
    Model model = new Fixtures.ScoreTable(new float[] {3, 2, 1}, new float[] {3, 2, 1});
    assertThatThrownBy(
            () -> Evaluator.of("ndcg@5(gain=exponential),recall@5").evaluate(model, holdout))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("5000", "ndcg@5(gain=exponential)", "gain=value");
    Evaluation byValue = Evaluator.of("ndcg@5(gain=value),recall@5").evaluate(model, holdout);
    assertThat(byValue.results()).allMatch(result -> result.users() == 2);
  }

  @Test
  void aMetricMayNotLeaveOutUsersInSilence() {
    Holdout holdout =
        Fixtures.strong(
            Fixtures.interactions(3, new int[0], new int[0]),
            Fixtures.interactions(3, new int[] {0}, new int[] {1}));
    Model model = new Fixtures.ScoreTable(new float[] {3, 2, 1}, new float[] {3, 2, 1});
    assertThatThrownBy(() -> Evaluator.of(List.of(new OfOwn(0, ""))).evaluate(model, holdout))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("own", "NaN", "leftOut()");
    assertThatThrownBy(() -> Evaluator.of(List.of(new OfOwn(1, "some"))).evaluate(model, holdout))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Infinity");
    assertThat(
            Evaluator.of(List.of(new OfOwn(0, "some")))
                .evaluate(model, holdout)
                .results()
                .get(0)
                .users())
        .isEqualTo(1);
  }

  /** The numerator over 0 for who has no hit, else 1. */
  private record OfOwn(double numerator, String leftOut) implements UserMetric {

    @Override
    public String base() {
      return "own";
    }

    @Override
    public int cutoff() {
      return 1;
    }

    @Override
    public String summary() {
      return "one of a user's own";
    }

    @Override
    public Better better() {
      return Better.HIGHER;
    }

    @Override
    public List<Convention> conventions() {
      return List.of();
    }

    @Override
    public Measure measure(MetricContext background) {
      return ranking -> ranking.hits(1) == 0 ? numerator / 0 : 1;
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aPredictionThatIsNoNumberIsRefused(float prediction) {
    Interactions foldIn = Fixtures.interactions(2, new int[0]);
    Interactions foldOut = Fixtures.rated(2, new int[][] {{1}}, new float[][] {{5}});
    assertThatThrownBy(
            () ->
                Evaluator.of("rmse")
                    .evaluate(new Predicting(prediction), Fixtures.strong(foldIn, foldOut)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("Predicting", Float.toString(prediction));
  }

  private record Predicting(float prediction) implements TestModel, RatingPredictor {

    @Override
    public Vocabulary items() {
      return Fixtures.ids("i", 2);
    }

    @Override
    public void predict(Interactions histories, Interactions pairs, float[] predictions) {
      Arrays.fill(predictions, prediction);
    }
  }

  /** Student's t for two users is 12.7 standard errors. */
  @ParameterizedTest
  @ValueSource(
      strings = {"recall@1", "hr@1", "map@1", "mrr@1", "ndcg@1", "auc", "precision@1", "f1@1"})
  void intervalsEndWhereTheMetricDoes(String metric) {
    MetricResult result = Estimates.ofUsers(Metrics.of(metric), new double[] {0.1, 0.9});
    assertThat(result.ci95()).contains(new Interval(0, 1));
    MetricResult novelty = Estimates.ofUsers(Metrics.of("novelty@1"), new double[] {0.1, 0.9});
    assertThat(novelty.ci95().orElseThrow().low()).isZero();
    assertThat(novelty.ci95().orElseThrow().high()).isGreaterThan(5);
  }
}
