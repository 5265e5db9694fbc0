package org.refold.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.refold.data.FoldInItems;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Var;
import org.refold.nn.optimizer.Lbfgs;
import org.refold.nn.optimizer.RProp;
import org.refold.nn.optimizer.Sgd;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.recommend.TrainingLog;
import org.refold.recommend.Validation;
import org.refold.settings.BadInputException;
import org.refold.settings.Notes;
import org.refold.settings.Progress;
import org.refold.train.batch.Histories;

class TrainingPlanTest {

  private static final TrainingPlan TEN = TrainingPlan.of(10, 16).withLearningRate(0.02);
  private static final Fitting SEED = Fitting.withSeed(5);

  private static TrainingLog fit(TrainingPlan training, Network network, Fitting fitting) {
    return training.fit(new Small(training), Small.TRAIN, network, fitting);
  }

  private static Small.Net net() {
    return new Small.Net(Small.TRAIN, 5);
  }

  @Test
  void theLossFallsAndTheLastEpochIsTaken() {
    TrainingLog history = new Small(TEN).fit(Small.TRAIN, SEED).log();
    assertThat(history.epochs()).hasSize(10);
    assertThat(history.losses()[9]).isLessThan(0.9 * history.losses()[0]);
    assertThat(history.bestEpoch()).isEqualTo(10);
    assertThat(history.ending()).isEqualTo(TrainingLog.Ending.COMPLETED);
    assertThat(history.metric()).isEmpty();
    assertThat(history.validations()).containsOnly(Double.NaN);
    assertThat(Arrays.stream(history.epochSeconds())).hasSize(10).allMatch(s -> s > 0);
  }

  @Test
  void eachEpochVisitsAllExamplesOnceInAnOrderOfItsOwn() {
    List<List<Integer>> visits = new ArrayList<>();
    Small.Net net =
        new Small.Net(Small.TRAIN, 5) {
          @Override
          Var loss(Step<Histories.Batch> step) {
            while (visits.size() < step.epoch()) {
              visits.add(new ArrayList<>());
            }
            SparseRows users = step.batch().users();
            for (int row = 0; row < step.size(); row++) {
              visits.get(step.epoch() - 1).add(users.column(row));
            }
            return super.loss(step);
          }
        };
    fit(TEN, net, SEED);
    assertThat(visits).hasSize(10).doesNotHaveDuplicates();
    for (List<Integer> epoch : visits) {
      assertThat(epoch).hasSize(Small.USERS);
      assertThat(new TreeSet<>(epoch)).hasSize(Small.USERS);
    }
  }

  /** 57 users in batches of 16: three of 16 and one of 9, weighted by their size. */
  @Test
  void figuresAreMeansOverExamples() {
    TrainingLog history = fit(TEN, net(), SEED);
    double expected = (3 * 16 * 16 + 9 * 9) / 57.0;
    assertThat(history.notes("size")).containsOnly(new double[] {expected}, within(1e-12));
    assertThat(history.notes("beta")).containsOnly(Double.NaN);
  }

