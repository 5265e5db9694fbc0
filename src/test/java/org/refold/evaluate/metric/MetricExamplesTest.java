package org.refold.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.Fixtures;
import org.refold.evaluate.Preset;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.TestModel;
import org.refold.settings.BadInputException;

/** The examples in the documentation of the metrics, worked out by hand. */
class MetricExamplesTest {

  private static final Offset<Double> EXACT = within(5e-7);

  /** Three items are held out; two stand at the ranks 2 and 4 of five. */
  private static final UserRanking TWO_OF_THREE =
      UserRanking.of(new int[] {9, 1, 8, 2, 7}, new int[] {1, 2, 3});

  /** The same with the ratings 3 and 5 for the hits and 4 for the missed one. */
  private static final UserRanking RATED =
      UserRanking.of(
          new int[] {9, 1, 8, 2, 7}, new int[] {1, 2, 3}, new float[] {3, 5, 4}, new int[0]);

  /** Different programs, one name: the NDCG@5 of the same list. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ndcg@5(ideal=fixed) | 0.360",
        "ndcg@5 | 0.498",
        "ndcg@5(ideal=full) | 0.498",
        "ndcg@5(discount=log2-clipped) | 0.570",
        "ndcg@5(ideal=hits) | 0.651",
        "ndcg@5(gain=exponential,threshold=3) | 0.388",
        "ndcg@5(gain=value) | 0.448",
        "ndcg@5(gain=exponential) | 0.404",
        "ndcg@5(ideal=as-given) | 0.498",
      })
  void oneNameManyNumbers(String metric, double expected) {
    assertThat(value(metric, RATED)).isCloseTo(expected, within(0.0005));
  }

  /** The same items, their ratings in the order 3, 4, 5: an ideal that is not the best. */
  @Test
  void idealInTheOrderOfTheData() {
    UserRanking ranking =
        UserRanking.of(
            new int[] {9, 1, 8, 2, 7}, new int[] {1, 3, 2}, new float[] {3, 4, 5}, new int[0]);
    assertThat(value("ndcg@5(gain=exponential,ideal=as-given)", ranking))
        .isCloseTo(0.556, within(0.0005));
    assertThat(value("ndcg@5(gain=exponential)", ranking)).isCloseTo(0.404, within(0.0005));
    UserRanking first =
        UserRanking.of(new int[] {2}, new int[] {1, 2}, new float[] {0, 5}, new int[0]);
    assertThat(value("ndcg@1(gain=value,ideal=as-given)", first))
        .as("nothing to divide by, though something could be gained")
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f1@5 | 0.5",
        "hr@3 | 1",
        "mrr@5 | 0.5",
        "mrr@5(hits=sum) | 0.75",
        "map@2 | 0.25",
        "map@5 | 0.333333",
        "map@2(denominator=relevant) | 0.166667",
        "map@5(denominator=hits) | 0.5",
        "auc | 0.5",
        "ndcg@2(ideal=full) | 0.296082",
      })
  void listsWithTwoHits(String metric, double expected) {
    assertThat(value(metric, TWO_OF_THREE)).isCloseTo(expected, EXACT);
  }

  /** By hand; the drawing that the mean is of is in {@code NaiveAgreementTest}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sampled-hr@1(negatives=2) | 0.5625",
        "sampled-ndcg@2(negatives=2) | 0.799099",
        "sampled-hr@3(negatives=2) | 1",
        "sampled-hr@25 | 0.461671",
      })
  void amongItemsThatAreDrawn(String metric, double expected) {
    UserRanking second = UserRanking.of(new int[] {9, 1, 8, 7, 6}, new int[] {1});
    assertThat(value(metric, second)).isCloseTo(expected, EXACT);
    assertThat(value(metric, TWO_OF_THREE)).as("several held out").isNaN();
  }

  @Test
  void recallByEitherDenominator() {
    UserRanking ranking = UserRanking.of(new int[] {1, 2, 9}, new int[] {1, 2, 3});
    assertThat(value("recall@2", ranking)).isEqualTo(1);
    assertThat(value("recall@2(denominator=relevant)", ranking)).isCloseTo(0.666667, EXACT);
  }

  @Test
  void precisionWhereFewItemsCanBeRanked() {
    UserRanking ranking = UserRanking.of(new int[] {1, 9, 2}, new int[] {1, 2});
    assertThat(value("precision@5", ranking)).isCloseTo(0.4, EXACT);
    assertThat(value("precision@5(denominator=listed)", ranking)).isCloseTo(0.666667, EXACT);
  }

  /** As LensKit divides: three are listed, of which the first and the third were held out. */
  @Test
  void averagePrecisionWhereFewItemsCanBeRanked() {
    UserRanking ranking = UserRanking.of(new int[] {4, 1, 5}, new int[] {4, 5, 6, 7});
    assertThat(value("map@10", ranking)).isCloseTo((1 + 2 / 3.0) / 4, EXACT);
    assertThat(value("map@10(denominator=listed)", ranking)).isCloseTo((1 + 2 / 3.0) / 3, EXACT);
    assertThat(value("map@2(denominator=listed)", ranking)).isCloseTo(1 / 2.0, EXACT);
    UserRanking empty = UserRanking.of(new int[0], new int[] {4});
    assertThat(value("map@10(denominator=listed)", empty)).isNaN();
    assertThat(Preset.LENSKIT.metrics()).contains(Metrics.of("map@10(denominator=listed)"));
  }

  @Test
  void hitRateBelowTheFirstHit() {
    UserRanking ranking = UserRanking.of(new int[] {9, 8, 7, 1, 6}, new int[] {1});
    assertThat(value("hr@3", ranking)).isZero();
    assertThat(value("hr@5", ranking)).isEqualTo(1);
  }

  @Test
  void ratingsPooledOrByUser() {
    Interactions pairs = Fixtures.rated(2, new int[][] {{0, 1}, {0}}, new float[][] {{4, 2}, {5}});
    Holdout holdout = Fixtures.strong(Fixtures.interactions(2, new int[0], new int[0]), pairs);
    Evaluation evaluation =
        Evaluator.of("rmse,rmse(pool=users),mae,mae(pool=users)")
            .evaluate(new Predictions(pairs.items(), new float[] {3, 2, 3}), holdout);
    assertThat(evaluation.metric("rmse").mean()).isCloseTo(1.290994, EXACT);
    assertThat(evaluation.metric("rmse(pool=users)").mean()).isCloseTo(1.353553, EXACT);
    assertThat(evaluation.metric("mae").mean()).isCloseTo(1, EXACT);
    assertThat(evaluation.metric("mae(pool=users)").mean()).isCloseTo(1.25, EXACT);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Predictions(Vocabulary items, float[] values)
      implements TestModel, RatingPredictor {
    @Override
    public void predict(Interactions histories, Interactions pairs, float[] predictions) {
      System.arraycopy(values, 0, predictions, 0, predictions.length);
    }
  }

  @Test
  void coverageAndGini() {
    Exposure exposure = new Exposure(2, 4);
    exposure.add(UserRanking.of(new int[] {3, 2, 0}, new int[0]));
    assertThat(new Coverage(2).of(exposure)).isEqualTo(0.5);
    Exposure more = new Exposure(1, 4);
    for (int item : new int[] {3, 3, 2, 3}) {
      more.add(UserRanking.of(new int[] {item}, new int[0]));
    }
    assertThat(new Gini(1).of(more)).isCloseTo(0.625, EXACT);
    assertThat(new Gini(1, Gini.Items.LISTED).of(more)).isCloseTo(0.25, EXACT);
  }

  @Test
  void noveltyAndPopularity() {
    MetricContext train =
        MetricContext.of(
            Fixtures.interactions(
                3, new int[] {0, 1, 2}, new int[] {0, 2}, new int[] {0}, new int[] {0}));
    UserRanking list = UserRanking.of(new int[] {0, 1}, new int[] {1});
    assertThat(new Novelty(2).measure(train).of(list)).isCloseTo(1, EXACT);
    UserRanking popular =
        UserRanking.of(new int[] {0, 2}, new int[] {1}, new float[] {1}, new int[] {2});
    assertThat(new PopularityBias(2).measure(train).of(popular)).isCloseTo(0.75, EXACT);
    assertThat(new PopularityBias(2, PopularityBias.Kind.LIFT).measure(train).of(popular))
        .isCloseTo(0.5, EXACT);
  }

  @Test
  void diversityByUsersAndByCategories() {
    Interactions train =
        Fixtures.interactions(4, new int[] {0, 1}, new int[] {0, 1}, new int[] {2});
    UserMetric.Measure byUsers = new Diversity(3).measure(MetricContext.of(train));
    UserRanking list = UserRanking.of(new int[] {0, 1, 2}, new int[] {1});
    assertThat(byUsers.of(list)).isCloseTo(0.666667, EXACT);
    assertThat(byUsers.of(list)).as("leaves nothing behind").isCloseTo(0.666667, EXACT);
    assertThat(byUsers.of(UserRanking.of(new int[] {0}, new int[] {1}))).isNaN();
    UserRanking withUnknown = UserRanking.of(new int[] {0, 3}, new int[] {1});
    assertThat(byUsers.of(withUnknown)).as("nobody has item 3").isEqualTo(1);
    MetricContext categories =
        genres(List.of(List.of("Drama"), List.of("Drama", "War"), List.of("Comedy"), List.of()));
    double cosine = 1 / Math.sqrt(2);
    assertThat(new Diversity(3, Diversity.Similarity.CATEGORIES).measure(categories).of(list))
        .isCloseTo((3 - cosine) / 3, EXACT);
  }

  /** The attributes may be in another order, and of more items than the training data has. */
  @Test
  void genresComeFromTheSideInformation() {
    Interactions train = Fixtures.interactions(3, new int[] {0, 1}, new int[] {2});
    Attributes items =
        Attributes.none(Vocabulary.of(List.of("new", "i2", "i1", "i0")))
            .with(
                "genres",
                AttributeColumn.Categories.of(
                    List.of(
                        List.of("War"), List.of("Comedy"), List.of("Drama"), List.of("Drama"))));
    Diversity byGenres = new Diversity(3, Diversity.Similarity.CATEGORIES);
    UserRanking list = UserRanking.of(new int[] {0, 1, 2}, new int[] {1});
    SideInformation side = new SideInformation(SideInformation.NONE.users(), items);
    assertThat(byGenres.measure(MetricContext.of(train, side)).of(list))
        .isCloseTo(2.0 / 3, EXACT); // of three pairs one is of the same genre
    MetricContext without = MetricContext.of(train, SideInformation.NONE);
    assertThatThrownBy(() -> byGenres.measure(without)).isInstanceOf(BadInputException.class);
  }

  @Test
  void calibration() {
    MetricContext categories =
        genres(
            List.of(
                List.of("Drama"),
                List.of("Comedy", "Comedy"),
                List.of("Drama"),
                List.of("Drama"),
                List.of()));
    UserMetric.Measure measure = new Calibration(2).measure(categories);
    float[] one = {1};
    UserRanking dramas = UserRanking.of(new int[] {2, 3}, new int[] {3}, one, new int[] {0, 1, 4});
    assertThat(measure.of(dramas)).isCloseTo(1.958518, EXACT);
    UserRanking mirror = UserRanking.of(new int[] {2, 1}, new int[] {1}, one, new int[] {0, 1});
    assertThat(measure.of(mirror)).isCloseTo(0, EXACT);
    UserRanking nothing = UserRanking.of(new int[] {2, 1}, new int[] {1}, one, new int[] {4});
    assertThat(measure.of(nothing)).isNaN();
  }

  private static MetricContext genres(List<List<String>> ofItems) {
    Attributes attributes =
        Attributes.none(Fixtures.ids("i", ofItems.size()))
            .with("genres", AttributeColumn.Categories.of(ofItems));
    return MetricContext.none().withCategories(attributes, "genres");
  }

  private static double value(String metric, UserRanking ranking) {
    return ((UserMetric) Metrics.of(metric)).of(ranking);
  }
}
