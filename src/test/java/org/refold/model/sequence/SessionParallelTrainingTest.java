package org.refold.model.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Parameter;
import org.refold.nn.layer.Gru;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Checkpoints;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.recommend.TrainingLog;
import org.refold.settings.BadInputException;
import org.refold.train.Network;
import org.refold.train.OptimizerChoice;
import org.refold.train.Phase;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.Course;

/** The numbers come from golden_session_parallel.py in the test resources, by PyTorch in double. */
class SessionParallelTrainingTest implements RecommenderConformance {

  private static final Gru4Rec SMALL =
      new Gru4Rec()
          .withBatches(RecurrentBatches.SESSION_PARALLEL)
          .withLatent(2)
          .withBlocks(2)
          .withDropout(0)
          .withOptimizer(OptimizerChoice.sgd(0))
          .withLearningRate(0.5)
          .withBatchSize(2)
          .withEpochs(2);

  private static final Interactions TRAIN =
      SequenceCases.histories(5, new int[] {1, 2, 3}, new int[] {4, 0}, new int[] {2, 2, 4, 1});

  @TempDir private Path folder;

  @Override
  public Recommender recommender() {
    return new Gru4Rec()
        .withBatches(RecurrentBatches.SESSION_PARALLEL)
        .withLatent(16)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(20)
        .withPatience(20);
  }

  @Override
  public Order order() {
    return Order.MATTERS;
  }

  /** A network that begins with sines, and what its training remembers. */
  private static final class Filled {
    private final Gru4Rec settings;
    private final Scope scope = SequenceCases.scope();
    private final RecurrentNetwork network;
    private final Course course;

    Filled(Gru4Rec settings) {
      this.settings = settings;
      network = settings.network(Sizes.of(TRAIN), scope);
      SequenceCases.fill(scope.parameters());
      Sequences sequences = new Sequences(TRAIN, settings.cutting());
      course = network.course(scope, TRAIN, sequences, settings.sampler(TRAIN));
    }

    void train() {
      List<Parameter> all =
          Stream.concat(scope.parameters().stream(), course.remembered().stream()).toList();
      Network whole =
          new Network() {
            @Override
            public List<Parameter> parameters() {
              return all;
            }

            @Override
            public List<Phase<?>> phases() {
              return course.phases();
            }

            @Override
            public Model model() {
              throw new IllegalStateException("nothing is validated");
            }
          };
      settings
          .training()
          .plan(0, course.phases().get(0).examples())
          .fit(settings, TRAIN, whole, Fitting.withSeed(1));
    }

    void assertHolds(String name, double... expected) {
      Matrix value =
          Stream.concat(scope.parameters().stream(), course.remembered().stream())
              .filter(each -> each.name().equals(name))
              .findFirst()
              .orElseThrow()
              .value();
      assertThat(value.size()).isEqualTo(expected.length);
      for (int k = 0; k < expected.length; k++) {
        assertThat(value.get(k / value.columns(), k % value.columns()))
            .as("%s, number %d", name, k)
            .isCloseTo(expected[k], within(2e-6));
      }
    }
  }

  @Test
  void crossEntropyWithTheResetGateAfterTheProduct() {
    Filled filled = new Filled(SMALL);
    filled.train();
    filled.assertHolds(
        "items",
        -0.4616019,
        -0.5128435,
        -0.1603334,
        0.3098652,
        0.4722458,
        0.2386698,
        -0.1715033,
        -0.4892493,
        -0.2437377,
        0.1652087);
    filled.assertHolds("items bias", 0.1806035, 0.1861520, 0.1389837, -0.3342108, -0.2814269);
    filled.assertHolds(
        "gru 1 state",
        0.0750148,
        0.4565005,
        0.4174809,
        -0.0049418,
        -0.4226454,
        -0.4520852,
        -0.0660712,
        0.3813615,
        0.4766506,
        0.1345910,
        -0.3315770,
        -0.4936849);
    filled.assertHolds("states 1", -0.3500720, -0.4746253, -0.3827524, -0.4543597);
    filled.assertHolds("states 2", 0.3165017, 0.0388700, 0.4118435, 0.0669992);
  }

