package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
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
import org.refold.nn.op.Mixtures;
import org.refold.recommend.Checkpoints;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.settings.BadInputException;
import org.refold.train.Phase;
import org.refold.train.batch.Histories;
import org.refold.train.neural.Course;
import org.refold.train.neural.HistoryModel;

class RecVaeTest implements RecommenderConformance {

  private static final RecVae SMALL =
      new RecVae().withHidden(LayerSizes.of(6, 6)).withLatent(3).withBatchSize(2).withEpochs(4);
  private static final Interactions TRAIN =
      GoldenNumbers.histories(
          7, new int[] {0, 2, 3, 6}, new int[] {1}, new int[] {}, new int[] {0, 1, 2, 4, 6});

  @Override
  public Recommender recommender() {
    return new RecVae()
        .withHidden(LayerSizes.of(16, 16))
        .withLatent(8)
        .withLearningRate(0.005)
        .withBatchSize(32)
        .withEpochs(20);
  }

  /**
   * By NumPy at z = .5, old moments (.2, -1) and q = N(.3, e^-.5): the logs of the three components
   * are -1.043939, -.541261 and -5.918944, log p -.714189, log q -.701913, and the difference times
   * .005 for each of 40 items .002455; the slope of log p is -.781007.
   */
  @Test
  void theDivergenceIsThatOfOneDraw() {
    try (Tape tape = Tape.ofDoubles()) {
      Parameter z = Parameter.of("z", Parameter.Role.WEIGHT, Matrix.of(1, 1, 0.5));
      tape.begin(Mode.TRAINING, 1, 1);
      Var divergence =
          Mixtures.divergence(
              tape.parameter(z),
              tape.constant(Matrix.of(1, 1, 0.3)),
              tape.constant(Matrix.of(1, 1, -0.5)),
              RecVae.PRIOR,
              Matrix.of(1, 2, 0.2, -1),
              new double[] {0.005 * 40});
      assertThat(divergence.item()).isEqualTo(0.002455, within(5e-7));
      tape.backward(divergence);
      double ofLogQ = -0.2 * Math.exp(0.5);
      assertThat(z.gradient().matrix().get(0, 0))
          .isEqualTo(0.2 * (ofLogQ + 0.781007), within(5e-7));
    }
  }

