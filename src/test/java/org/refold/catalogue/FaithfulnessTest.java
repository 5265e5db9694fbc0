package org.refold.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.data.sets.Synthetic;
import org.refold.evaluate.Faithfulness;
import org.refold.model.autoencoder.MultDae;
import org.refold.model.linear.Ease;
import org.refold.nn.layer.LayerSizes;
import org.refold.recommend.Explanation;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.train.neural.HistoryModel;

class FaithfulnessTest {

  private static final Interactions DATA =
      new Synthetic(300, 80, 6_000, 5).generate().interactions();
  private static final Interactions SOME = DATA.rows(IntStream.range(0, 40).toArray());
  private static final Faithfulness TEST = new Faithfulness(5, 1);

  private static Explanation reversed(Explanation explanation) {
    List<Explanation.Part> parts =
        explanation.parts().stream()
            .map(part -> new Explanation.Part(part.item(), -part.amount()))
            .toList();
    return new Explanation(explanation.item(), 0, explanation.method(), parts);
  }

  /** What adds most is missed most; what adds least is missed less than anything drawn. */
  @Test
  void exactExplanationsOfALinearModelAreFaithfulAndTheirReverseIsNot() {
    try (Fitted<? extends FoldIn> ease = new Ease().withLambda(20).fit(DATA, Fitting.withSeed(1))) {
      Faithfulness.Curve exact =
          TEST.of(ease.model(), SOME, (m, h, row, item) -> m.explain(h, row, item));
      Faithfulness.Curve reversed =
          TEST.of(ease.model(), SOME, (m, h, row, item) -> reversed(m.explain(h, row, item)));
      assertThat(exact.users()).isEqualTo(40);
      assertThat(exact.named()).hasSize(10);
      assertThat(exact.named().get(9)).as("without any history all scores are equal").isZero();
      assertThat(exact.namedArea()).isLessThan(exact.randomArea() - 0.1);
      assertThat(reversed.namedArea()).isGreaterThan(reversed.randomArea() + 0.1);
      assertThat(reversed.random()).isEqualTo(exact.random());
    }
  }

  @Test
  void integratedGradientsOfANetworkAreMoreFaithfulThanChance() {
    MultDae system =
        new MultDae()
            .withHidden(LayerSizes.of(32))
            .withLatent(16)
            .withLearningRate(0.005)
            .withBatchSize(50)
            .withEpochs(30);
    try (Fitted<HistoryModel> fitted = system.fit(DATA, Fitting.withSeed(1))) {
      Faithfulness.Curve gradients =
          TEST.of(
              fitted.model(),
              SOME,
              (m, h, row, item) ->
                  ((HistoryModel) m).integratedGradients(h, row, List.of(item), 20).get(0));
      assertThat(gradients.namedArea()).isLessThan(gradients.randomArea() - 0.05);
    }
  }
}
