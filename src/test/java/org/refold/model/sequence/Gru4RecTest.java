package org.refold.model.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.Interactions;
import org.refold.model.RecommenderConformance;
import org.refold.nn.layer.Gru;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class Gru4RecTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Gru4Rec()
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

  private static final Gru4Rec SMALL = new Gru4Rec().withLatent(4).withMaxLength(6).withEpochs(2);
  private static final Interactions TRAIN =
      SequenceCases.histories(7, new int[] {0, 2, 3, 6, 1}, new int[] {1}, new int[] {4, 4, 2});

  /** What is read after the zero state is the history itself: nothing of its neighbours. */
  @ParameterizedTest
  @EnumSource
  void theRestOfABatchDoesNotMatter(Gru.Form form) {
    Scope scope = SequenceCases.scope();
    RecurrentNetwork network = SMALL.withForm(form).withBlocks(2).network(Sizes.of(TRAIN), scope);
    SequenceCases.fill(scope.parameters());
    float[] all =
        SequenceCases.encode(network, new int[] {0, 2, 3}, new int[] {}, new int[] {6, 1, 1});
    float[] alone = SequenceCases.encode(network, new int[] {6, 1, 1});
    for (int k = 0; k < 4; k++) {
      assertThat(all[8 + k]).isCloseTo(alone[k], within(1e-6f));
    }
    assertThat(Arrays.copyOfRange(all, 4, 8)).containsOnly(0);
  }

  @Test
  void orderAndRepeatsMatter() {
    Scope scope = SequenceCases.scope();
    RecurrentNetwork network = SMALL.network(Sizes.of(TRAIN), scope);
    SequenceCases.fill(scope.parameters());
    float[] once = SequenceCases.encode(network, new int[] {6, 1});
    assertThat(SequenceCases.encode(network, new int[] {1, 6})).isNotEqualTo(once);
    assertThat(SequenceCases.encode(network, new int[] {6, 1, 1})).isNotEqualTo(once);
  }

  @ParameterizedTest
  @EnumSource
  void eachLossWithNegativesRanksTheItemThatAlwaysComesNext(RecurrentLoss loss) {
    int[][] cycles = new int[40][];
    Arrays.setAll(cycles, k -> cycle(k % 7, 4 + k % 5));
    Gru4Rec settings =
        SMALL
            .withLatent(16)
            .withObjective(
                RecurrentObjective.sampled(loss, 8)
                    .withRegularisation(loss == RecurrentLoss.BPR_MAX ? 0.1 : 1)
                    .withLogQ(loss == RecurrentLoss.CROSS_ENTROPY ? 1 : 0))
            .withLearningRate(0.01)
            .withBatchSize(16)
            .withEpochs(80)
            .withPatience(80);
    try (var fitted = settings.fit(SequenceCases.histories(7, cycles), Fitting.withSeed(1))) {
      assertThat(fitted.model().recommend(List.of("2", "3", "4", "5"), 1).get(0).item())
          .isEqualTo("6");
    }
  }

  private static int[] cycle(int from, int length) {
    int[] items = new int[length];
    Arrays.setAll(items, k -> (from + k) % 7);
    return items;
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withBlocks(0), "blocks is 0");
    assertRefused(() -> SMALL.withCodeDropout(1), "codeDropout is 1.0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
