package org.refold.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.kernel.Matrix;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Sums;
import org.refold.nn.optimizer.Optimizer;
import org.refold.settings.BadInputException;

/** A training as settings, and what the loop is told to do by it. */
class TrainingTest {

  private static final Training ADAM = Training.adam(0.01, 100, 20);

  @Test
  void theUsualTrainingHasNeitherDecayNorEarlyStopping() {
    assertThat(ADAM)
        .isEqualTo(new Training(20, 100, 0.01, RateDecay.none(), OptimizerChoice.adam(), 0, 20));
    TrainingPlan plan = ADAM.plan(0, 950);
    assertThat(plan.epochs()).isEqualTo(20);
    assertThat(plan.batchSize()).isEqualTo(OptionalInt.of(100));
    assertThat(plan.patience()).isEqualTo(20);
    assertThat(plan.learningRate().at(0)).isEqualTo(0.01);
    assertThat(plan.learningRate().at(100_000)).isEqualTo(0.01);
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> ADAM.withEpochs(0), "epochs is 0");
    assertRefused(() -> ADAM.withBatchSize(0), "batchSize is 0");
    assertRefused(() -> ADAM.withLearningRate(0), "learningRate is 0.0");
    assertRefused(() -> ADAM.withLearningRate(Double.NaN), "learningRate is NaN");
    assertRefused(() -> ADAM.withWeightDecay(-1), "weightDecay is -1.0");
    assertRefused(() -> ADAM.withPatience(0), "patience is 0");
    assertRefused(() -> ADAM.withWeightDecay(0.1).plan(0.1, 10), "set one of them to 0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  /** 950 examples are ten batches of 100, so 20 epochs are 200 steps; all at once they are 20. */
  @ParameterizedTest
  @CsvSource({"adam, 200", "rprop, 20"})
  void theRateFallsOverAllSteps(String optimizer, long steps) {
    Training training =
        ADAM.withOptimizer(OptimizerChoice.parse(optimizer)).withRateDecay(RateDecay.linear());
    Schedule expected = RateDecay.linear().from(0.01, 20, steps / 20);
    Schedule rate = training.plan(0, 950).learningRate();
    assertThat(rate).isEqualTo(expected);
    assertThat(rate.at(steps - 1)).isLessThan(0.01 * 2 / steps);
    assertThat(rate.at(steps / 2)).isCloseTo(0.005, within(0.01 / steps));
  }

  /** Three steps with each batch: the last of all is next to 0, not the last third. */
  @Test
  void theRateFallsOverAllStepsOfABatch() {
    Training training = ADAM.withRateDecay(RateDecay.linear());
    Schedule rate = training.plan(0, 950, 3).learningRate();
    assertThat(rate).isEqualTo(RateDecay.linear().from(0.01, 20, 30));
    assertThat(rate.at(300)).isCloseTo(0.005, within(1e-4));
  }

  @Test
  void methodsForAllExamplesHaveNoBatches() {
    for (OptimizerChoice full : List.of(OptimizerChoice.rProp(), OptimizerChoice.lbfgs())) {
      assertThat(ADAM.withOptimizer(full).plan(0, 950).batchSize()).isEmpty();
    }
  }

  /** A line search knows its step: the rate that is set is for other optimisers. */
  @Test
  void lbfgsTakesWholeSteps() {
    Training training =
        ADAM.withOptimizer(OptimizerChoice.lbfgs()).withRateDecay(RateDecay.linear());
    assertThat(training.plan(0, 950).learningRate()).isEqualTo(Schedule.constant(1));
  }

  /** Where the loss is flat, coupled decay enters Adam's moments and decoupled decay does not. */
  @Test
  void l2IsCoupledAndWeightDecayIsNot() {
    double rate = 0.01;
    assertThat(afterAFlatStep(ADAM, 0.3)).isCloseTo(2 - rate, within(1e-6));
    assertThat(afterAFlatStep(ADAM.withWeightDecay(0.3), 0))
        .isCloseTo(2 - rate * 0.3 * 2, within(1e-12));
    assertThat(afterAFlatStep(ADAM, 0)).isEqualTo(2);
  }

  private static double afterAFlatStep(Training training, double l2) {
    Parameter weight = Parameter.of("w", Parameter.Role.WEIGHT, Matrix.of(1, 1, 2.0));
    TrainingPlan plan = training.plan(l2, 100);
    Optimizer optimizer = plan.optimizer().apply(List.of(weight));
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      optimizer.step(
          plan.learningRate().at(0),
          () -> {
            Var loss = Elements.scale(0, Sums.squares(1, List.of(tape.parameter(weight))));
            tape.backward(loss);
            return loss.item();
          });
    }
    return weight.value().get(0, 0);
  }
}
