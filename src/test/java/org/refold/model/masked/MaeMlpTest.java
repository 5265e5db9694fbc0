package org.refold.model.masked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.model.autoencoder.MultDae;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Inputs;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Schedule;
import org.refold.train.neural.Likelihood;

class MaeMlpTest implements RecommenderConformance {

  private static final MaeMlp SMALL =
      new MaeMlp()
          .withHidden(LayerSizes.of(6))
          .withLatent(4)
          .withL2(0)
          .withBatchSize(16)
          .withEpochs(3);
  private static final SparseRows X = SparseRows.ofOnes(4, new int[] {0, 1, 2});
  private static final Masking.Parts SECOND_HIDDEN =
      new Masking.Parts(
          SparseRows.ofOnes(4, new int[] {0, 2}), SparseRows.ofOnes(4, new int[] {1}));

  private static final Interactions TRAIN = train();

  /** Users of whom each has two items at least, of 24. */
  private static Interactions train() {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    SplittableRandom random = new SplittableRandom(1);
    for (int user = 0; user < 60; user++) {
      for (int item = 0; item < 24; item++) {
        if (item < 2 || random.nextDouble() < 1.0 / (1 + item % 5)) {
          builder.add(user, (item + user) % 24, 1, 0);
        }
      }
    }
    return builder.build(ids(60), ids(24), InteractionsBuilder.Duplicates.KEEP);
  }

  private static Vocabulary ids(int count) {
    return Vocabulary.of(IntStream.range(0, count).mapToObj(String::valueOf).toList());
  }

  @Override
  public Recommender recommender() {
    return new MaeMlp()
        .withHidden(LayerSizes.of(32))
        .withLatent(8)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(40);
  }

  private static float[] scores(Recommender recommender) {
    float[] scores = new float[5 * TRAIN.itemCount()];
    try (Fitted<? extends Model> fitted = recommender.fit(TRAIN, Fitting.withSeed(3))) {
      fitted.model().score(TRAIN, 0, 5, scores);
    }
    return scores;
  }

