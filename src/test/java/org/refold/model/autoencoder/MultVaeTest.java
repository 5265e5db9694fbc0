package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingLog;
import org.refold.settings.BadInputException;
import org.refold.train.neural.Likelihood;

/** The numbers come from golden_mult.py in the test resources, by PyTorch in double precision. */
class MultVaeTest implements RecommenderConformance {

  private static final GoldenNumbers GOLDEN = new GoldenNumbers("golden_mult.txt");
  private static final int[][] HISTORIES = {{0, 2, 3, 6}, {1}, {}, {0, 1, 2, 4, 6}};
  private static final Interactions TRAIN = GoldenNumbers.histories(7, HISTORIES);
  private static final MultVae SMALL =
      new MultVae().withHidden(LayerSizes.of(5, 4)).withLatent(3).withBatchSize(2).withEpochs(2);
  private static final long SEED = 4;
  private static final long STEP = 3;

  @Override
  public Recommender recommender() {
    return new MultVae()
        .withHidden(LayerSizes.of(32))
        .withLatent(8)
        .withAnnealSteps(200)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(40);
  }

  private static FilledNetwork<MultVae.Net> filled(MultVae settings, Precision precision) {
    return FilledNetwork.of(precision, scope -> settings.network(Sizes.of(TRAIN), scope));
  }

  static Stream<Arguments> precisionsAndLikelihoods() {
    return Stream.of(Precision.values())
        .flatMap(p -> Stream.of(Likelihood.values()).map(l -> Arguments.of(p, l)));
  }

  /**
   * Holds what re-implementations got wrong: the length before dropout, noise of deviation 1, as
   * many means as latent units, the divergence summed over units and averaged over users, no
   * further dropout in the decoder unless asked for.
   */
  @ParameterizedTest
  @MethodSource("precisionsAndLikelihoods")
  void lossAndGradientsAgreeWithPyTorch(Precision precision, Likelihood likelihood) {
    checkLossAndGradients("vae." + likelihood, SMALL.withLikelihood(likelihood), precision);
  }

  @ParameterizedTest
  @EnumSource
  void lossAndGradientsWithDropoutOfTheCodeAgreeWithPyTorch(Precision precision) {
    checkLossAndGradients("vae.thinned", SMALL.withCodeDropout(0.5), precision);
  }

