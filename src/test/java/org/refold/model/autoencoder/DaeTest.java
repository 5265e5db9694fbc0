package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.op.Products;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.neural.Likelihood;

class DaeTest implements RecommenderConformance {

  private static final int[][] HISTORIES = {{0, 2, 3, 6}, {1}, {}, {0, 1, 2, 4, 6}};
  private static final Interactions TRAIN = GoldenNumbers.histories(7, HISTORIES);
  private static final Dae SMALL =
      new Dae().withHidden(LayerSizes.of(5)).withLatent(3).withBatchSize(2).withEpochs(3);
  private static final SparseRows TWO_OF_THREE = SparseRows.ofOnes(3, new int[] {0, 1});

  @Override
  public Recommender recommender() {
    return new Dae().withLatent(8).withLearningRate(0.01).withBatchSize(32).withEpochs(40);
  }

  static float[] scores(Recommender recommender) {
    float[] scores = new float[4 * 7];
    try (Fitted<? extends Model> fitted = recommender.fit(TRAIN, Fitting.withSeed(3))) {
      fitted.model().score(TRAIN, 0, 4, scores);
    }
    return scores;
  }

  @Test
  void withDropoutItIsMultDae() {
    MultDae multDae = new MultDae().withHidden(LayerSizes.of(5)).withLatent(3);
    assertThat(scores(SMALL)).isEqualTo(scores(multDae.withBatchSize(2).withEpochs(3)));
  }

  @Test
  void withoutCorruptionItIsAPlainAutoencoder() {
    Autoencoder plain = new Autoencoder().withHidden(LayerSizes.of(5)).withLatent(3);
    float[] expected = scores(plain.withBatchSize(2).withEpochs(3));
    assertThat(scores(SMALL.withCorruption(Corruption.none()))).isEqualTo(expected);
    assertThat(scores(SMALL)).isNotEqualTo(expected);
  }

  /**
   * By hand, for x = (1, 1, 0), of which the second was hidden, and f = (.6, .2, .1): half of .5
   * .4^2 + .8^2 + .5 .1^2 = .725, and with full emphasis half of .8^2; as logits of the logistic
   * function, .5 (.437488 + .744397) + .598139; of the softmax, -.5 log .439203 - log .294407.
   */
  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, 1, 0.5, 0.3625",
    "GAUSSIAN, 1, 0, 0.32",
    "GAUSSIAN, 2, 2, 0.81",
    "LOGISTIC, 1, 0.5, 1.1890815",
    "MULTINOMIAL, 1, 0.5, 1.634190"
  })
  void emphasisWeighsWhatWasCorrupted(
      Likelihood likelihood, double corrupted, double others, double loss) {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      SparseRows visible = SparseRows.ofOnes(3, new int[] {0});
      SparseRows changed = Corruption.parse("mask(0.5)").changed(tape, TWO_OF_THREE, visible);
      Var f = tape.constant(Matrix.of(1, 3, 0.6, 0.2, 0.1));
      Var found = new Emphasis(corrupted, others).negativeLog(likelihood, f, TWO_OF_THREE, changed);
      assertThat(found.item()).isEqualTo(loss, within(1e-6));
    }
  }

  /**
   * The expected square loss of a linear map B is that of the mean input and a variance: with
   * dropout q, |x - x B|^2 + q / (1 - q) sum of x_i^2 |B_i|^2 = 1.125; with masking of q, |x - (1 -
   * q) x B|^2 + q (1 - q) sum of x_i^2 |B_i|^2.
   */
  @ParameterizedTest
  @CsvSource({"dropout(0.5), 1.125", "mask(0.5), 1.28125"})
  void theExpectedLossOfALinearMapIsKnown(String corruption, double expected) {
    Matrix b = Matrix.of(3, 3, 0, 0.5, 0.25, 0.5, 0, 0, 0.25, 0, 0);
    int draws = 20_000;
    double sum = 0;
    double squares = 0;
    try (Tape tape = Tape.ofDoubles()) {
      for (int draw = 0; draw < draws; draw++) {
        tape.begin(Mode.TRAINING, 1, draw);
        SparseRows corrupted = Corruption.parse(corruption).of(tape, TWO_OF_THREE);
        Var f = Products.multiplySparse(corrupted, tape.constant(b));
        double loss = 2 * Likelihood.GAUSSIAN.negativeLog(f, TWO_OF_THREE).item();
        sum += loss;
        squares += loss * loss;
      }
    }
    double mean = sum / draws;
    double error = Math.sqrt((squares / draws - mean * mean) / draws);
    assertThat(mean).isEqualTo(expected, within(3 * error));
  }

  /** Of 300 entries a tenth is picked and half of these become one: 15, or as many zero. */
  @Test
  void saltAndPepperPicksAShareOfAllEntries() {
    Corruption corruption = Corruption.parse("salt-pepper(0.1)");
    int[] first = new int[100];
    Arrays.setAll(first, k -> k);
    SparseRows x = SparseRows.ofOnes(400, first);
    int salt = 0;
    int pepper = 0;
    try (Tape tape = Tape.ofFloats()) {
      for (int step = 0; step < 500; step++) {
        tape.begin(Mode.TRAINING, 1, step);
        SparseRows corrupted = corruption.of(tape, x);
        SparseRows changed = corruption.changed(tape, x, corrupted);
        for (int at = 0; at < changed.size(); at++) {
          assertThat(changed.value(at)).isEqualTo(changed.column(at) < 100 ? 1 : 0);
          salt += changed.column(at) < 100 ? 0 : 1;
          pepper += changed.column(at) < 100 ? 1 : 0;
        }
        assertThat(corrupted.size()).isEqualTo(100 + changed.size() - 2 * zeros(changed));
      }
      tape.begin(Mode.SCORING, 1, 0);
      assertThat(corruption.of(tape, x)).isSameAs(x);
    }
    // binomial: 500 times 300 or 100 entries, each with probability 1/20; within four deviations
    assertThat(salt).isBetween(7500 - 340, 7500 + 340);
    assertThat(pepper).isBetween(2500 - 200, 2500 + 200);
  }

  private static int zeros(SparseRows changed) {
    int zeros = 0;
    for (int at = 0; at < changed.size(); at++) {
      zeros += changed.value(at) == 1 ? 1 : 0;
    }
    return zeros;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none", "mask(0.3)", "dropout(0.5)", "gaussian(0.2)", "salt-pepper(0.05)"})
  void corruptionsAreReadAndTrain(String text) {
    Corruption corruption = Corruption.parse(text);
    assertThat(corruption.toString()).isEqualTo(text);
    for (String emphasis : new String[] {"none", "full", "weights(1.0,0.5)"}) {
      assertThat(Emphasis.parse(emphasis).toString()).isEqualTo(emphasis);
      for (Likelihood likelihood : Likelihood.values()) {
        Dae settings =
            SMALL.with(
                b ->
                    b.corruption(corruption)
                        .emphasis(Emphasis.parse(emphasis))
                        .likelihood(likelihood)
                        .activation(Activation.SIGMOID));
        assertThat(scores(settings)).doesNotContain(Float.NaN);
      }
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> Corruption.parse("mask(1)"), "share of corruption is 1.0");
    assertRefused(() -> Corruption.parse("gaussian(-1)"), "standard deviation");
    assertRefused(() -> Corruption.parse("masks(0.5)"), "did you mean 'mask'?");
    assertRefused(() -> Emphasis.parse("weights(1,-1)"), "weight of other entries is -1.0");
    assertRefused(() -> SMALL.withLatent(0), "latent is 0");
    assertRefused(() -> SMALL.withL2(-1), "l2 is -1.0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
