package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.model.RecommenderConformance;
import org.refold.nn.layer.LayerSizes;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.neural.ItemRatingModel;

class IAutoRecTest implements RecommenderConformance {

  /** The third item and the fourth user have no rating. */
  private static final Interactions TRAIN = SmallRatings.of("51.4", "42.5", "15.1", "....", "24.2");

  @Override
  public Recommender recommender() {
    return small();
  }

  static IAutoRec small() {
    return new IAutoRec()
        .withHidden(LayerSizes.of(16))
        .withL2(1)
        .withLearningRate(0.02)
        .withBatchSize(8)
        .withEpochs(60);
  }

  private static ItemRatingModel fit(IAutoRec settings) {
    return settings.withBatchSize(4).fit(TRAIN, Fitting.withSeed(1)).model();
  }

  private static float[] predict(ItemRatingModel model, Interactions pairs) {
    float[] predictions = new float[pairs.size()];
    model.predict(pairs, pairs, predictions);
    return predictions;
  }

  /** A prediction is f of a user's weights times the item's code, plus the user's bias. */
  @Test
  void scoresOfKnownUsersAreThePredictions() {
    for (Activation f : new Activation[] {Activation.IDENTITY, Activation.SIGMOID}) {
      ItemRatingModel model = fit(small().withOutputActivation(f));
      float[] scores = new float[5 * 4];
      model.score(TRAIN, 0, 5, scores);
      Interactions all = SmallRatings.of("3333", "3333", "3333", "3333", "3333");
      float[] predictions = predict(model, all);
      for (int k = 0; k < scores.length; k++) {
        float clipped = Math.min(5, Math.max(1, scores[k]));
        assertThat(predictions[k]).as("%s %d", f, k).isCloseTo(clipped, within(1e-5f));
      }
    }
  }

  @Test
  void whoHasNoRatingGetsTheMiddleOfTheScale() {
    ItemRatingModel model = fit(small());
    assertThat(predict(model, SmallRatings.of("..3.", "....", "....", "33.."))).containsOnly(3f);
  }

  @Test
  void usersGoByTheirIds() {
    ItemRatingModel model = fit(small());
    float[] all = predict(model, TRAIN);
    Interactions last = TRAIN.rows(new int[] {4, 2});
    float[] some = predict(model, last);
    assertThat(some[0]).isEqualTo(all[TRAIN.start(4)]);
    assertThat(some[3]).isEqualTo(all[TRAIN.start(2)]);
    Interactions strangers = SmallRatings.of("3333", "3333", "3333", "3333", "3333", "3333");
    assertThat(predict(model, strangers.rows(new int[] {5}))).containsOnly(3f);
  }

  @Test
  void itemVectorsAreCodes() {
    ItemRatingModel model = fit(small());
    float[] code = new float[model.vectors().columns()];
    model.vectors().readRow(1, code);
    assertThat(code).hasSize(16);
    for (float unit : code) {
      assertThat(unit).isBetween(0f, 1f);
    }
  }

  /** A unit that is dropped is 0, which no sigmoid is. */
  @Test
  void dropoutOfTheCodeChangesWhatIsLearntAndNotWhatIsScored() {
    ItemRatingModel thinned = fit(small().withCodeDropout(0.5));
    assertThat(predict(thinned, TRAIN)).isNotEqualTo(predict(fit(small()), TRAIN));
    float[] code = new float[thinned.vectors().columns()];
    for (int item = 0; item < 4; item++) {
      thinned.vectors().readRow(item, code);
      assertThat(code).doesNotContain(0f);
    }
  }

  @Test
  void itLearnsItsTrainingRatings() {
    float[] predictions = predict(fit(small().withL2(0.01).withEpochs(1000)), TRAIN);
    for (int p = 0; p < predictions.length; p++) {
      assertThat(predictions[p]).isCloseTo(TRAIN.value(p), within(0.5f));
    }
  }

  /** The epoch is chosen by RMSE on the validation ratings, which contradict the training ones. */
  @Test
  void validationChoosesTheEpoch() {
    Interactions wrong = SmallRatings.of("15.1", "....", "....", "....", "....");
    Holdout holdout = new Holdout(TRAIN, wrong, Holdout.Generalisation.WEAK);
    Fitted<ItemRatingModel> fitted =
        small()
            .withBatchSize(4)
            .withPatience(5)
            .fit(TRAIN, Fitting.withSeed(1).withValidation(holdout));
    double[] rmse = fitted.log().validations();
    double best = Double.POSITIVE_INFINITY;
    for (double each : rmse) {
      best = Math.min(best, each);
    }
    assertThat(rmse[fitted.log().bestEpoch() - 1]).isEqualTo(best);
    assertThat(rmse).hasSize(fitted.log().bestEpoch() + 5);
    float[] predictions = new float[wrong.size()];
    fitted.model().predict(TRAIN, wrong, predictions);
    double squares = 0;
    for (int p = 0; p < predictions.length; p++) {
      squares += Math.pow(predictions[p] - wrong.value(p), 2);
    }
    assertThat(Math.sqrt(squares / predictions.length)).isCloseTo(best, within(1e-6));
  }

  @Test
  void dataWithoutRatingsAreRefused() {
    Interactions likes = TRAIN.withoutValues();
    assertThatThrownBy(() -> small().fit(likes, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("i-autorec", "ratings", "ratings:test=0.1");
  }

  @Test
  void settingsAreChecked() {
    IAutoRec standard = new IAutoRec();
    LayerSizes none = LayerSizes.of();
    assertThatThrownBy(() -> standard.withHidden(none)).hasMessageContaining("hidden is none");
    assertThatThrownBy(() -> standard.withCodeDropout(1)).hasMessageContaining("codeDropout is 1");
    assertThatThrownBy(() -> standard.withL2(-1)).hasMessageContaining("l2 is -1.0");
    assertThatThrownBy(() -> standard.withLearningRate(0)).hasMessageContaining("learningRate");
    assertThatThrownBy(() -> standard.withBatchSize(0)).hasMessageContaining("batchSize is 0");
    assertThatThrownBy(() -> standard.withEpochs(0)).hasMessageContaining("epochs is 0");
    assertThatThrownBy(() -> standard.withPatience(0)).hasMessageContaining("patience is 0");
  }
}
