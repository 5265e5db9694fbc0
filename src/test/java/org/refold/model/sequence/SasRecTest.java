package org.refold.model.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.layer.TransformerBlock;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Notes;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceModel;

class SasRecTest implements RecommenderConformance {

  private static final int[][] HISTORIES = {
    {0, 2, 3, 6, 1}, {1}, {4, 4, 2}, {}, {5, 0, 6, 2, 3, 1, 4}
  };
  private static final Interactions TRAIN = SequenceCases.histories(7, HISTORIES);
  private static final SasRec SMALL =
      new SasRec().withLatent(4).withMaxLength(6).withBatchSize(3).withEpochs(2);

  @Override
  public Recommender recommender() {
    return new SasRec()
        .withLatent(16)
        .withBlocks(1)
        .withMaxLength(10)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(30)
        .withPatience(30);
  }

  @Override
  public Order order() {
    return Order.MATTERS;
  }

  private static SasRec.Net filled(SasRec settings, Precision precision) {
    Scope scope = Scope.drawing(precision, 1);
    SasRec.Net network = settings.network(Sizes.of(TRAIN), scope);
    SequenceCases.fill(scope.parameters());
    return network;
  }

  /** What comes later does not change what was seen before, to the last bit. */
  @ParameterizedTest
  @EnumSource
  void aLaterItemLeavesEarlierStatesAsTheyAre(TransformerBlock.Kind block) {
    SasRec.Net network = filled(SMALL.withBlock(block), Precision.FLOAT);
    float[] before = states(network, new int[] {0, 2, 3, 6, 1});
    float[] after = states(network, new int[] {0, 2, 3, 6, 5});
    assertThat(Arrays.copyOf(after, 16)).isEqualTo(Arrays.copyOf(before, 16));
    assertThat(after[16]).isNotEqualTo(before[16]);
  }

