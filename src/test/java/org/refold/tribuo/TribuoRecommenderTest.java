package org.refold.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.recommend.Fitting;
import org.refold.settings.BadInputException;
import org.tribuo.Trainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.baseline.DummyRegressionTrainer;
import org.tribuo.regression.ensemble.AveragingCombiner;

class TribuoRecommenderTest {

  private static List<TribuoRecommender> three() {
    List<TribuoRecommender> trainers = new ArrayList<>();
    trainers.add(new TribuoRecommender("fm", TribuoFixtures.fm(0.05, 5, 1, false)));
    trainers.add(TribuoFixtures.linear(10));
    if (TribuoFixtures.HAS_TREES) {
      trainers.add(TribuoFixtures.trees(40));
    }
    return trainers;
  }

  private static Trainer<Regressor> bagged(Trainer<Regressor> inner) {
    return new BaggingTrainer<>(inner, new AveragingCombiner(), 3, 1);
  }

  @ParameterizedTest
  @MethodSource("three")
  void heldOutRatingsArePredictedBetterThanByTheMean(TribuoRecommender recommender) {
    double error =
        TribuoFixtures.rmse(TribuoFixtures.fit(recommender, 7), TribuoFixtures.SMALL.test());
    assertThat(error).isLessThan(0.9 * TribuoFixtures.rmseOfMean(TribuoFixtures.SMALL));
  }

  /** Tribuo is asked anew, one example at a time. */
  @ParameterizedTest
  @MethodSource("three")
  void scoresAreWhatTribuoSaysOfEachPair(TribuoRecommender recommender) {
    TribuoModel model = TribuoFixtures.fit(recommender, 7);
    float[] scores = TribuoFixtures.allScores(model);
    int[] seen = TribuoFixtures.SMALL.train().itemCounts();
    for (int user : new int[] {0, 7, 299}) {
      for (int item = 0; item < seen.length; item++) {
        float expected = seen[item] == 0 ? alone(model, user) : pair(model, user, item);
        assertThat(scores[user * seen.length + item]).isCloseTo(expected, within(1e-5f));
      }
    }
  }

  private static float pair(TribuoModel model, int user, int item) {
    return ask(model, "i%06d".formatted(item), "u%06d".formatted(user));
  }

  private static float alone(TribuoModel model, int user) {
    return ask(model, "u%06d".formatted(user));
  }

  private static float ask(TribuoModel model, String... names) {
    double[] ones = new double[names.length];
    Arrays.fill(ones, 1);
    Regressor unknown = new Regressor("rating", Double.NaN);
    return (float)
        model.tribuo().predict(new ArrayExample<>(unknown, names, ones)).getOutput().getValues()[0];
  }

  @ParameterizedTest
  @MethodSource("three")
  void predictionsAreScoresWithinTheScale(TribuoRecommender recommender) {
    TribuoModel model = TribuoFixtures.fit(recommender, 7);
    Interactions test = TribuoFixtures.SMALL.test().foldOut();
    float[] predictions = TribuoFixtures.predictions(model, test);
    float[] scores = TribuoFixtures.allScores(model);
    for (int p = 0; p < test.size(); p++) {
      int user = model.users().indexOf(test.users().id(test.userAt(p)));
      float score = scores[user * model.items().size() + test.item(p)];
      assertThat(predictions[p]).isCloseTo(Math.max(1, Math.min(5, score)), within(1e-5f));
    }
  }

  @Test
  void whatIsUnknownIsPredictedFromTheRest() {
    TribuoModel model = TribuoFixtures.fit(TribuoFixtures.linear(10), 7);
    Vocabulary users = Vocabulary.of(List.of("stranger", model.users().id(5)));
    Vocabulary items = Vocabulary.of(List.of("novelty", model.items().id(3)));
    Interactions pairs =
        TribuoFixtures.ratings(users, items, new int[][] {{0, 0, 1}, {0, 1, 1}, {1, 0, 1}});
    assertThat(TribuoFixtures.predictions(model, pairs))
        .containsExactly(
            RatingSummary.of(TribuoFixtures.SMALL.train()).mean(),
            ask(model, "i000003"),
            ask(model, "u000005"));
  }