  /** Layer normalisation with .1 of swish(1, -1) = (.731059, -.268941). */
  @Test
  void aLayerEndsInSwishAndNormalisation() {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 1);
      Var swish = Elements.activate(tape.constant(Matrix.of(1, 2, 1.0, -1.0)), Activation.SWISH);
      assertThat(swish.value().get(0, 0)).isEqualTo(0.731059, within(1e-6));
      Var y = Scope.drawing(Precision.DOUBLE, 1).norm("norm", 2, 0.1).apply(swish);
      assertThat(y.value().get(0, 0)).isEqualTo(0.845154, within(1e-6));
      assertThat(y.value().get(0, 1)).isEqualTo(-0.845154, within(1e-6));
    }
  }

  @Test
  void encoderAndDecoderTakeTurns() {
    Scope scope = Scope.drawing(1);
    RecVaeNetwork network = SMALL.network(Sizes.of(TRAIN), scope);
    List<Phase<?>> phases = network.course(scope, new Histories(TRAIN)).phases();
    assertThat(phases)
        .extracting(Phase::name)
        .containsExactly("encoder", "encoder", "encoder", "decoder");
    List<Parameter> ofEncoder = phases.get(0).parameters();
    assertThat(phases.get(3).parameters())
        .extracting(Parameter::name)
        .containsExactly("decoder", "decoder bias");
    assertThat(ofEncoder).doesNotContainAnyElementsOf(phases.get(3).parameters());
    assertThat(ofEncoder).hasSize(scope.parameters().size() - 2);
  }

  /** Clean histories, by the encoder at the end of its turn; in between nothing changes. */
  @Test
  void theOldMomentsAreThoseOfTheLastTurn() {
    Scope scope = Scope.drawing(1);
    RecVaeNetwork network = SMALL.network(Sizes.of(TRAIN), scope);
    Course course = network.course(scope, new Histories(TRAIN));
    Matrix old = course.remembered().get(0).value();
    course.phaseBegins(0, 1);
    double[] first = codeOf(network, 3);
    assertThat(means(old, 3)).containsExactly(first, within(1e-6));
    assertThat(means(old, 2)).containsOnly(0);
    Matrix weight = scope.parameters().get(0).value();
    weight.set(0, 0, weight.get(0, 0) + 1);
    course.phaseBegins(1, 1);
    course.phaseBegins(0, 2);
    assertThat(means(old, 3)).containsExactly(first, within(1e-6));
    course.phaseBegins(3, 1);
    assertThat(means(old, 3)).containsExactly(codeOf(network, 3), within(1e-6));
    assertThat(codeOf(network, 3)[0]).isNotCloseTo(first[0], within(1e-4));
  }

  private static double[] codeOf(RecVaeNetwork network, int user) {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 1);
      Matrix code = network.encode(tape, Histories.rows(tape, TRAIN, user, user + 1)).value();
      return new double[] {code.get(0, 0), code.get(0, 1), code.get(0, 2)};
    }
  }

  private static double[] means(Matrix old, int user) {
    return new double[] {old.get(user, 0), old.get(user, 1), old.get(user, 2)};
  }

  /** Where q is the prior's given part and nearly all of the prior, nothing is left to pay. */
  @Test
  void nothingIsPaidForTheOldCode() {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      SparseRows none = SparseRows.ofOnes(7, new int[] {});
      assertThat(none.size()).isZero();
      Var same = tape.constant(Matrix.of(1, 2, 0.3, -0.2));
      Var logs = tape.constant(Matrix.of(1, 2, -1, -0.5));
      Mixtures.Composite given = new Mixtures.Composite(1e-12, 1 - 2e-12, 1e-12, 10);
      Matrix moments = Matrix.of(1, 4, 0.3, -0.2, -1, -0.5);
      Var divergence = Mixtures.divergence(same, same, logs, given, moments, new double[] {1});
      assertThat(divergence.item()).isEqualTo(0, within(1e-9));
    }
  }

  /** Stops a training of eight steps an epoch in its second. */
  private record Stopping(StopSignal signal) implements TrainingListener {
    @Override
    public void stepEnds(long step, double loss) {
      if (step == 10) {
        signal.request();
      }
    }
  }

  @Test
  void whatTrainingRemembersIsInItsCheckpoints(@TempDir Path folder) {
    StopSignal signal = new StopSignal();
    TrainingControl kept =
        TrainingControl.none().withCheckpoints(Checkpoints.in(folder.resolve("state")));
    SMALL
        .fit(
            TRAIN,
            Fitting.withSeed(1).withControl(kept.withStop(signal).with(new Stopping(signal))))
        .close();
    float[] resumed = scores(Fitting.withSeed(1).withControl(kept));
    assertThat(resumed).isEqualTo(scores(Fitting.withSeed(1)));
  }

  private static float[] scores(Fitting fitting) {
    float[] scores = new float[4 * 7];
    try (Fitted<HistoryModel> fitted = SMALL.fit(TRAIN, fitting)) {
      fitted.model().score(TRAIN, 0, 4, scores);
      assertThat(fitted.log().notes("kl")).hasSize(4).doesNotContain(Double.NaN);
    }
    return scores;
  }

  @Test
  void theMomentsOfUsersAreForecast() {
    long one = SMALL.fitBytes(TRAIN);
    long wide = SMALL.withLatent(30).fitBytes(TRAIN);
    // 27 units: of means, log variances and decoder 5 copies, of moments 2 for each of 4 users
    assertThat(wide - one)
        .isEqualTo(27 * (5 * 4 * (2 * (6 + 1) + 7) + 2 * 2 * 4 * 4) + 4 * 2 * 4 * (30 - 7));
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withLatent(0), "latent is 0");
    assertRefused(() -> SMALL.withGamma(-1), "gamma is -1.0");
    assertRefused(() -> SMALL.withDropout(1), "dropout is 1.0");
    assertRefused(() -> SMALL.withEncoderPasses(0), "encoderPasses is 0");
    assertRefused(() -> SMALL.withHidden(LayerSizes.of()), "hidden is none");
    assertRefused(() -> SMALL.withHidden(LayerSizes.of(6, 7)), "hidden is 6x7");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
