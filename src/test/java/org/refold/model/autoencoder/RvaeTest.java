package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.neural.HistoryModel;

class RvaeTest implements RecommenderConformance {

  private static final Rvae SMALL =
      new Rvae().withVectorUnits(3).withHidden(4).withLatent(2).withBatchSize(2).withEpochs(3);
  private static final Interactions TRAIN =
      GoldenNumbers.histories(7, new int[] {0, 2, 3, 6}, new int[] {1, 5}, new int[] {0, 1, 4});

  @Override
  public Recommender recommender() {
    return new Rvae()
        .withVectorUnits(12)
        .withHidden(16)
        .withLatent(8)
        .withLearningRate(0.01)
        .withBatchSize(16)
        .withEpochs(30);
  }

  /** s = 1.2 against t = .3: log(1 + e^-.9), and 1 - .9. */
  @ParameterizedTest
  @CsvSource({"LOGISTIC, 0.341154", "HINGE, 0.1"})
  void theLossOfOnePair(RankingLoss ranking, double loss) {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      Var s = tape.constant(Matrix.of(1, 1, 1.2));
      Var t = tape.constant(Matrix.of(1, 1, 0.3));
      assertThat(ranking.mean(s, t).item()).isEqualTo(loss, within(1e-6));
    }
  }

  /** The shortcut for all items against the equations, item by item, in plain loops. */
  @Test
  void scoresAreThoseOfTheMeanCodes() {
    FilledNetwork<RvaeNetwork> filled =
        FilledNetwork.of(Precision.DOUBLE, scope -> SMALL.network(Sizes.of(TRAIN), scope));
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 1);
      SparseRows x = SparseRows.ofOnes(7, new int[] {0, 2, 3, 6});
      Matrix scores = filled.network().scores(tape, x).value();
      for (int item = 0; item < 7; item++) {
        assertThat(scores.get(0, item)).isEqualTo(score(filled, item), within(1e-12));
      }
    }
  }

  private static double score(FilledNetwork<RvaeNetwork> filled, int item) {
    Matrix[] p = filled.parameters().stream().map(each -> each.value()).toArray(Matrix[]::new);
    double sum = p[8].get(0, 0) + p[1].get(0, item);
    for (int unit = 0; unit < 2; unit++) {
      double mean = p[6].get(0, unit);
      for (int h = 0; h < 4; h++) {
        double a = p[4].get(0, h);
        for (int v = 0; v < 3; v++) {
          double user = 0;
          for (int own : new int[] {0, 2, 3, 6}) {
            user += p[0].get(v, own) / 4;
          }
          a += user * p[2].get(v, h) + p[0].get(v, item) * p[3].get(v, h);
        }
        mean += Math.max(0, a) * p[5].get(h, unit);
      }
      sum += mean * p[7].get(unit, 0);
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void theLossFalls(RankingLoss ranking) {
    Rvae settings = SMALL.withRankingLoss(ranking).withLearningRate(0.02).withEpochs(60);
    try (Fitted<HistoryModel> fitted = settings.fit(TRAIN, Fitting.withSeed(1))) {
      double[] losses = fitted.log().losses();
      assertThat(losses[59]).isLessThan(0.8 * losses[0]);
      assertThat(fitted.model().vectors().columns()).isEqualTo(3);
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withVectorUnits(0), "vectorUnits is 0");
    assertRefused(() -> SMALL.withHidden(0), "hidden is 0");
    assertRefused(() -> SMALL.withLatent(0), "latent is 0");
    assertRefused(() -> SMALL.withBeta(-1), "beta is -1.0");
    assertRefused(() -> SMALL.withL2(-1), "l2 is -1.0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
