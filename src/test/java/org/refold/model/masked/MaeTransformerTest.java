package org.refold.model.masked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Schedule;
import org.refold.train.batch.Sequences;

class MaeTransformerTest implements RecommenderConformance {

  private static final Interactions TRAIN =
      histories(new int[] {0, 2, 3, 6, 1, 5}, new int[] {1}, new int[] {4, 4, 2, 7});
  private static final MaeTransformer SMALL =
      new MaeTransformer().withLatent(4).withMaxLength(8).withBatchSize(2).withEpochs(2);

  private static Interactions histories(int[]... histories) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int user = 0; user < histories.length; user++) {
      for (int item : histories[user]) {
        builder.add(user, item, 1, 0);
      }
    }
    return builder.build(
        Vocabulary.ofNumbers(histories.length),
        Vocabulary.ofNumbers(9),
        InteractionsBuilder.Duplicates.KEEP);
  }

  @Override
  public Recommender recommender() {
    return new MaeTransformer()
        .withLatent(16)
        .withBlocks(1)
        .withMaxLength(12)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(25)
        .withPatience(25);
  }

  @Override
  public Order order() {
    return Order.MATTERS;
  }

  private static int[] ids(Ragged.Ids ids) {
    int[] all = new int[ids.size()];
    Arrays.setAll(all, ids::id);
    return all;
  }

  /** Item 9 is the row of the whole, position 9 its own, position 8 the last place. */
  @Test
  void scoringHidesThePlaceBehindTheHistory() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Ragged.Ids histories = Ragged.Ids.of(new int[] {3, 1}, new int[] {}, new int[] {5});
      HiddenItems input = HiddenItems.behind(tape, histories, 9, 8);
      assertThat(ids(input.visible())).containsExactly(9, 3, 1, 9, 9, 5);
      assertThat(ids(input.visiblePositions())).containsExactly(9, 6, 7, 9, 9, 7);
      assertThat(ids(input.all())).containsExactly(0, 1, 2, 6, 3, 6, 4, 5, 6);
      assertThat(ids(input.allPositions())).containsExactly(9, 6, 7, 8, 9, 8, 9, 7, 8);
      assertThat(ids(input.places())).containsExactly(3, 5, 8);
    }
  }

  @Test
  void aShareIsHiddenAndTheEncoderDoesNotReadIt() {
    Sequences sequences = new Sequences(TRAIN, Sequences.Cutting.sameItems(8, 50));
    int last = 0;
    try (Tape tape = Tape.ofFloats()) {
      for (int step = 0; step < 100; step++) {
        tape.begin(Mode.TRAINING, 1, step);
        Sequences.Batch batch = sequences.batch(tape, new int[] {0, 2}, 2);
        HiddenItems input = HiddenItems.draw(tape, batch, Masking.uniform(), 0.4, 0, 9, 8);
        // of 6 items 3 are kept, of 4 items 2, and a row of the whole for each
        assertThat(input.visible().length(0)).isEqualTo(4);
        assertThat(input.visible().length(1)).isEqualTo(3);
        assertThat(input.targets().size()).isEqualTo(5);
        HiddenItems some = HiddenItems.draw(tape, batch, Masking.uniform(), 0.4, 0.5, 9, 8);
        last += some.visible().length(0) == 6 ? 1 : 0;
        for (int k = 0; k < 5; k++) {
          int row = input.places().id(k);
          assertThat(input.all().id(row)).isEqualTo(input.visible().size());
          int inBatch = row < 7 ? row - 1 : row - 2;
          assertThat(batch.inputs().id(inBatch)).isEqualTo(input.targets().id(k));
        }
      }
    }
    assertThat(last).isBetween(35, 65);
  }

  @Test
  void whoHasMoreIsShownASmallerShare() {
    Masking masking = Masking.of(Mask.parse("activity(0.2)"), BinaryMatrix.of(TRAIN));
    Ragged.Ids sequences = Ragged.Ids.of(new int[] {0, 2, 3, 6, 1, 5}, new int[] {1});
    for (int k = 0; k < 2; k++) {
      int length = sequences.length(k);
      boolean[] hides = masking.ofSequence(new SplittableRandom(k), sequences, k, 0.5);
      double kept = Math.floor(length * (1 - masking.ratio(0.5, length)));
      assertThat(hides).hasSize(length);
      assertThat(IntStream.range(0, length).filter(at -> hides[at]).count())
          .isEqualTo((long) (length - kept));
    }
    assertThat(masking.ratio(0.5, 6)).isGreaterThan(masking.ratio(0.5, 1));
  }

  /** Of four users two have item 0 and one item 1: w = 2 and 1, rho = 1/2, p = 2/3 and 1/3. */
  @Test
  void aMaskByPopularityHidesPopularItems() {
    Interactions train = histories(new int[] {0, 1}, new int[] {0, 2}, new int[] {3});
    Masking masking = Masking.of(Mask.parse("popularity(1)"), BinaryMatrix.of(train));
    Ragged.Ids sequences = Ragged.Ids.of(new int[] {0, 1});
    int first = 0;
    for (int draw = 0; draw < 3000; draw++) {
      boolean[] hides = masking.ofSequence(new SplittableRandom(draw), sequences, 0, 0.5);
      assertThat(hides[0]).as("one is hidden, one visible").isNotEqualTo(hides[1]);
      first += hides[0] ? 1 : 0;
    }
    // independent draws: 4/9 first alone, 1/9 second alone, 4/9 none or both, which half of the
    // time makes it the first
    assertThat(first / 3000.0).isCloseTo(4.0 / 9 + 2.0 / 9, within(0.03));
    MaeTransformer popular = SMALL.withMask(Mask.parse("popularity(1)"));
    assertThat(popular.fit(TRAIN, Fitting.withSeed(1)).log().epochs().get(0).loss())
        .isNotEqualTo(SMALL.fit(TRAIN, Fitting.withSeed(1)).log().epochs().get(0).loss());
  }

  /** What is hidden cannot be seen: another item there leaves the encoder as it is. */
  @Test
  void theEncoderIsThatOfTheVisibleItemsAlone() {
    Scope scope = Scope.drawing(3);
    MaeNetwork network = SMALL.network(Sizes.of(TRAIN), scope);
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      HiddenItems two =
          HiddenItems.behind(tape, Ragged.Ids.of(new int[] {3, 1}, new int[] {5}), 9, 8);
      HiddenItems one = HiddenItems.behind(tape, Ragged.Ids.of(new int[] {5}), 9, 8);
      Matrix together = network.encoded(tape, two).rows().value();
      Matrix alone = network.encoded(tape, one).rows().value();
      assertThat(together.rows()).isEqualTo(5);
      for (int k = 0; k < 4; k++) {
        assertThat(together.get(4, k)).isCloseTo(alone.get(1, k), within(1e-6));
      }
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withHeads(3), "heads is 3");
    assertRefused(
        () -> SMALL.withMaskRatio(Schedule.constant(1)), "maskRatio at the first step is 1");
    assertRefused(() -> SMALL.withLastOnly(-1), "lastOnly is -1");
    assertRefused(
        () -> SMALL.withMaskRatio(Schedule.constant(0)).withLastOnly(0), "nothing is learned");
    assertRefused(() -> SMALL.withMaxLength(0), "maxLength is 0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
