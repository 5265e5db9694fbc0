package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.neural.HistoryModel;

/** Its equations are those of {@link Dae}, whose test compares both. */
class AutoencoderTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Autoencoder().withLatent(8).withLearningRate(0.01).withBatchSize(32).withEpochs(40);
  }

  /** With a unit for each item nothing keeps it from copying its input. */
  @Test
  void withAWideCodeItLearnsItsInputByHeart() {
    int[][] histories = {{0, 2, 3, 6}, {1, 5}, {0, 4}, {1, 2, 6}};
    Interactions train = GoldenNumbers.histories(7, histories);
    Autoencoder wide = new Autoencoder().withLatent(16).withLearningRate(0.05).withL2(0);
    try (Fitted<HistoryModel> fitted =
        wide.withBatchSize(4).withEpochs(100).fit(train, Fitting.withSeed(1))) {
      float[] scores = new float[7];
      for (int user = 0; user < 4; user++) {
        fitted.model().score(train, user, user + 1, scores);
        for (int item = 0; item < 7; item++) {
          for (int own : histories[user]) {
            assertThat(train.contains(user, item) || scores[own] > scores[item]).isTrue();
          }
        }
      }
    }
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new Autoencoder().withLatent(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("latent is 0");
    assertThatThrownBy(() -> new Autoencoder().withL2(-1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("l2 is -1.0");
  }
}
