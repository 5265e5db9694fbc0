package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Tape;
import org.refold.nn.layer.LayerSizes;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.neural.HistoryModel;

/** The numbers were computed by NumPy in double precision. */
class LadderVaeTest implements RecommenderConformance {

  private static final LadderVae SMALL =
      new LadderVae()
          .withHidden(LayerSizes.of(6))
          .withLatent(4)
          .withTopHidden(5)
          .withTopLatent(2)
          .withBatchSize(2)
          .withEpochs(3);

  @Override
  public Recommender recommender() {
    return new LadderVae()
        .withHidden(LayerSizes.of(32))
        .withLatent(8)
        .withTopHidden(16)
        .withTopLatent(4)
        .withAnnealSteps(200)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(40);
  }

  private static Normals normals(Tape tape, double mean, double variance) {
    return new Normals(
        tape.constant(Matrix.of(1, 1, mean)), tape.constant(Matrix.of(1, 1, variance)));
  }

  /** A much-read summary has 1 / (v + p) for the merged variance, which is wrong. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 0, 1, 0.666667, 0.333333",
    "1, 0.5, 0, 1e12, 1, 0.5",
    "0, 1, 3, 1, 1.5, 0.5"
  })
  void precisionsAddUp(
      double mean, double variance, double priorMean, double prior, double m, double v) {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      Normals merged = normals(tape, mean, variance).merged(normals(tape, priorMean, prior));
      assertThat(merged.mean().item()).isEqualTo(m, within(1e-6));
      assertThat(merged.variance().item()).isEqualTo(v, within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.666666667, 0.333333333, 0, 1, 0.438195",
    "0.5, 0.8, 0, 1, 0.136572",
    "0.666666667, 0.333333333, 0.2, 0.5, 0.253844"
  })
  void theDivergenceIsTheClosedForm(double m, double v, double a, double s, double expected) {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      Normals code = normals(tape, m, v);
      assertThat(code.divergence(normals(tape, a, s)).item()).isEqualTo(expected, within(1e-6));
      if (a == 0 && s == 1) {
        assertThat(code.standardDivergence().item()).isEqualTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void theDivergenceOfEachCodeIsInTheLog() {
    Interactions train =
        GoldenNumbers.histories(7, new int[] {0, 2, 3, 6}, new int[] {1}, new int[] {0, 1, 4});
    try (Fitted<HistoryModel> fitted = SMALL.fit(train, Fitting.withSeed(1))) {
      assertThat(fitted.log().notes("kl")).hasSize(3).doesNotContain(Double.NaN);
      assertThat(fitted.log().notes("top kl")).hasSize(3).doesNotContain(Double.NaN);
      assertThat(fitted.log().notes("beta")[2]).isBetween(0.0, 0.2);
      assertThat(fitted.model().userDimension()).isEqualTo(4);
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withLatent(0), "latent is 0");
    assertRefused(() -> SMALL.withTopLatent(0), "topLatent is 0");
    assertRefused(() -> SMALL.withTopHidden(0), "topHidden is 0");
    assertRefused(() -> SMALL.withBeta(-1), "beta is -1.0");
    assertRefused(() -> SMALL.withHidden(LayerSizes.of()), "hidden is none");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
