package org.refold.model.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Tape;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Attention;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Step;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;

class SelfAttentiveTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new SelfAttentive()
        .withLatent(16)
        .withHidden(32)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(40)
        .withPatience(40);
  }

  @Override
  public Order order() {
    return Order.MATTERS;
  }

  private static final SelfAttentive SMALL =
      new SelfAttentive().withLatent(4).withHidden(6).withEpochs(2).withBatchSize(2);
  private static final Interactions TRAIN =
      SequenceCases.histories(7, new int[] {0, 2, 3, 6, 1}, new int[] {1}, new int[] {4, 4, 2});

  private static float[] encode(SelfAttentive settings, int... history) {
    Scope scope = SequenceCases.scope();
    SelfAttentive.Net network = settings.network(Sizes.of(TRAIN), scope);
    SequenceCases.fill(scope.parameters());
    return SequenceCases.encode(network, history);
  }

  private static void assertClose(float[] actual, float[] expected) {
    for (int k = 0; k < expected.length; k++) {
      assertThat(actual[k]).isCloseTo(expected[k], within(1e-6f));
    }
  }

  @Test
  void withoutPositionsAHistoryIsASet() {
    assertClose(encode(SMALL, 3, 1, 2), encode(SMALL, 2, 3, 1));
    SelfAttentive ordered = SMALL.withOrder(SelfAttentive.Order.POSITIONS);
    assertThat(encode(ordered, 3, 1, 2)).isNotEqualTo(encode(ordered, 2, 3, 1));
  }

  /** The target is the item right behind what is read, so that it cannot be seen. */
  @Test
  void prefixesEndBeforeWhatTheyPredict() {
    Sequences sequences = new Sequences(TRAIN, Sequences.Cutting.nextItems(9, 50));
    boolean[] lengths = new boolean[5];
    try (Tape tape = Tape.ofFloats()) {
      for (int step = 0; step < 40; step++) {
        tape.begin(Mode.TRAINING, 1, step);
        Sequences.Batch all = sequences.batch(tape, new int[] {0, 1}, 2);
        Sequences.Batch some = Prefixes.of(tape, all);
        for (int k = 0; k < 2; k++) {
          int length = some.inputs().length(k);
          assertThat(some.targets().length(k)).isEqualTo(1);
          assertThat(some.targets().id(k))
              .isEqualTo(all.targets().id(all.inputs().start(k) + length - 1));
          assertThat(some.inputs().id(some.inputs().start(k)))
              .isEqualTo(all.inputs().id(all.inputs().start(k)));
          lengths[length] |= k == 0;
        }
      }
    }
    assertThat(lengths).containsExactly(false, true, true, true, true);
  }

  /** As PyTorch's attention has it, in golden_attention.py of the test resources. */
  @Test
  void vectorsAndLossAreThoseOfPyTorch() {
    SelfAttentive plain = SMALL.withDropout(0);
    assertClose(encode(plain, 3, 1, 2), new float[] {.4312560f, .5950288f, .2117349f, 0, 0, 0});
    assertThat(loss(plain, new int[] {0, 2}, new int[] {4, 4}))
        .as("the only prefixes there are")
        .isCloseTo((1.5053398 + 1.8839110) / 2, within(1e-7));
  }

  /** The loss is the mean over six places, and a place does not see what comes later. */
  @Test
  void causalAttentionLearnsAtAllPlaces() {
    SelfAttentive causal =
        SMALL
            .withSight(Attention.Sight.CAUSAL)
            .withOrder(SelfAttentive.Order.POSITIONS)
            .withMaxLength(5)
            .withDropout(0);
    assertClose(encode(causal, 3, 1, 2), new float[] {.6030733f, 0, 0, 0, .0000890f, .6706559f});
    assertThat(loss(causal, new int[] {0, 2, 3, 6, 1}, new int[] {4, 4, 2}))
        .isCloseTo(1.9067123, within(1e-7));
  }

  private static double loss(SelfAttentive settings, int[]... histories) {
    Interactions train = SequenceCases.histories(7, histories);
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    SelfAttentive.Net network = settings.network(Sizes.of(train), scope);
    SequenceCases.fill(scope.parameters());
    Sequences examples = new Sequences(train, settings.cutting());
    try (Tape tape = Tape.ofDoubles()) {
      Step<Sequences.Batch> step = Step.ofFirst(tape, examples, histories.length);
      return network.loss(step, NegativeSampler.uniform(train)).item();
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withHeads(3), "heads is 3");
    assertRefused(() -> SMALL.withHidden(0), "hidden is 0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