  /** The most popular item, 2, is all but sure to be drawn. */
  @Test
  void bprMaxWithTheResetGateBeforeTheProduct() {
    Filled filled =
        new Filled(
            SMALL
                .withForm(Gru.Form.BEFORE_PRODUCT)
                .withObjective(
                    RecurrentObjective.sampled(RecurrentLoss.BPR_MAX, 1)
                        .withSamplingExponent(60)
                        .withRegularisation(0.5)));
    filled.train();
    filled.assertHolds(
        "items",
        -0.5126766,
        -0.3582505,
        0.1384347,
        0.4765863,
        0.3661605,
        -0.0245553,
        -0.3726108,
        -0.4536915,
        -0.0110012,
        0.3741497);
    filled.assertHolds("items bias", 0.1461805, 0.3265288, -0.3319700, -0.1921780, 0.0597977);
    filled.assertHolds(
        "gru 1 state",
        0.0749472,
        0.4564790,
        0.4185401,
        -0.0045899,
        -0.4241370,
        -0.4519771,
        -0.0661776,
        0.3812796,
        0.4783024,
        0.1353721,
        -0.3323775,
        -0.4936046);
    filled.assertHolds("states 1", -0.4460274, -0.2299610, -0.4557618, -0.2544206);
    filled.assertHolds("states 2", 0.1828145, 0.0089007, 0.2041329, 0.0071554);
  }

  /** With weights that hardly move, a lane ends with what its last session alone leads to. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aSessionBeginsWithZerosAndGoesOnFromItsOwnState(int lanes) {
    Filled filled = new Filled(SMALL.withLearningRate(1e-20).withBatchSize(lanes));
    filled.train();
    float[] alone = SequenceCases.encode(filled.network, new int[] {2, 2, 4});
    Matrix states = filled.course.remembered().get(1).value();
    for (int k = 0; k < alone.length; k++) {
      assertThat(states.get(lanes - 1, k)).isCloseTo(alone[k], within(1e-6));
    }
  }

  /** Sessions of 3 to 8 items, three at a time: the lanes are in the midst of some. */
  @ParameterizedTest
  @ValueSource(longs = {0, 4, 9, 15, 29})
  void aTrainingThatIsCutOffGoesOnWithItsStates(long step) {
    Interactions train =
        SequenceCases.histories(
            5,
            new int[] {1, 2, 3, 4, 0, 1},
            new int[] {4, 0, 1},
            new int[] {2, 2, 4, 1, 3, 0, 2, 1},
            new int[] {3, 1, 0, 4},
            new int[] {0, 2, 1, 3, 4});
    Gru4Rec settings =
        SMALL
            .withObjective(RecurrentObjective.sampled(RecurrentLoss.CROSS_ENTROPY, 2))
            .withCodeDropout(0.3)
            .withBatchSize(3)
            .withEpochs(4)
            .withPatience(4);
    float[] whole = scores(settings, train, TrainingControl.none(), TrainingLog.Ending.COMPLETED);
    StopSignal stop = new StopSignal();
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void stepEnds(long done, double loss) {
            if (done == step) {
              stop.request();
            }
          }
        };
    TrainingControl kept =
        TrainingControl.none()
            .withCheckpoints(new Checkpoints(folder.resolve("state"), Duration.ZERO));
    scores(settings, train, kept.withStop(stop).with(stopper), TrainingLog.Ending.STOPPED);
    assertThat(scores(settings, train, kept, TrainingLog.Ending.COMPLETED)).isEqualTo(whole);
  }

  private static float[] scores(
      Gru4Rec settings, Interactions train, TrainingControl control, TrainingLog.Ending ending) {
    Fitting fitting = Fitting.withSeed(5).withControl(control);
    try (var fitted = settings.fit(train, fitting)) {
      assertThat(fitted.log().ending()).isEqualTo(ending);
      float[] scores = new float[train.userCount() * train.itemCount()];
      fitted.model().score(train, 0, train.userCount(), scores);
      return scores;
    }
  }

  @Test
  void whatCannotGoStepByStepIsRefused() {
    assertThatThrownBy(() -> SMALL.withOptimizer(OptimizerChoice.lbfgs()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("session-parallel", "optimizer l-bfgs");
    Sequences.Cuts bounded = Sequences.Cuts.last().withTokens(500);
    assertThatThrownBy(() -> SMALL.withCuts(bounded)).hasMessageContaining("tokens is 500");
  }
}