  /** Items of one genre are rated 5, of the other 1, whoever rates; a new item has its genre. */
  @Test
  void sideInformationSpeaksForNewItems() {
    int n = 20;
    int[][] ratings = new int[n * n][];
    for (int k = 0; k < ratings.length; k++) {
      ratings[k] = new int[] {k / n, k % n, k % n % 2 == 0 ? 5 : 1};
    }
    Vocabulary old = Vocabulary.ofNumbers(n);
    Interactions train = TribuoFixtures.ratings(old, old, ratings);
    Vocabulary all = Vocabulary.ofNumbers(n + 2);
    List<List<String>> genres =
        all.ids().stream()
            .map(id -> List.of(Integer.parseInt(id) % 2 == 0 ? "good" : "bad"))
            .toList();
    Attributes items = Attributes.none(all).with("genre", AttributeColumn.Categories.of(genres));
    SideInformation side = new SideInformation(Attributes.none(old), items);
    TribuoModel model =
        TribuoFixtures.linear(20).fit(train, Fitting.withSeed(1).withSideInformation(side)).model();
    float[] predictions =
        TribuoFixtures.predictions(
            model, TribuoFixtures.ratings(old, all, new int[][] {{0, n, 1}, {0, n + 1, 1}}));
    assertThat(predictions[0]).isGreaterThan(predictions[1] + 1.5f);
  }

  @ParameterizedTest
  @MethodSource("three")
  void theSeedOfTheFittingReachesTheTrainer(TribuoRecommender recommender) {
    assertSeedMatters(recommender);
  }

  @Test
  void theSeedReachesTrainersWithinTrainers() {
    Trainer<Regressor> bagged = bagged(TribuoFixtures.linear(2, 1));
    assertSeedMatters(new TribuoRecommender("bagged", bagged));
    assertThat(TrainerSettings.withSeed(bagged, 99).toString())
        .contains("seed=99")
        .doesNotContain("seed=0")
        .doesNotContain("seed=1");
  }

  private static void assertSeedMatters(TribuoRecommender recommender) {
    float[] scores = TribuoFixtures.allScores(TribuoFixtures.fit(recommender, 7));
    assertThat(TribuoFixtures.allScores(TribuoFixtures.fit(recommender, 7))).isEqualTo(scores);
    assertThat(TribuoFixtures.allScores(TribuoFixtures.fit(recommender, 8))).isNotEqualTo(scores);
  }

  @Test
  void aTrainerWithoutSeedIsUsedAsItIs() {
    Trainer<Regressor> median = DummyRegressionTrainer.createMedianTrainer();
    TribuoModel model = TribuoFixtures.fit(new TribuoRecommender("median", median), 7);
    assertThat(TribuoFixtures.allScores(model)).containsOnly(4f);
  }

  @Test
  void minibatchesAreRefused() {
    for (Trainer<Regressor> trainer :
        List.of(
            TribuoFixtures.fm(0.1, 2, 4, false),
            TribuoFixtures.linear(2, 4),
            bagged(TribuoFixtures.linear(2, 4)))) {
      assertThatThrownBy(() -> new TribuoRecommender("batches", trainer))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("minibatchSize=4")
          .hasMessageContaining("set it to 1");
    }
  }

  @Test
  void standardisingMachinesAreRefused() {
    assertThatThrownBy(() -> new TribuoRecommender("fm", TribuoFixtures.fm(0.1, 2, 1, true)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("FMRegressionTrainer has standardise=true");
  }

  @Test
  void namesAreThoseOfTheCatalogue() {
    assertThatThrownBy(() -> TribuoFixtures.fm(2).withName("Factorisation Machine"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'Factorisation Machine'");
  }

  @Test
  void dataWithoutRatingsAreRefused() {
    Interactions ones = TribuoFixtures.SMALL.train().withoutValues();
    assertThatThrownBy(() -> TribuoFixtures.fm(2).fit(ones, Fitting.withSeed(7)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("fm learns from ratings");
  }
}