  @Test
  void withTheLossOfDropoutOverAllItIsMultDae() {
    MaeMlp masked = SMALL.withLossOver(LossOver.ALL).withScale(InputScale.DROPOUT);
    MultDae multDae = new MultDae().withHidden(LayerSizes.of(6)).withLatent(4).withL2(0);
    float[] expected = scores(multDae.withBatchSize(16).withEpochs(3));
    assertThat(scores(masked)).isEqualTo(expected);
    assertThat(scores(SMALL)).isNotEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"activity(0)", "popularity(0)"})
  void aMaskWithoutStrengthIsUniform(String mask) {
    assertThat(scores(SMALL.withMask(Mask.parse(mask)))).isEqualTo(scores(SMALL));
    MaeMlp nearlyAll = SMALL.withMaskRatio(Schedule.constant(0.95));
    assertThat(scores(nearlyAll.withMask(Mask.parse(mask)))).isEqualTo(scores(nearlyAll));
  }

  /**
   * By NumPy for x = (1, 1, 1, 0), of which the second is hidden, and f = (1, 2, .5, -1): the log
   * of the softmax over all, or over the two that are not visible; the cross-entropies of the
   * hidden one and of the zero.
   */
  @ParameterizedTest
  @CsvSource({
    "MULTINOMIAL, ALL, 0.495182",
    "MULTINOMIAL, NOT_VISIBLE, 0.048587",
    "LOGISTIC, ALL, 0.440190",
    "GAUSSIAN, ALL, 1"
  })
  void theLossOfWhatWasHidden(Likelihood likelihood, SoftmaxOver softmaxOver, double loss) {
    for (int negatives : likelihood == Likelihood.MULTINOMIAL ? new int[] {0} : new int[] {0, 1}) {
      MaeMlp settings =
          SMALL.with(b -> b.likelihood(likelihood).softmaxOver(softmaxOver).negatives(negatives));
      try (Tape tape = Tape.ofDoubles()) {
        tape.begin(Mode.TRAINING, 1, 1);
        Sizes sizes = Sizes.of(TRAIN);
        MaeMlp.Net net = settings.network(sizes, Scope.drawing(Precision.DOUBLE, 1));
        Var f = tape.constant(Matrix.of(1, 4, 1, 2, 0.5, -1));
        assertThat(net.ofHidden(f, X, SECOND_HIDDEN).item()).isEqualTo(loss, within(1e-6));
      }
    }
  }

  @Test
  void theInputIsRenormalisedOrThinned() {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      double visible = Inputs.normalised(tape, SECOND_HIDDEN.visible()).value(0);
      assertThat(visible).isEqualTo(0.707107, within(1e-6));
      Masking.Parts thinned =
          Masking.uniform()
              .apart(
                  tape, Inputs.normalised(tape, X), 1 / 3.0, InputScale.DROPOUT, LossOver.HIDDEN);
      assertThat(thinned.visible().value(0)).isEqualTo(0.866025, within(1e-6));
    }
  }

  /** In none of 200 histories is all hidden or nothing; one item alone stays visible. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
  void somethingIsHiddenAndSomethingVisible(double rho) {
    SparseRows rows = new SparseRows(10);
    for (int k = 0; k < 200; k++) {
      int[] items = IntStream.range(0, 1 + k % 5).toArray();
      rows.addRow(items, 0, items.length);
    }
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 1, 1);
      Masking.Parts parts =
          Masking.uniform().apart(tape, rows, rho, InputScale.RENORMALISE, LossOver.HIDDEN);
      for (int row = 0; row < 200; row++) {
        int hidden = parts.hidden().end(row) - parts.hidden().start(row);
        int visible = parts.visible().end(row) - parts.visible().start(row);
        assertThat(hidden + visible).isEqualTo(1 + row % 5);
        assertThat(visible).isPositive();
        assertThat(hidden > 0).isEqualTo(row % 5 > 0);
      }
    }
  }

  /** w = (1, 1, 2, 4) at .5: c = .25; at .75 the largest is hidden always, and c = 2 / 4. */
  @Test
  void popularItemsAreHiddenMoreOften() {
    double[] weights = {1, 1, 2, 4};
    assertThat(Masking.probabilities(0.5, weights)).containsExactly(0.25, 0.25, 0.5, 1);
    assertThat(Masking.probabilities(0.75, weights)).containsExactly(0.5, 0.5, 1, 1);
    SplittableRandom random = new SplittableRandom(1);
    for (int repetition = 0; repetition < 200; repetition++) {
      double[] drawn = random.doubles(1 + random.nextInt(20), 0.01, 9).toArray();
      double rho = random.nextDouble();
      double[] likely = Masking.probabilities(rho, drawn);
      assertThat(DoubleStream.of(likely).allMatch(p -> p >= 0 && p <= 1)).isTrue();
      assertThat(DoubleStream.of(likely).sum()).isEqualTo(rho * drawn.length, within(1e-9));
    }
  }

  /** Logs of 1 and 9 lie one standard deviation below and above their mean. */
  @Test
  void activeUsersAreShownLess() {
    int[] nine = IntStream.range(0, 9).toArray();
    BinaryMatrix histories = BinaryMatrix.of(9, List.of(new int[] {4}, nine, new int[] {}));
    Masking masking = Masking.of(Mask.parse("activity(0.2)"), histories);
    assertThat(masking.ratio(0.5, 1)).isEqualTo(0.3, within(1e-12));
    assertThat(masking.ratio(0.5, 9)).isEqualTo(0.7, within(1e-12));
    assertThat(masking.ratio(0.5, 3)).isEqualTo(0.5, within(1e-12));
    assertThat(masking.ratio(0.85, 9)).isEqualTo(0.9);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, uniform, MULTINOMIAL, NOT_VISIBLE, RENORMALISE, 0",
    "'linear(0.1,0.9,40)', activity(0.1), LOGISTIC, ALL, DROPOUT, 3",
    "0.4, popularity(-0.5), GAUSSIAN, ALL, RENORMALISE, 0",
    "0.7, popularity(0.5), MULTINOMIAL, ALL, DROPOUT, 0"
  })
  void allKindsOfMaskTrain(
      String ratio,
      String mask,
      Likelihood likelihood,
      SoftmaxOver softmaxOver,
      InputScale scale,
      int negatives) {
    MaeMlp settings =
        SMALL.with(
            b ->
                b.maskRatio(Schedule.parse(ratio))
                    .mask(Mask.parse(mask))
                    .likelihood(likelihood)
                    .softmaxOver(softmaxOver)
                    .scale(scale)
                    .negatives(negatives));
    float[] scores = scores(settings);
    assertThat(scores).isNotEqualTo(scores(SMALL));
    for (float score : scores) {
      assertThat(score).isFinite();
    }
    assertThat(Mask.parse(mask).toString()).isEqualTo(mask);
  }

  @Test
  void theMaskRatioOfEachEpochIsInTheLog() {
    MaeMlp settings = SMALL.withMaskRatio(Schedule.parse("linear(0,0.5,10)")).withBatchSize(48);
    try (Fitted<?> fitted = settings.fit(TRAIN, Fitting.withSeed(1))) {
      double[] ratios = fitted.log().notes("maskRatio");
      assertThat(Arrays.stream(ratios).boxed().toList()).isSorted().hasSize(3);
      assertThat(ratios[0]).isBetween(0.0, 0.2);
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withLatent(0), "latent is 0");
    assertRefused(() -> SMALL.withMaskRatio(Schedule.constant(1)), "maskRatio at the first step");
    assertRefused(
        () -> SMALL.withMaskRatio(Schedule.linear(0, 1, 10)), "maskRatio at the last step is 1.0");
    assertRefused(() -> SMALL.withNegatives(-1), "negatives is -1");
    assertRefused(() -> Mask.parse("popular(1)"), "did you mean 'popularity'?");
    assertRefused(() -> new Mask(Mask.Kind.UNIFORM, 1), "strength of the mask uniform is 1.0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