  @Test
  void schedulesGoByStepsOfTheRun() {
    TrainingPlan training = TEN.withLearningRate(Schedule.linear(0.04, 0.01, 20));
    List<Epoch> epochs = fit(training, net(), SEED).epochs();
    // epoch k ends with step 4 k - 1
    assertThat(epochs.get(0).learningRate()).isEqualTo(0.04 - 0.03 * 3 / 20, within(1e-15));
    assertThat(epochs.get(4).learningRate()).isEqualTo(0.04 - 0.03 * 19 / 20, within(1e-15));
    assertThat(epochs.get(9).learningRate()).isEqualTo(0.01);
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherOthers() {
    Small.Net first = net();
    Small.Net second = net();
    Small.Net other = net();
    fit(TEN, first, SEED);
    fit(TEN, second, SEED);
    fit(TEN, other, Fitting.withSeed(6));
    assertThat(second.weights()).isEqualTo(first.weights());
    assertThat(other.weights()).isNotEqualTo(first.weights());
  }

  @Test
  void theBestEpochOnValidationDataIsTaken() {
    TrainingPlan training = TrainingPlan.of(40, 16).withLearningRate(0.05);
    Fitting fitting = SEED.withValidation(Small.VALIDATION);
    Fitted<Small.Scorer> model = new Small(training).fit(Small.TRAIN, fitting);
    TrainingLog history = model.log();
    double[] metric = history.validations();
    double best = Arrays.stream(metric).max().orElseThrow();
    int first = 0;
    while (metric[first] < best) {
      first++;
    }
    assertThat(history.bestEpoch()).isEqualTo(first + 1).isLessThan(40);
    assertThat(Metrics.of(history.metric().orElseThrow()).name()).isEqualTo("ndcg@100");
    // the weights of that epoch are back: measured anew they come to the same
    assertThat(
            Evaluator.of("ndcg@100")
                .evaluate(model.model(), Small.VALIDATION)
                .results()
                .get(0)
                .mean())
        .isEqualTo(best);
  }

  @Test
  void validationMayLeaveItemsOfTheHistoryInTheRanking() {
    TrainingPlan training = TrainingPlan.of(3, 16).withLearningRate(0.05);
    Fitting fitting =
        SEED.withValidation(
            Optional.of(Validation.on(Small.VALIDATION).withFoldInItems(FoldInItems.RANKED)));
    Fitted<Small.Scorer> model = new Small(training).fit(Small.TRAIN, fitting);
    Evaluator evaluator = Evaluator.of("ndcg@100");
    double masked = evaluator.evaluate(model.model(), Small.VALIDATION).metric("ndcg@100").mean();
    double ranked =
        evaluator
            .withFoldInItems(FoldInItems.RANKED)
            .evaluate(model.model(), Small.VALIDATION)
            .metric("ndcg@100")
            .mean();
    int best = model.log().bestEpoch();
    assertThat(model.log().validations()[best - 1]).isEqualTo(ranked).isNotEqualTo(masked);
  }

  @Test
  void patienceEndsTrainingThatManyEpochsAfterTheBest() {
    TrainingPlan training = TrainingPlan.of(200, 16).withLearningRate(0.05).withPatience(4);
    TrainingLog history =
        fit(
            training,
            net(),
            SEED.withValidation(Optional.of(Validation.on(Small.VALIDATION).by("recall@5"))));
    assertThat(history.ending()).isEqualTo(TrainingLog.Ending.OUT_OF_PATIENCE);
    assertThat(history.epochs()).hasSize(history.bestEpoch() + 4);
    assertThat(Metrics.of(history.metric().orElseThrow()).name()).isEqualTo("recall@5");
  }

  @Test
  void lowerMayBeBetter() {
    Parameter weight = Parameter.weight("w", 1, 1, Initializer.zeros(), 0);
    BestWeights best = new BestWeights(List.of(weight), Metric.Better.LOWER);
    double[] values = {0.9, 0.8, 0.85, 0.8};
    for (int epoch = 1; epoch <= 4; epoch++) {
      weight.value().set(0, 0, epoch);
      best.consider(epoch, values[epoch - 1]);
    }
    best.putBack();
    best.close();
    assertThat(best.epoch()).isEqualTo(2);
    assertThat(best.value()).isEqualTo(0.8);
    assertThat(weight.value().get(0, 0)).isEqualTo(2);
  }

  @Test
  void fullBatchMethodsGoThroughTheSameLoop() {
    TrainingPlan full = TrainingPlan.ofFullBatches(25);
    double start = fit(TrainingPlan.of(1, 57), net(), SEED).losses()[0];
    TrainingPlan rprop = full.withOptimizer(new RProp()::over).withLearningRate(0.01);
    TrainingPlan lbfgs =
        full.withOptimizer(parameters -> new Lbfgs(10, parameters)).withLearningRate(1);
    assertThat(fit(rprop, net(), SEED).losses()[24]).isLessThan(0.95 * start);
    TrainingLog history = fit(lbfgs, net(), SEED);
    assertThat(history.losses()[24]).isLessThan(0.95 * start);
    assertThat(history.notes("size")).containsOnly(57);
  }

  @Test
  void phasesTrainTheirParametersOnly() {
    List<String> begun = new ArrayList<>();
    Small.Net net =
        new Small.Net(Small.TRAIN, 5) {
          @Override
          public List<Phase<?>> phases() {
            Phase<Histories.Batch> encoder = phase("encoder", List.of(in, inBias));
            return List.of(encoder, encoder);
          }

          @Override
          public void phaseBegins(int phase, int epoch) {
            begun.add(phase + " of " + epoch);
          }
        };
    Small.Net untrained = net();
    List<Long> steps = new ArrayList<>();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepEnds(long step, double loss) {
            steps.add(step);
          }
        };
    fit(TrainingPlan.of(2, 57), net, SEED.withControl(TrainingControl.none().with(counter)));
    assertThat(begun).containsExactly("0 of 1", "1 of 1", "0 of 2", "1 of 2");
    assertThat(steps).containsExactly(0L, 1L, 2L, 3L);
    int encoder = Small.ITEMS * 9 + 9;
    assertThat(net.weights().subList(0, encoder))
        .isNotEqualTo(untrained.weights().subList(0, encoder));
    assertThat(net.weights().subList(encoder, net.weights().size()))
        .isEqualTo(untrained.weights().subList(encoder, net.weights().size()));
  }

