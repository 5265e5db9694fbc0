package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.Interactions;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Sizes;
import org.refold.nn.optimizer.Optimizer;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.TrainingPlan;
import org.refold.train.neural.HistoryModel;

/** The numbers come from golden_mult.py in the test resources, by PyTorch in double precision. */
class MultDaeTest implements RecommenderConformance {

  private static final GoldenNumbers GOLDEN = new GoldenNumbers("golden_mult.txt");
  private static final int[][] HISTORIES = {{0, 2, 3, 6}, {1}, {}, {0, 1, 2, 4, 6}};
  private static final Interactions TRAIN = GoldenNumbers.histories(7, HISTORIES);
  private static final MultDae SMALL =
      new MultDae().withHidden(LayerSizes.of(5, 4)).withLatent(3).withBatchSize(2).withEpochs(2);
  private static final long SEED = 4;
  private static final long STEP = 3;

  @Override
  public Recommender recommender() {
    return new MultDae()
        .withHidden(LayerSizes.of(32))
        .withLatent(8)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(40);
  }

  private static FilledNetwork<MultDae.Net> filled(MultDae settings, Precision precision) {
    return FilledNetwork.of(precision, scope -> settings.network(Sizes.of(TRAIN), scope));
  }

  @ParameterizedTest
  @EnumSource
  void lossAndGradientsAgreeWithPyTorch(Precision precision) {
    checkLossAndGradients("dae", SMALL, precision);
  }

  @ParameterizedTest
  @EnumSource
  void lossAndGradientsWithDropoutOfTheCodeAgreeWithPyTorch(Precision precision) {
    checkLossAndGradients("dae.thinned", SMALL.withCodeDropout(0.5), precision);
  }

  private static void checkLossAndGradients(String name, MultDae settings, Precision precision) {
    FilledNetwork<MultDae.Net> filled = filled(settings, precision);
    double tolerance = GoldenNumbers.tolerance(precision);
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, SEED, STEP);
      Var loss = filled.network().loss(tape, SparseRows.ofOnes(7, HISTORIES));
      GOLDEN.check(name + ".loss", loss.item(), tolerance);
      tape.backward(loss);
    }
    assertThat(filled.parameters()).hasSize(12);
    GOLDEN.checkGradients(name, filled.parameters(), tolerance);
  }

  @ParameterizedTest
  @EnumSource
  void scoresAgreeWithPyTorchAndNothingIsDropped(Precision precision) {
    MultDae.Net network = filled(SMALL.withCodeDropout(0.5), precision).network();
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.SCORING, SEED, STEP);
      Var code = network.encode(tape, SparseRows.ofOnes(7, HISTORIES));
      GOLDEN.check("dae.code", code.value(), GoldenNumbers.tolerance(precision));
      Var scores = network.decode(code);
      GOLDEN.check("dae.scores", scores.value(), GoldenNumbers.tolerance(precision));
    }
  }

  /** The penalty reaches the weights, at its full weight, and leaves the biases alone. */
  @ParameterizedTest
  @EnumSource
  void threeStepsOfTrainingAgreeWithPyTorch(Precision precision) {
    MultDae settings = SMALL.withDropout(0).withL2(0.3).withLearningRate(0.05);
    FilledNetwork<MultDae.Net> filled = filled(settings, precision);
    TrainingPlan plan = settings.training().plan(settings.l2(), HISTORIES.length);
    Optimizer optimizer = plan.optimizer().apply(filled.parameters());
    SparseRows batch = SparseRows.ofOnes(7, HISTORIES);
    try (Tape tape = Tape.of(precision)) {
      for (int step = 0; step < 3; step++) {
        tape.begin(Mode.TRAINING, SEED, step);
        optimizer.step(
            plan.learningRate().at(step),
            () -> {
              Var loss = filled.network().loss(tape, batch);
              double value = loss.item();
              tape.backward(loss);
              return value;
            });
      }
    }
    for (int k = 0; k < filled.parameters().size(); k++) {
      GOLDEN.check(
          "dae.trained." + k,
          filled.parameters().get(k).value(),
          precision == Precision.FLOAT ? 1e-4 : 1e-10);
    }
  }

  @Test
  void theDefaultsAreThoseOfThePaper() {
    assertThat(new MultDae().toString())
        .contains("hidden=600", "latent=200", "activation=TANH", "likelihood=MULTINOMIAL")
        .contains(
            ", dropout=0.5", "codeDropout=0.0", "learningRate=0.001", "l2=4.0E-5", "batchSize=500")
        .contains("epochs=200");
  }

  /** Liang et al. use items-200-items in their table 3. */
  @Test
  void aNetworkMayHaveNoHiddenLayer() {
    MultDae settings = SMALL.withHidden(LayerSizes.parse("none"));
    assertThat(filled(settings, Precision.FLOAT).parameters())
        .extracting(Parameter::toString)
        .containsExactly(
            "encoder 1 [7, 3]",
            "encoder 1 bias [1, 3]",
            "decoder 1 [3, 7]",
            "decoder 1 bias [1, 7]");
    assertThat(settings.fit(TRAIN, Fitting.withSeed(1)).log().epochSeconds()).hasSize(2);
  }

  /** The stored interactions of the third user repeat; a history is a set. */
  @Test
  void repeatedItemsCountOnce() {
    Interactions repeated =
        GoldenNumbers.histories(7, new int[] {0, 2, 0, 3, 6, 2}, new int[] {1, 1});
    Interactions once = GoldenNumbers.histories(7, new int[] {0, 2, 3, 6}, new int[] {1});
    float[] ofRepeated = scores(SMALL.fit(repeated, Fitting.withSeed(1)), repeated);
    assertThat(ofRepeated).isEqualTo(scores(SMALL.fit(once, Fitting.withSeed(1)), once));
  }

  @Test
  void dropoutOfTheCodeChangesWhatIsLearnt() {
    Fitting fitting = Fitting.withSeed(1);
    float[] whole = scores(SMALL.fit(TRAIN, fitting), TRAIN);
    assertThat(scores(SMALL.withCodeDropout(0.5).fit(TRAIN, fitting), TRAIN)).isNotEqualTo(whole);
    assertThatThrownBy(() -> SMALL.withCodeDropout(1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("codeDropout is 1.0");
  }

  private static float[] scores(Fitted<HistoryModel> fitted, Interactions histories) {
    float[] scores = new float[histories.userCount() * histories.itemCount()];
    fitted.model().score(histories, 0, histories.userCount(), scores);
    return scores;
  }

  @Test
  void codesComeOutOfTheEncoder() {
    HistoryModel model = SMALL.fit(TRAIN, Fitting.withSeed(1)).model();
    float[] codes = new float[4 * 3];
    model.encode(TRAIN, 0, 4, codes);
    float[] second = new float[3];
    model.encode(TRAIN, 1, 2, second);
    assertThat(codes).doesNotContain(0f);
    assertThat(second).containsExactly(codes[3], codes[4], codes[5]);
    assertThatThrownBy(() -> model.encode(TRAIN, 0, 4, new float[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 numbers each");
    assertThatThrownBy(() -> model.encode(TRAIN, 0, 5, new float[15]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
