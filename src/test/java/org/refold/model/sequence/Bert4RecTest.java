package org.refold.model.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Step;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;

class Bert4RecTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Bert4Rec()
        .withLatent(16)
        .withBlocks(1)
        .withMaxLength(12)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(60)
        .withPatience(60);
  }

  @Override
  public Order order() {
    return Order.MATTERS;
  }

  private static final Bert4Rec SMALL = new Bert4Rec().withLatent(4).withMaxLength(8);
  private static final Interactions TRAIN =
      SequenceCases.histories(
          9, new int[] {0, 2, 3, 6, 1}, new int[] {1}, new int[] {4, 4, 2, 7, 8, 5});

  /** As PyTorch's layers have it, in golden_attention.py of the test resources. */
  @Test
  void vectorsAndLossAreThoseOfPyTorch() {
    Bert4Rec.Net network = filled(SMALL, Precision.FLOAT);
    assertThat(SequenceCases.encode(network, new int[] {0, 2, 3, 6, 1}, new int[] {4}))
        .containsExactly(
            new float[] {
              .6441798f, -.4811655f, -.3536780f, -1.0265303f,
              .6406059f, -.4821254f, -.3549675f, -1.0282586f
            },
            within(1e-6f));
    Bert4Rec settings = SMALL.withDropout(0).withLastOnly(0.999);
    Bert4Rec.Net precise = filled(settings, Precision.DOUBLE);
    Sequences examples = new Sequences(TRAIN, settings.cutting());
    try (Tape tape = Tape.ofDoubles()) {
      Var loss = precise.loss(Step.ofFirst(tape, examples, 3), NegativeSampler.uniform(TRAIN));
      assertThat(loss.item()).isCloseTo(2.7427055, within(1e-7));
    }
  }

  private static Bert4Rec.Net filled(Bert4Rec settings, Precision precision) {
    Scope scope = Scope.drawing(precision, 1);
    Bert4Rec.Net network = settings.network(Sizes.of(TRAIN), scope);
    SequenceCases.fill(scope.parameters());
    return network;
  }

  /** The mask is not among the items, and its place is the last one. */
  @Test
  void scoringPutsAMaskBehindTheLastItems() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Ragged.Ids histories = Ragged.Ids.of(new int[] {3, 1}, new int[] {}, new int[] {1, 2, 3, 4});
      Ragged.Ids masked = MaskedItems.behind(tape, histories, 4, 9);
      assertThat(ids(masked)).containsExactly(3, 1, 9, 9, 2, 3, 4, 9);
      assertThat(masked.length(2)).isEqualTo(4);
    }
  }

  private static int[] ids(Ragged.Ids ids) {
    int[] all = new int[ids.size()];
    Arrays.setAll(all, ids::id);
    return all;
  }

  @Test
  void whatIsHiddenIsATargetAndNoInput() {
    int[][] histories = new int[200][];
    Arrays.setAll(histories, k -> new int[] {k % 9, (k + 1) % 9, (k + 2) % 9, 4, 4});
    Sequences sequences =
        new Sequences(SequenceCases.histories(9, histories), Sequences.Cutting.sameItems(5, 1000));
    int[] all = new int[200];
    Arrays.setAll(all, k -> k);
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 1, 3);
      Sequences.Batch batch = sequences.batch(tape, all, 200);
      MaskedItems masked = MaskedItems.draw(tape, batch, 0.2, 0.1, 9);
      int hidden = masked.places().size();
      // (0.9 x 0.2 x 5 + 0.1) x 200 = 200 places, with a standard deviation of 13
      assertThat(hidden).isBetween(150, 250);
      for (int k = 0; k < hidden; k++) {
        int row = masked.places().id(k);
        assertThat(masked.inputs().id(row)).isEqualTo(9);
        assertThat(masked.targets().id(k)).isEqualTo(batch.inputs().id(row));
      }
      MaskedItems lastOnly = MaskedItems.draw(tape, batch, 0.2, 0.999, 9);
      for (int k = 0; k < 50; k++) {
        assertThat(lastOnly.places().id(k) % 5).isEqualTo(4);
      }
    }
  }

  /** The last item is hidden; whichever it is, the states of all places are the same. */
  @Test
  void theItemBehindAMaskDoesNotMatter() {
    Bert4Rec.Net network = filled(SMALL, Precision.FLOAT);
    assertThat(statesOfMasked(network, 0, 3, 5)).isEqualTo(statesOfMasked(network, 0, 3, 6));
    assertThat(statesOfMasked(network, 0, 3, 5)).isNotEqualTo(statesOfMasked(network, 0, 4, 5));
  }

  private static float[] statesOfMasked(Bert4Rec.Net network, int... history) {
    Interactions one = SequenceCases.histories(9, history);
    Sequences sequences = new Sequences(one, Sequences.Cutting.sameItems(5, 100));
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 1, 0);
      MaskedItems masked =
          MaskedItems.draw(tape, sequences.batch(tape, new int[] {0}, 1), 0.2, 0.999, 9);
      tape.begin(Mode.SCORING, 1, 0);
      float[] states = new float[3 * 4];
      network.states(tape, masked.inputs()).rows().value().readRows(0, 3, states, 0);
      return states;
    }
  }

  @Test
  void theRestOfABatchDoesNotMatter() {
    Bert4Rec.Net network = filled(SMALL, Precision.FLOAT);
    float[] all = SequenceCases.encode(network, new int[] {0, 2, 3, 3}, new int[] {6, 1, 1});
    float[] alone = SequenceCases.encode(network, new int[] {6, 1, 1});
    for (int k = 0; k < 4; k++) {
      assertThat(all[4 + k]).isCloseTo(alone[k], within(1e-5f));
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withMaskRatio(0), "maskRatio is 0");
    assertRefused(() -> SMALL.withLastOnly(1), "lastOnly is 1");
    assertRefused(() -> SMALL.withHeads(3), "heads is 3");
    assertRefused(() -> SMALL.withMaxLength(1), "maxLength is 1");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
