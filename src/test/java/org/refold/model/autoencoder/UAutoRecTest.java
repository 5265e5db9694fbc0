package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.model.RecommenderConformance;
import org.refold.nn.layer.LayerSizes;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.OptimizerChoice;
import org.refold.train.neural.RatingModel;

class UAutoRecTest implements RecommenderConformance {

  /** The third item has no rating, the fourth user none. */
  private static final Interactions TRAIN = SmallRatings.of("51.4", "42.5", "15.1", "....", "24.2");

  @Override
  public Recommender recommender() {
    return small();
  }

  private static UAutoRec small() {
    return new UAutoRec()
        .withHidden(LayerSizes.of(16))
        .withL2(1)
        .withLearningRate(0.02)
        .withBatchSize(16)
        .withEpochs(60);
  }

  private static RatingModel fit(UAutoRec settings) {
    return settings.withBatchSize(5).fit(TRAIN, Fitting.withSeed(1)).model();
  }

  @Test
  void predictionsAreClippedScores() {
    for (Activation f : new Activation[] {Activation.IDENTITY, Activation.SIGMOID}) {
      RatingModel model = fit(small().withOutputActivation(f));
      float[] scores = new float[5 * 4];
      model.score(TRAIN, 0, 5, scores);
      Interactions all = SmallRatings.of("3333", "3333", "3333", "3333", "3333");
      float[] predictions = new float[20];
      model.predict(TRAIN, all, predictions);
      for (int k = 0; k < scores.length; k++) {
        float clipped = Math.min(5, Math.max(1, scores[k]));
        assertThat(predictions[k]).as("%s %d", f, k).isCloseTo(clipped, within(1e-5f));
      }
    }
  }

  @Test
  void whoHasNoRatingGetsTheMiddleOfTheScale() {
    float[] scores = new float[5 * 4];
    fit(small()).score(TRAIN, 0, 5, scores);
    for (int user = 0; user < 5; user++) {
      assertThat(scores[4 * user + 2]).isEqualTo(3f);
      assertThat(scores[3 * 4 + user % 4]).isEqualTo(3f);
    }
  }

  /** Sums in another order would differ in their last bits. */
  @Test
  void theOrderOfAHistoryDoesNotMatter() {
    RatingModel model = fit(small());
    List<String> items = List.of("item-0", "item-1", "item-3");
    List<String> turned = List.of("item-3", "item-0", "item-1");
    assertThat(model.recommend(turned, List.of(2, 5, 4), 3))
        .isEqualTo(model.recommend(items, List.of(5, 4, 2), 3));
  }

  @Test
  void aHistoryWithoutRatingsIsOneOfTheHighest() {
    RatingModel model = fit(small());
    float[] likes = new float[4];
    float[] highest = new float[4];
    model.score(SmallRatings.of("1..2").withoutValues(), 0, 1, likes);
    model.score(SmallRatings.of("5..5"), 0, 1, highest);
    assertThat(likes).isEqualTo(highest);
  }

  /** Whatever makes the loss small makes it much smaller than guessing the mean. */
  @ParameterizedTest
  @ValueSource(strings = {"adam", "rprop", "l-bfgs"})
  void everyOptimiserLearnsTheTrainingRatings(String optimizer) {
    RatingModel model =
        fit(small().withOptimizer(OptimizerChoice.parse(optimizer)).withL2(0.01).withEpochs(1000));
    float[] predictions = new float[TRAIN.size()];
    model.predict(TRAIN, TRAIN, predictions);
    for (int p = 0; p < predictions.length; p++) {
      assertThat(predictions[p]).isCloseTo(TRAIN.value(p), within(0.5f));
    }
  }

  @Test
  void severalHiddenLayersLearnToo() {
    RatingModel model =
        fit(small().withHidden(LayerSizes.of(16, 8, 16)).withL2(0.01).withEpochs(1000));
    assertThat(model.vectors().columns()).isEqualTo(16);
    float[] predictions = new float[TRAIN.size()];
    model.predict(TRAIN, TRAIN, predictions);
    for (int p = 0; p < predictions.length; p++) {
      assertThat(predictions[p]).isCloseTo(TRAIN.value(p), within(0.5f));
    }
  }

  @Test
  void dropoutOfTheCodeChangesWhatIsLearnt() {
    float[] whole = new float[5 * 4];
    float[] thinned = new float[5 * 4];
    fit(small()).score(TRAIN, 0, 5, whole);
    fit(small().withCodeDropout(0.5)).score(TRAIN, 0, 5, thinned);
    assertThat(thinned).isNotEqualTo(whole);
    assertThatThrownBy(() -> small().withCodeDropout(1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("codeDropout is 1.0");
  }

  @Test
  void dataWithoutRatingsAreRefused() {
    Interactions likes = TRAIN.withoutValues();
    assertThatThrownBy(() -> small().fit(likes, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("u-autorec", "ratings", "ratings:test=0.1");
  }
}
