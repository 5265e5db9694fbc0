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
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Normal;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Schedule;
import org.refold.train.neural.HistoryModel;

/** The numbers were computed by NumPy in double precision. */
class DiscreteVaeTest implements RecommenderConformance {

  private static final DiscreteVae SMALL =
      new DiscreteVae()
          .withHidden(LayerSizes.of(6))
          .withGroups(1)
          .withCodes(3)
          .withCodeUnits(2)
          .withBatchSize(2)
          .withEpochs(3);
  private static final Interactions TRAIN =
      GoldenNumbers.histories(7, new int[] {0, 2, 3, 6}, new int[] {1}, new int[] {0, 1, 4});

  @Override
  public Recommender recommender() {
    return new DiscreteVae()
        .withHidden(LayerSizes.of(32))
        .withGroups(4)
        .withCodes(8)
        .withAnnealSteps(500)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(40);
  }

  /** Logits (1, 0, -1) with the noise (.1, .9, -.3). */
  @ParameterizedTest
  @CsvSource({"0.5, 0.595752, 0.399345, 0.004903", "1, 0.523711, 0.428779, 0.047510"})
  void aSoftChoiceHardensAsItCools(double tau, double first, double second, double third) {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      Var noisy = tape.constant(Matrix.of(1, 3, 1.1, 0.9, -1.3));
      Matrix y = Normal.softmax(Elements.scale(1 / tau, noisy)).value();
      assertThat(new double[] {y.get(0, 0), y.get(0, 1), y.get(0, 2)})
          .containsExactly(new double[] {first, second, third}, within(1e-6));
    }
  }

  @Test
  void theDivergenceIsThatFromAnEvenChoice() {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      Var logits = tape.constant(Matrix.of(1, 3, 1.0, 0.0, -1.0));
      assertThat(Losses.divergenceFromUniform(logits, 1).item()).isEqualTo(0.266217, within(1e-6));
      Var even = tape.constant(Matrix.of(2, 3, 0.0, 0.0, 0.0, 7.0, 7.0, 7.0));
      assertThat(Losses.divergenceFromUniform(even, 2).item()).isEqualTo(0, within(1e-12));
    }
  }

  private static DiscreteVaeNetwork network(DiscreteVae settings) {
    return settings.network(Sizes.of(TRAIN), Scope.drawing(1));
  }

  /** Codes (0, 0), (1, 1), (2, 0): (.8, .6) is .04 + .16 from the second. */
  @Test
  void theNearestVectorIsChosen() {
    DiscreteVaeNetwork network = network(SMALL.withQuantisation(Quantisation.VECTOR));
    Matrix table = Matrix.of(3, 2, 0.0, 0.0, 1.0, 1.0, 2.0, 0.0);
    assertThat(network.nearest(Matrix.of(1, 2, 0.8, 0.6), table)).containsExactly(1);
    DiscreteVaeNetwork two = network(SMALL.withGroups(2).withQuantisation(Quantisation.VECTOR));
    Matrix both = Matrix.of(6, 2, 0.0, 0.0, 1.0, 1.0, 2.0, 0.0, 0.0, 0.0, 0.8, 0.6, 9.0, 9.0);
    assertThat(two.nearest(Matrix.of(4, 2, .8, .6, .8, .6, 2, .1, 7, 7), both))
        .containsExactly(1, 4, 2, 5);
  }

  /** Of (1/2, 1/4, 1/4): e^1.0397; of one code alone: 1. */
  @Test
  void perplexityCountsTheCodesInUse() {
    DiscreteVaeNetwork network = network(SMALL);
    assertThat(network.perplexity(new int[] {0, 0, 1, 2})).isEqualTo(2.828427, within(1e-6));
    assertThat(network.perplexity(new int[] {2, 2})).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void bothKindsTrainAndSayHowCodesAreUsed(Quantisation quantisation) {
    DiscreteVae settings = SMALL.withGroups(3).withQuantisation(quantisation);
    try (Fitted<HistoryModel> fitted = settings.fit(TRAIN, Fitting.withSeed(1))) {
      for (double perplexity : fitted.log().notes("perplexity")) {
        assertThat(perplexity).isBetween(1.0, 3.0);
      }
      assertThat(fitted.model().userDimension())
          .isEqualTo(quantisation == Quantisation.GUMBEL ? 9 : 6);
    }
  }

  /** The decoder's gradient passes the choice: the encoder learns, not only the codebook. */
  @Test
  void vectorsLearnToTellUsersApart() {
    DiscreteVae settings =
        SMALL
            .withQuantisation(Quantisation.VECTOR)
            .withGroups(4)
            .withDropout(0)
            .withLearningRate(0.02)
            .withBatchSize(3)
            .withEpochs(150);
    try (Fitted<HistoryModel> fitted = settings.fit(TRAIN, Fitting.withSeed(1))) {
      double[] losses = fitted.log().losses();
      assertThat(losses[149]).isLessThan(0.8 * losses[0]);
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withGroups(0), "groups is 0");
    assertRefused(() -> SMALL.withCodes(1), "codes is 1");
    assertRefused(() -> SMALL.withCodeUnits(0), "codeUnits is 0");
    assertRefused(() -> SMALL.withTemperature(Schedule.constant(0)), "temperature at the first");
    assertRefused(() -> SMALL.withBeta(-1), "beta is -1.0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
