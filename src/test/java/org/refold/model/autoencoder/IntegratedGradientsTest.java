package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.nn.layer.LayerSizes;
import org.refold.recommend.Explanation;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.settings.BadInputException;
import org.refold.train.neural.HistoryModel;
import org.refold.train.neural.HistoryRecommender;

class IntegratedGradientsTest {

  private static final MultDae LINEAR =
      new MultDae()
          .withHidden(LayerSizes.parse("none"))
          .withLatent(5)
          .withActivation(Activation.IDENTITY)
          .withLearningRate(0.01)
          .withBatchSize(32)
          .withEpochs(5);

  private static Fitted<HistoryModel> fit(HistoryRecommender system) {
    return system.fit(Teams.TRAIN, Fitting.withSeed(1));
  }

  /** Without activations an item adds x_i W_i V_j, whatever the way to it. */
  @Test
  void areTheContributionsOfALinearModel() {
    try (Fitted<HistoryModel> fitted = fit(LINEAR)) {
      HistoryModel model = fitted.model();
      Matrix w = model.parameter("encoder 1");
      Matrix v = model.parameter("decoder 1");
      int user = 3;
      double length = Math.sqrt(Teams.TRAIN.count(user));
      for (String item : List.of("i2", "i15")) {
        Explanation explanation =
            model.integratedGradients(Teams.TRAIN, user, List.of(item), 3).get(0);
        assertThat(explanation.parts()).hasSize(Teams.TRAIN.count(user));
        for (Explanation.Part part : explanation.parts()) {
          double expected = 0;
          for (int k = 0; k < 5; k++) {
            expected +=
                w.get(model.items().indexOf(part.item()), k)
                    * v.get(k, model.items().indexOf(item));
          }
          assertThat((double) part.amount()).isCloseTo(expected / length, within(1e-5));
        }
      }
    }
  }

  static Stream<HistoryRecommender> networks() {
    return Stream.of(
        LINEAR.withHidden(LayerSizes.of(16)).withActivation(Activation.TANH).withEpochs(20),
        new MultVae()
            .withHidden(LayerSizes.of(16))
            .withLatent(5)
            .withLearningRate(0.01)
            .withBatchSize(32)
            .withEpochs(20),
        new MultiTask()
            .withAttributeWeight(0)
            .withHidden(LayerSizes.of(16))
            .withLatent(5)
            .withBatchSize(32)
            .withEpochs(20),
        new Autoencoder().withLatent(5).withBatchSize(32).withEpochs(5),
        new WeightedAe()
            .withHidden(LayerSizes.of(8))
            .withLatent(5)
            .withBatchSize(32)
            .withEpochs(5));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void addUpToTheDifferenceToNoHistory(HistoryRecommender system) {
    Interactions none = Teams.TRAIN.withUsers(Vocabulary.of(List.of("?")));
    try (Fitted<HistoryModel> fitted = fit(system)) {
      HistoryModel model = fitted.model();
      List<String> items = List.of("i0", "i7", "i19");
      List<Explanation> all = model.integratedGradients(Teams.TRAIN, 5, items, 200);
      float[] before = model.scores(none, 0);
      for (int k = 0; k < items.size(); k++) {
        double sum = all.get(k).parts().stream().mapToDouble(Explanation.Part::amount).sum();
        float difference = all.get(k).score() - before[model.items().indexOf(items.get(k))];
        assertThat(sum).isCloseTo(difference, within(2e-4 * (1 + Math.abs(difference))));
        assertThat(all.get(k).method()).isEqualTo(Explanation.Method.INTEGRATED_GRADIENTS);
      }
      assertThat(model.integratedGradients(Teams.TRAIN, 5, items, 200)).isEqualTo(all);
      assertThat(model.integratedGradients(none, 0, items, 5).get(0).parts()).isEmpty();
    }
  }

  @Test
  void networksThatAreNotSmoothAreRefused() {
    DiscreteVae system = new DiscreteVae().withHidden(LayerSizes.of(8)).withEpochs(1);
    try (Fitted<HistoryModel> fitted = fit(system)) {
      assertThatThrownBy(() -> fitted.model().integratedGradients(Teams.TRAIN, 0, List.of("i1"), 5))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("discrete-vae")
          .hasMessageContaining("leave-one-out");
    }
  }

  @Test
  void sharesAreOfWhatSpeaksForAnItem() {
    Explanation explanation =
        new Explanation(
            "x",
            1,
            Explanation.Method.EXACT,
            List.of(
                new Explanation.Part("a", 3),
                new Explanation.Part("b", -2),
                new Explanation.Part("c", 1)));
    assertThat(explanation.parts()).extracting(explanation::share).containsExactly(.75, .25, -.5);
    Explanation nothing =
        new Explanation("x", 1, Explanation.Method.EXACT, List.of(new Explanation.Part("a", -1)));
    assertThat(nothing.share(nothing.parts().get(0))).isZero();
  }
}
