package org.refold.model.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.Interactions;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Checkpoints;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.recommend.TrainingLog;
import org.refold.settings.BadInputException;
import org.refold.train.Step;
import org.refold.train.Steps;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;

class SvaeTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Svae()
        .withEmbedding(16)
        .withState(16)
        .withHidden(LayerSizes.of(16))
        .withLatent(8)
        .withAnnealSteps(400)
        .withL2(0)
        .withLearningRate(0.01)
        .withBatchSize(16)
        .withEpochs(20)
        .withPatience(20);
  }

  @Override
  public Order order() {
    return Order.MATTERS;
  }

  private static final Svae SMALL =
      new Svae()
          .withEmbedding(5)
          .withState(4)
          .withHidden(LayerSizes.of(3))
          .withLatent(2)
          .withEpochs(3)
          .withBatchSize(2);
  private static final Interactions TRAIN =
      SequenceCases.histories(7, new int[] {0, 2, 3, 6, 1}, new int[] {1, 5}, new int[] {4, 4, 2});

  /**
   * Users of four, two and one places, in plain loops. The second half of the moments is -60 or
   * less, so that no noise is left; each loss is as far in its annealing as its details say.
   */
  @Test
  void bothLossesAreThoseOfTheirEquations() {
    int[][] histories = {{0, 2, 3, 6, 1}, {4, 4, 2}, {1, 5}};
    assertThat(loss(SvaeDetails.CORRECTED, histories))
        .isCloseTo(plain(histories).corrected(.3, histories), within(1e-9));
    assertThat(loss(SvaeDetails.AS_PUBLISHED, histories))
        .isCloseTo(plain(histories).published(.2, histories), within(1e-9));
  }

  private static PlainSvae plain(int[][] histories) {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    SMALL.network(Sizes.of(SequenceCases.histories(7, histories)), scope);
    fillWithoutNoise(scope);
    return new PlainSvae(scope.parameters(), SMALL.latent(), 3);
  }

  /** In step 30 of the run, after 20 users of the epoch. */
  private static double loss(SvaeDetails details, int[][] histories) {
    Interactions train = SequenceCases.histories(7, histories);
    Svae settings = SMALL.withNextItems(3).withBeta(.4).withAnnealSteps(100).withDetails(details);
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    SvaeNetwork network = settings.network(Sizes.of(train), scope);
    fillWithoutNoise(scope);
    Sequences examples = new Sequences(train, Sequences.Cutting.nextItems(5, 15));
    try (Tape tape = Tape.ofDoubles()) {
      return network
          .loss(Steps.at(tape, examples, 3, 30, 20), NegativeSampler.uniform(train))
          .item();
    }
  }

  private static void fillWithoutNoise(Scope scope) {
    SequenceCases.fill(scope.parameters());
    for (Parameter parameter : scope.parameters()) {
      if (parameter.name().equals("encoder 2 bias")) {
        parameter.value().set(0, 2, -70);
        parameter.value().set(0, 3, -65);
      }
    }
  }

  /**
   * The draw takes o as a log standard deviation as published, and as a log variance else: with
   * half of it as published it is the same draw. Users of one place each, so that likelihoods have
   * the same weights, without divergence.
   */
  @Test
  void theDrawReadsTheMomentsAsTheDetailsSay() {
    double published = lossWithSpread(SvaeDetails.AS_PUBLISHED, 0.3);
    assertThat(lossWithSpread(SvaeDetails.CORRECTED, 0.6)).isCloseTo(published, within(1e-6));
    assertThat(lossWithSpread(SvaeDetails.CORRECTED, 0.3)).isNotCloseTo(published, within(1e-4));
  }

  private static double lossWithSpread(SvaeDetails details, double o) {
    Svae settings = SMALL.withBeta(0).withDetails(details);
    Interactions pairs = SequenceCases.histories(7, new int[] {0, 2}, new int[] {5, 1});
    Scope scope = SequenceCases.scope();
    SvaeNetwork network = settings.network(Sizes.of(pairs), scope);
    SequenceCases.fill(scope.parameters());
    for (Parameter parameter : scope.parameters()) {
      if (parameter.name().equals("encoder 2")) {
        parameter.value().clear();
      } else if (parameter.name().equals("encoder 2 bias")) {
        parameter.value().set(0, 2, o);
        parameter.value().set(0, 3, o);
      }
    }
    Sequences examples = new Sequences(pairs, Sequences.Cutting.nextItems(5, 10));
    try (Tape tape = Tape.ofFloats()) {
      return network.loss(Step.ofFirst(tape, examples, 2), NegativeSampler.uniform(pairs)).item();
    }
  }

  /** A user of five next items, three at a time: 3, 3, 3, 2, 1 of them. */
  @Test
  void eachPlaceHasTheItemsThatComeNext() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Ragged.Ids next = Ragged.Ids.of(new int[] {4, 0, 2, 2, 1}, new int[] {3});
      SparseRows corrected = new NextItemTargets(3, SvaeDetails.CORRECTED).of(tape, next, 5);
      int[] counts = {3, 3, 3, 2, 1, 1};
      for (int row = 0; row < counts.length; row++) {
        assertThat(corrected.end(row) - corrected.start(row)).isEqualTo(counts[row]);
        assertThat(corrected.value(corrected.start(row)))
            .isCloseTo(1.0 / counts[row], within(1e-6));
      }
      assertThat(corrected.column(corrected.start(1) + 1)).isEqualTo(2);
      SparseRows published = new NextItemTargets(3, SvaeDetails.AS_PUBLISHED).of(tape, next, 5);
      // six places of two users: a mean over places times three is a mean over users of sums
      assertThat(published.value(published.start(4))).isCloseTo(3.0 / 3, within(1e-6));
      assertThat(published.value(published.start(5))).isCloseTo(3.0, within(1e-6));
    }
  }

  @Test
  void layersAreThoseOfThePaper() {
    Scope scope = SequenceCases.scope();
    new Svae().network(Sizes.of(TRAIN), scope);
    assertThat(scope.parameters())
        .extracting(Parameter::toString)
        .containsExactly(
            "items [7, 256]",
            "gru input [256, 600]",
            "gru input bias [1, 600]",
            "gru state [200, 600]",
            "gru state bias [1, 600]",
            "encoder 1 [200, 150]",
            "encoder 1 bias [1, 150]",
            "encoder 2 [150, 128]",
            "encoder 2 bias [1, 128]",
            "decoder 1 [64, 150]",
            "decoder 1 bias [1, 150]",
            "output [7, 150]",
            "output bias [1, 7]");
  }

  @Test
  void hiddenLayersOfBothSidesAreInTheForecastOfMemory() {
    Svae wider = SMALL.withHidden(LayerSizes.of(103));
    assertThat(wider.numbersOfPlace()).isGreaterThanOrEqualTo(SMALL.numbersOfPlace() + 2 * 2 * 100);
  }

  /** Three steps an epoch: beta rises through all of them, or begins anew. */
  @Test
  void annealingBeginsAnewAsPublishedOnly() {
    Svae settings = SMALL.withAnnealSteps(100).withBeta(0.2).withBatchSize(1);
    assertThat(betas(settings)).containsExactly(new double[] {.01, .04, .07}, within(1e-12));
    double[] published = betas(settings.withDetails(SvaeDetails.AS_PUBLISHED));
    assertThat(published[1]).isEqualTo(published[0]);
    assertThat(published[2]).isEqualTo(published[0]);
  }

  /** In the midst of the second epoch. */
  @Test
  void whatIsTakenUpAgainAnnealsAsIfItHadNotStopped(@TempDir Path folder) {
    Svae settings =
        SMALL
            .withDetails(SvaeDetails.AS_PUBLISHED)
            .withAnnealSteps(100)
            .withBeta(0.2)
            .withBatchSize(1);
    double[] whole = betas(settings);
    StopSignal signal = new StopSignal();
    TrainingControl keeping =
        TrainingControl.none()
            .withCheckpoints(new Checkpoints(folder.resolve("svae"), Duration.ZERO));
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void stepEnds(long step, double loss) {
            if (step == 3) {
              signal.request();
            }
          }
        };
    Fitting fitting = Fitting.withSeed(1);
    settings.fit(TRAIN, fitting.withControl(keeping.withStop(signal).with(stopper))).close();
    try (var resumed = settings.fit(TRAIN, fitting.withControl(keeping))) {
      assertThat(resumed.log().notes("beta")).containsExactly(whole);
    }
  }

  private static double[] betas(Svae settings) {
    try (var fitted = settings.fit(TRAIN, Fitting.withSeed(1))) {
      TrainingLog log = fitted.log();
      assertThat(log.notes("kl")).hasSize(3).doesNotContain(Double.NaN);
      return log.notes("beta");
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withNextItems(0), "nextItems is 0");
    assertRefused(() -> SMALL.withBeta(-1), "beta is -1.0");
    assertRefused(() -> SMALL.withAnnealSteps(0), "annealSteps is 0");
    assertRefused(() -> SMALL.withState(0), "state is 0");
    assertRefused(() -> SMALL.withEmbedding(0), "embedding is 0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