  private static float[] states(SasRec.Net network, int[]... histories) {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Matrix rows = network.states(tape, Ragged.Ids.of(histories)).rows().value();
      float[] numbers = new float[(int) rows.size()];
      rows.readRows(0, rows.rows(), numbers, 0);
      return numbers;
    }
  }

  /** As a program with padding on the left and a mask of keys has them, in plain loops. */
  @ParameterizedTest
  @CsvSource({"sasrec,1", "sasrec,2", "pre,2"})
  void statesAreThoseOfPaddedSequences(String block, int heads) {
    TransformerBlock.Kind kind = TransformerBlock.Kind.valueOf(block.toUpperCase(Locale.ROOT));
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    SasRec.Net network = SMALL.withBlock(kind).withHeads(heads).network(Sizes.of(TRAIN), scope);
    SequenceCases.fill(scope.parameters());
    PaddedSasRec padded = new PaddedSasRec(scope.parameters(), kind, heads, 2, 6);
    int[][] histories = {{0, 2, 3, 6, 1}, {1}, {5, 0, 6, 2, 3, 1}};
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      Ragged states = network.states(tape, Ragged.Ids.of(histories));
      for (int user = 0; user < histories.length; user++) {
        double[][] expected = padded.states(histories[user]);
        for (int at = 0; at < histories[user].length; at++) {
          for (int unit = 0; unit < 4; unit++) {
            assertThat(states.rows().value().get(states.layout().start(user) + at, unit))
                .as("user %d, place %d, unit %d", user, at, unit)
                .isCloseTo(expected[6 - histories[user].length + at][unit], within(1e-9));
          }
        }
      }
    }
  }

  @Test
  void theRestOfABatchDoesNotMatter() {
    SasRec.Net network = filled(SMALL, Precision.FLOAT);
    float[] all =
        SequenceCases.encode(network, new int[] {0, 2}, new int[] {}, new int[] {6, 1, 1});
    float[] alone = SequenceCases.encode(network, new int[] {6, 1, 1});
    for (int k = 0; k < 4; k++) {
      assertThat(all[8 + k]).isCloseTo(alone[k], within(1e-6f));
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachLossFallsAndRanksTheItemThatAlwaysComesNext(SequenceLoss loss) {
    int[][] cycles = new int[40][];
    Arrays.setAll(cycles, k -> cycle(k % 7, 4 + k % 5));
    Interactions train = SequenceCases.histories(7, cycles);
    SasRec settings =
        SMALL
            .withLatent(16)
            .withLoss(loss)
            .withNegatives(loss == SequenceLoss.BCE ? 1 : 3)
            .withLearningRate(0.01)
            .withBatchSize(16)
            .withEpochs(60)
            .withPatience(60);
    try (var fitted = settings.fit(train, Fitting.withSeed(1))) {
      double[] losses = fitted.log().losses();
      assertThat(losses[losses.length - 1]).isLessThan(0.6 * losses[0]);
      SequenceModel model = fitted.model();
      // the cycle has seven items, and the history six: what comes next is the one that is left
      assertThat(model.recommend(List.of("2", "3", "4", "5"), 1).get(0).item()).isEqualTo("6");
    }
  }

  private static int[] cycle(int from, int length) {
    int[] items = new int[length];
    Arrays.setAll(items, k -> (from + k) % 7);
    return items;
  }

  /**
   * A loss that is asked for by its name alone is that of its paper, and a number is that number.
   */
  @ParameterizedTest
  @CsvSource({"BCE, 1", "GBCE, 256", "SAMPLED_CE, 3000"})
  void aLossDrawsAsManyNegativesAsItsAuthorsUnlessItIsTold(SequenceLoss loss, int negatives) {
    SasRec named = SMALL.withLoss(loss);
    double[] losses = losses(named);
    assertThat(losses(named.withNegatives(negatives))).isEqualTo(losses);
    assertThat(losses(named.withNegatives(2))).isNotEqualTo(losses);
  }

  private static double[] losses(SasRec settings) {
    try (var fitted = settings.fit(TRAIN, Fitting.withSeed(1))) {
      return fitted.log().losses();
    }
  }

  /** s+ = 1, s- = .5: binary cross-entropy; gBCE with 2 of 10 negatives weighs positives .4. */
  @Test
  void lossesOfOnePlaceAreThoseOfTheirEquations() {
    assertThat(new NextItemLoss(SequenceLoss.GBCE, 2, .75).beta(11)).isCloseTo(.4, within(1e-12));
    assertThat(new NextItemLoss(SequenceLoss.GBCE, 256, .75).beta(3416))
        .isCloseTo(.306223, within(6e-7));
    assertThat(new NextItemLoss(SequenceLoss.GBCE, 5, 0).beta(100)).isCloseTo(1, within(1e-12));
    assertThat(loss(SequenceLoss.BCE)).isCloseTo(1.287339, within(6e-7));
    assertThat(loss(SequenceLoss.SAMPLED_CE))
        .as("log(1 + exp(-.5))")
        .isCloseTo(.474077, within(6e-7));
    // s- = (.5, -.5): this seed draws items 4 and 6
    assertThat(loss(SequenceLoss.SAMPLED_CE, 2, 0, 0, 1, 9, 9, .5, 9, -.5))
        .isCloseTo(.604131, within(6e-7));
  }

  /** (.4 softplus(-1) + 2 softplus(.5)) / 3: of eleven items the next scores 1, all others .5. */
  @Test
  void calibratedCrossEntropyWeighsTheNextItemAndDividesByAllThatItScores() {
    double[] scores = new double[11];
    Arrays.fill(scores, .5);
    scores[1] = 1;
    double expected = (.4 * softplus(-1) + 2 * softplus(.5)) / 3;
    assertThat(loss(SequenceLoss.GBCE, 2, .75, scores)).isCloseTo(expected, within(1e-9));
    assertThat(.4 * softplus(-1) + softplus(.5) + softplus(-.5)).isCloseTo(1.573459, within(6e-7));
  }

  private static double softplus(double x) {
    return Math.log1p(Math.exp(x));
  }

  /** User 0 has item 0 then 1, so that 2 is the only negative; h = 1, E = (0, 1, .5). */
  private static double loss(SequenceLoss kind) {
    return loss(kind, 1, 0, 0, 1, .5);
  }

  /** The same for other items; h = 1, so that the table has the scores. */
  private static double loss(
      SequenceLoss kind, int negatives, double calibration, double... scores) {
    Interactions train = SequenceCases.histories(scores.length, new int[] {0, 1});
    Sequences sequences = new Sequences(train, Sequences.Cutting.nextItems(5, 5));
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Sequences.Batch batch = sequences.batch(tape, new int[] {0}, 1);
      Ragged h = new Ragged(tape.constant(Matrix.of(1, 1, new double[] {1})), batch.inputs());
      return new NextItemLoss(kind, negatives, calibration)
          .of(
              h,
              tape.constant(Matrix.of(scores.length, 1, scores)),
              batch,
              NegativeSampler.uniform(train))
          .item();
    }
  }

  /** Scores of a softmax are there for a few places at a time, those of gbce for all. */
  @Test
  void memoryIsForecastByWhatALossAndABlockKeep() {
    long plain = SMALL.numbersOfPlace();
    assertThat(SMALL.withLoss(SequenceLoss.SAMPLED_CE).numbersOfPlace()).isEqualTo(plain);
    assertThat(SMALL.withLoss(SequenceLoss.GBCE).numbersOfPlace())
        .isGreaterThan(plain + 5 * 256)
        .isGreaterThan(SMALL.withLoss(SequenceLoss.GBCE).withNegatives(200).numbersOfPlace());
    assertThat(SMALL.withBlock(TransformerBlock.Kind.LIGR).numbersOfPlace())
        .as("four times as many units within")
        .isGreaterThan(plain);
  }

  /** Only the last items of a long history count. */
  @Test
  void longHistoriesAreCut() {
    try (var fitted = SMALL.fit(TRAIN, Fitting.withSeed(1))) {
      assertThat(fitted.model().recommend(List.of("3", "0", "6", "2", "5", "1", "4"), 1)).isEmpty();
      float[] scores = new float[2 * 7];
      Interactions two =
          SequenceCases.histories(7, new int[] {3, 0, 6, 2, 5, 1, 4}, new int[] {0, 6, 2, 5, 1, 4});
      fitted.model().score(two.withItems(fitted.model().items()), 0, 2, scores);
      assertThat(Arrays.copyOf(scores, 7)).isEqualTo(Arrays.copyOfRange(scores, 7, 14));
    }
  }

  @Test
  void saysThatLinesStandForTimes() {
    Notes notes = new Notes();
    SasRec once = SMALL.withEpochs(1);
    once.fit(TRAIN, Fitting.withSeed(1).withProgress(notes)).close();
    assertThat(notes.lines())
        .singleElement()
        .asString()
        .contains("no times: the order of their lines");
    InteractionsBuilder timed = new InteractionsBuilder(false, true);
    for (int user = 0; user < TRAIN.userCount(); user++) {
      for (int place = TRAIN.start(user); place < TRAIN.end(user); place++) {
        timed.add(user, TRAIN.item(place), 1, place);
      }
    }
    notes.lines().clear();
    InteractionsBuilder.Duplicates keep = InteractionsBuilder.Duplicates.KEEP;
    Interactions known = timed.build(TRAIN.users(), TRAIN.items(), keep);
    once.fit(known, Fitting.withSeed(1).withProgress(notes)).close();
    assertThat(notes.lines()).isEmpty();
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withHeads(3), "heads is 3, which does not divide latent 4");
    assertRefused(() -> SMALL.withBlocks(0), "blocks is 0");
    assertRefused(() -> SMALL.withMaxLength(0), "maxLength is 0");
    assertRefused(() -> SMALL.withDropout(1), "dropout is 1.0");
    assertRefused(() -> SMALL.withNegatives(-1), "negatives is -1");
    assertRefused(() -> SMALL.withCalibration(-1), "calibration is -1.0");
    assertRefused(() -> SMALL.withL2(-1), "l2 is -1.0");
    Interactions ones = SequenceCases.histories(7, new int[] {1}, new int[] {2});
    assertRefused(() -> SMALL.fit(ones, Fitting.withSeed(1)), "two items");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