  private static void checkLossAndGradients(String name, MultVae settings, Precision precision) {
    FilledNetwork<MultVae.Net> filled = filled(settings, precision);
    double tolerance = GoldenNumbers.tolerance(precision);
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, SEED, STEP);
      MultVae.Terms terms = filled.network().terms(tape, SparseRows.ofOnes(7, HISTORIES));
      GOLDEN.check(name + ".nll", terms.negativeLogLikelihood().item(), tolerance);
      GOLDEN.check(name + ".kl", terms.divergence().item(), tolerance);
      tape.backward(Elements.combine(1, terms.negativeLogLikelihood(), 0.15, terms.divergence()));
    }
    assertThat(filled.parameters()).hasSize(12);
    GOLDEN.checkGradients(name, filled.parameters(), tolerance);
  }

  @ParameterizedTest
  @EnumSource
  void noiseOfAnotherDeviationAgreesWithPyTorch(Precision precision) {
    FilledNetwork<MultVae.Net> filled = filled(SMALL.withNoise(0.1), precision);
    double tolerance = GoldenNumbers.tolerance(precision);
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, SEED, STEP);
      Var loss =
          filled.network().terms(tape, SparseRows.ofOnes(7, HISTORIES)).negativeLogLikelihood();
      GOLDEN.check("vae.noise.nll", loss.item(), tolerance);
      tape.backward(loss);
    }
    GOLDEN.checkGradients("vae.noise", filled.parameters(), tolerance);
  }

  @ParameterizedTest
  @EnumSource
  void scoringTakesTheMeanAndDropsNothing(Precision precision) {
    MultVae.Net network = filled(SMALL.withCodeDropout(0.5), precision).network();
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.SCORING, SEED, STEP);
      Var code = network.encode(tape, SparseRows.ofOnes(7, HISTORIES));
      GOLDEN.check("vae.code", code.value(), GoldenNumbers.tolerance(precision));
      Var scores = network.decode(code);
      GOLDEN.check("vae.scores", scores.value(), GoldenNumbers.tolerance(precision));
    }
  }

  @Test
  void dropoutOfTheCodeChangesWhatIsLearnt() {
    Fitting fitting = Fitting.withSeed(1);
    float[] whole = new float[4 * 7];
    float[] thinned = new float[4 * 7];
    SMALL.fit(TRAIN, fitting).model().score(TRAIN, 0, 4, whole);
    SMALL.withCodeDropout(0.5).fit(TRAIN, fitting).model().score(TRAIN, 0, 4, thinned);
    assertThat(thinned).isNotEqualTo(whole);
  }

  @Test
  void latentIsTheSizeOfTheCodeNotTwiceIt() {
    Scope scope = Scope.drawing(SEED);
    new MultVae().network(Sizes.of(TRAIN), scope);
    assertThat(scope.parameters())
        .extracting(Parameter::toString)
        .containsExactly(
            "encoder 1 [7, 600]",
            "encoder 1 bias [1, 600]",
            "encoder 2 [600, 400]",
            "encoder 2 bias [1, 400]",
            "decoder 1 [200, 600]",
            "decoder 1 bias [1, 600]",
            "decoder 2 [600, 7]",
            "decoder 2 bias [1, 7]");
  }

  /** min(cap, step / annealSteps): neither past the cap nor the cap times that share. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.000005",
    "20000, 0.1",
    "39999, 0.199995",
    "40000, 0.2",
    "40001, 0.2",
    "200000, 0.2",
    "1000000, 0.2"
  })
  void betaRisesToItsCapAndStaysThere(long step, double beta) {
    assertThat(new MultVae().annealing().at(step)).isEqualTo(beta);
  }

  @Test
  void theFirstStepHasNoDivergenceAndTheCapHolds() {
    MultVae settings = SMALL.withAnnealSteps(10).withBeta(0.25).withEpochs(6);
    TrainingLog log = settings.fit(TRAIN, Fitting.withSeed(1)).log();
    // three users with a history in batches of two: steps 0 and 1, 2 and 3, ...
    assertThat(log.notes("beta")[0]).isBetween(0.0, 0.1 / 3 + 1e-12);
    assertThat(log.notes("beta")[5]).isEqualTo(0.25);
    assertThat(log.notes("kl")).hasSize(6).doesNotContain(Double.NaN);
  }

  @Test
  void theDefaultsAreThoseOfThePaper() {
    assertThat(new MultVae().toString())
        .contains("hidden=600", "latent=200", "activation=TANH", "likelihood=MULTINOMIAL")
        .contains(
            ", dropout=0.5",
            "codeDropout=0.0",
            "beta=0.2",
            "annealSteps=200000",
            "learningRate=0.001")
        .contains("l2=0.0", "batchSize=500", "epochs=200");
  }

  @Test
  void theSearchForBetaStopsAtThePeak() {
    Holdout validation =
        new Holdout(
            GoldenNumbers.histories(7, new int[] {0, 2}),
            GoldenNumbers.histories(7, new int[] {6}),
            Holdout.Generalisation.STRONG);
    MultVae settings = SMALL.withAnnealSteps(40).withEpochs(20);
    Fitting fitting = Fitting.withSeed(1).withValidation(validation);
    int best = settings.withBeta(1).fit(TRAIN, fitting).log().bestEpoch();
    MultVae found = settings.searchBeta(TRAIN, fitting);
    assertThat(found.beta()).isEqualTo((2.0 * best - 1) / 40);
    assertThat(found.withBeta(settings.beta())).isEqualTo(settings);
  }

  @Test
  void theSearchForBetaNeedsValidationDataAndTime() {
    assertThatThrownBy(() -> SMALL.searchBeta(TRAIN, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("validation data");
    Holdout validation = new Holdout(TRAIN, TRAIN, Holdout.Generalisation.WEAK);
    Fitting fitting = Fitting.withSeed(1).withValidation(validation);
    assertThatThrownBy(() -> SMALL.withAnnealSteps(5).searchBeta(TRAIN, fitting))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("annealSteps is 5", "at most 4");
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withLatent(0), "latent is 0");
    assertRefused(() -> SMALL.withDropout(1), "dropout is 1.0");
    assertRefused(() -> SMALL.withCodeDropout(1), "codeDropout is 1.0");
    assertRefused(() -> SMALL.withBeta(-0.1), "beta is -0.1");
    assertRefused(() -> SMALL.withAnnealSteps(0), "annealSteps is 0");
    assertRefused(() -> SMALL.withLearningRate(0), "learningRate is 0.0");
    assertRefused(() -> SMALL.withL2(-1), "l2 is -1.0");
    assertRefused(() -> SMALL.withBatchSize(0), "batchSize is 0");
    assertRefused(() -> SMALL.withEpochs(0), "epochs is 0");
    assertRefused(() -> SMALL.withPatience(0), "patience is 0");
    assertRefused(() -> SMALL.withHidden(LayerSizes.of(600, 0)), "hidden layer is 0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