  @Test
  void aBatchMayHaveSeveralUpdates() {
    List<String> updates = new ArrayList<>();
    Small.Net net =
        new Small.Net(Small.TRAIN, 5) {
          @Override
          public List<Phase<?>> phases() {
            return List.of(new Phase<>("all", parameters(), examples, 2, this::loss));
          }

          @Override
          Var loss(Step<Histories.Batch> step) {
            updates.add(step.number() + "/" + step.update());
            return super.loss(step);
          }
        };
    fit(TrainingPlan.of(1, 40), net, SEED);
    assertThat(updates).containsExactly("0/0", "1/1", "2/0", "3/1");
  }

  @Test
  void progressHearsOfEpochsWithFigures() {
    List<String> heard = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void begin(String task, long total) {
            heard.add(task + " " + total);
          }

          @Override
          public void advance(long steps, String note) {
            if (steps > 0) {
              heard.add(note);
            }
          }

          @Override
          public void end() {
            heard.add("end");
          }
        };
    fit(
        TrainingPlan.of(2, 16),
        net(),
        SEED.withValidation(Small.VALIDATION).withProgress(progress));
    assertThat(heard).hasSize(4);
    assertThat(heard.get(0)).isEqualTo("epochs 2");
    assertThat(heard.get(2))
        .matches("loss [\\d.]+, ndcg@100 0\\.\\d{4}, best 0\\.\\d{4} in epoch [12]");
    assertThat(heard.get(3)).isEqualTo("end");
  }

  @Test
  void aRunawayStopsWithEpochStepParameterAndHint() {
    TrainingPlan training =
        TrainingPlan.of(50, 16).withOptimizer(new Sgd()::over).withLearningRate(1e7);
    assertThatThrownBy(() -> fit(training, net(), SEED))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching(
            "small diverged in epoch \\d+, step \\d+: .*'(in|out)( bias)?'.* lower learningRate"
                + " \\(it is 1\\.00e\\+07\\).*");
  }

  @Test
  void weightsThatAreNoNumbersAreNamed() {
    Small.Net net = net();
    net.out.value().set(0, 0, Double.NaN);
    assertThatThrownBy(() -> fit(TEN, net, SEED))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("small diverged in epoch 1, step 0: the loss is NaN")
        .hasMessageContaining("parameter 'out' is not finite")
        .hasMessageContaining("values in the data");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> TrainingPlan.of(0, 10)).hasMessageContaining("epochs is 0");
    assertThatThrownBy(() -> TrainingPlan.of(1, 0)).hasMessageContaining("batchSize is 0");
    assertThatThrownBy(() -> TEN.withPatience(0)).hasMessageContaining("patience is 0");
    assertThatThrownBy(() -> TEN.withLearningRate(-1)).hasMessageContaining("learningRate is -1");
    assertThatThrownBy(() -> TEN.withLearningRate(Double.NaN)).hasMessageContaining("is NaN");
  }

  @Test
  void aBatchLargerThanTheDataIsOneSmallerBatchWithANote() {
    List<String> notes = new ArrayList<>();
    Small.Net large = net();
    fit(TrainingPlan.of(3, 500), large, SEED.withProgress(new Notes(notes)));
    assertThat(notes)
        .containsExactly(
            "batchSize is 500, but small has only 57 users to train on: each epoch is one step of"
                + " them all");
    Small.Net exact = net();
    fit(TrainingPlan.of(3, 57), exact, SEED.withProgress(new Notes(notes)));
    assertThat(notes).hasSize(1);
    assertThat(outputBiases(large)).isEqualTo(outputBiases(exact));
  }

  @Test
  void patienceWithoutValidationIsNoted() {
    List<String> notes = new ArrayList<>();
    fit(TEN.withPatience(2), net(), SEED.withProgress(new Notes(notes)));
    assertThat(notes)
        .containsExactly(
            "patience is 2, but there are no validation data to lose it on: small trains all 10"
                + " epochs");
  }

  private static float[] outputBiases(Small.Net net) {
    float[] biases = new float[net.outBias.value().columns()];
    net.outBias.value().readRow(0, biases);
    return biases;
  }

  @Test
  void nothingToTrainOnIsRefused() {
    Small.Net net = new Small.Net(Small.TRAIN.rows(new int[0]), 5);
    assertThatThrownBy(() -> fit(TrainingPlan.ofFullBatches(1), net, SEED))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("small has 0 users to train on");
  }
}
