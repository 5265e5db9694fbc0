package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.Interactions;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Step;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceModel;

class ConvAeTest implements RecommenderConformance {

  private static final Interactions TRAIN =
      GoldenNumbers.histories(7, new int[] {0, 2, 3, 6, 5}, new int[] {1}, new int[] {4, 4, 2});
  private static final ConvAe SMALL =
      new ConvAe()
          .withEmbedding(4)
          .withFilters(3)
          .withLatent(2)
          .withDropout(0)
          .withBatchSize(3)
          .withEpochs(3);

  @Override
  public Recommender recommender() {
    return new ConvAe()
        .withEmbedding(16)
        .withFilters(16)
        .withLatent(16)
        .withDropout(0.3)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(20);
  }

  @Override
  public Order order() {
    return Order.MATTERS;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void lossAndGradientsAreThoseOfPyTorch(Precision precision) {
    GoldenNumbers golden = new GoldenNumbers("golden_conv.txt");
    double tolerance = GoldenNumbers.tolerance(precision);
    Scope scope = Scope.drawing(precision, 1);
    ConvAe.Net network = SMALL.network(Sizes.of(TRAIN), scope);
    GoldenNumbers.fillWithSines(scope.parameters());
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.SCORING, 1, 0);
      Ragged.Ids histories =
          Ragged.Ids.of(new int[] {0, 2, 3, 6, 5}, new int[] {1}, new int[] {4, 4, 2});
      golden.check("conv.codes", network.encode(tape, histories).value(), tolerance);
      tape.begin(Mode.TRAINING, 1, 0);
      Sequences examples = new Sequences(TRAIN, SMALL.cutting());
      Var loss = network.loss(Step.ofFirst(tape, examples, 3), NegativeSampler.uniform(TRAIN));
      golden.check("conv.loss", loss.item(), tolerance);
      tape.backward(loss);
      golden.checkGradients("conv", scope.parameters(), tolerance);
    }
  }

  @Test
  void scoresDoNotDependOnTheOthersOfABatch() {
    try (var fitted = SMALL.fit(TRAIN, Fitting.withSeed(1))) {
      SequenceModel model = fitted.model();
      Interactions asked =
          GoldenNumbers.histories(
                  7, new int[] {0, 2, 5}, new int[] {}, new int[] {5, 2, 0}, new int[] {0, 2, 5})
              .withItems(model.items());
      float[] scores = new float[4 * 7];
      model.score(asked, 0, 4, scores);
      float[] alone = new float[7];
      model.score(asked, 3, 4, alone);
      for (int item = 0; item < 7; item++) {
        assertThat(scores[21 + item]).isCloseTo(scores[item], within(1e-6f));
        assertThat(alone[item]).isCloseTo(scores[item], within(1e-6f));
        assertThat(scores[7 + item]).isFinite();
      }
      assertThat(scores[14]).isNotEqualTo(scores[0]);
    }
  }

  /** Only windows of more than one item see an order. */
  @Test
  void aWindowOfOneItemIgnoresTheOrder() {
    try (var fitted = SMALL.withWidth(1).fit(TRAIN, Fitting.withSeed(1))) {
      Interactions asked =
          GoldenNumbers.histories(7, new int[] {0, 2, 5}, new int[] {5, 0, 2})
              .withItems(fitted.model().items());
      float[] scores = new float[2 * 7];
      fitted.model().score(asked, 0, 2, scores);
      for (int item = 0; item < 7; item++) {
        assertThat(scores[7 + item]).isCloseTo(scores[item], within(1e-6f));
      }
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withWidth(4), "width is 4");
    assertRefused(() -> SMALL.withFilters(0), "filters is 0");
    assertRefused(() -> SMALL.withDropout(1), "dropout is 1.0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
