package org.refold.model.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Parameter;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Recommender;

class Lstm4RecTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Lstm4Rec()
        .withLatent(16)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(20)
        .withPatience(20);
  }

  @Override
  public Order order() {
    return Order.MATTERS;
  }

  private static final Interactions TRAIN =
      SequenceCases.histories(7, new int[] {0, 2, 3, 6, 1}, new int[] {1});

  @Test
  void forgetGatesAreOpenAtFirst() {
    Scope scope = SequenceCases.scope();
    new Lstm4Rec().withLatent(2).network(Sizes.of(TRAIN), scope);
    Parameter bias =
        scope.parameters().stream()
            .filter(parameter -> parameter.name().equals("lstm 1 input bias"))
            .findFirst()
            .orElseThrow();
    double[] expected = {0, 0, 1, 1, 0, 0, 0, 0};
    for (int k = 0; k < expected.length; k++) {
      assertThat(bias.value().get(0, k)).isEqualTo(expected[k]);
    }
  }

  @Test
  void theRestOfABatchDoesNotMatter() {
    Scope scope = SequenceCases.scope();
    RecurrentNetwork network = new Lstm4Rec().withLatent(3).network(Sizes.of(TRAIN), scope);
    SequenceCases.fill(scope.parameters());
    float[] all = SequenceCases.encode(network, new int[] {0, 2, 3, 3}, new int[] {6, 1, 1});
    float[] alone = SequenceCases.encode(network, new int[] {6, 1, 1});
    for (int k = 0; k < 3; k++) {
      assertThat(all[3 + k]).isCloseTo(alone[k], within(1e-6f));
    }
  }
}
