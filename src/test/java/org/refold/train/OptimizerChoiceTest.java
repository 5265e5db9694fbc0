package org.refold.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.kernel.Matrix;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Sums;
import org.refold.nn.optimizer.Optimizer;
import org.refold.nn.optimizer.WeightDecay;
import org.refold.settings.BadInputException;
import org.refold.train.OptimizerChoice.Kind;

class OptimizerChoiceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adam",
        "adam(0.98)",
        "sgd",
        "sgd(0.9)",
        "adagrad",
        "rprop",
        "l-bfgs",
        "l-bfgs(20)"
      })
  void textGoesThereAndBack(String text) {
    assertThat(OptimizerChoice.parse(text)).hasToString(text);
    assertThat(OptimizerChoice.parse(" " + text + " ")).isEqualTo(OptimizerChoice.parse(text));
  }

  @Test
  void whatIsUsualIsNotWritten() {
    assertThat(OptimizerChoice.parse("l-bfgs(10)")).isEqualTo(OptimizerChoice.lbfgs());
    assertThat(OptimizerChoice.lbfgs()).hasToString("l-bfgs");
    assertThat(OptimizerChoice.parse("adam(0.999)"))
        .isEqualTo(OptimizerChoice.adam())
        .hasToString("adam");
    assertThat(OptimizerChoice.parse("sgd(0)"))
        .isEqualTo(OptimizerChoice.sgd(0))
        .hasToString("sgd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "adm; adam",
        "sgd(1); momentum in [0, 1)",
        "sgd(-0.1); momentum in [0, 1)",
        "sgd(NaN); momentum",
        "l-bfgs(0); past iterations",
        "l-bfgs(2.5); past iterations",
        "adam(0); beta2 in (0, 1)",
        "adam(1); beta2 in (0, 1)",
        "adagrad(0.9); sgd(0.9)",
        "sgd(a); sgd",
        "''; adam"
      })
  void whatIsNoOptimiserIsRefused(String text, String hint) {
    assertThatThrownBy(() -> OptimizerChoice.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(hint);
  }

  @ParameterizedTest
  @CsvSource({
    "ADAM, 0.98, false",
    "SGD, 0, false",
    "ADAGRAD, 0, false",
    "RPROP, 0, true",
    "L_BFGS, 5, true"
  })
  void someNeedAllExamplesAtOnce(Kind kind, double number, boolean full) {
    assertThat(new OptimizerChoice(kind, number).isFullBatch()).isEqualTo(full);
  }

  /** L-BFGS searches along the loss, so what it does not see is not made small. */
  @Test
  void thePenaltyOfLbfgsStandsInTheLoss() {
    assertThat(OptimizerChoice.lbfgs().penaltyOutsideLoss(0.3)).isZero();
    assertThat(OptimizerChoice.rProp().penaltyOutsideLoss(0.3)).isEqualTo(0.3);
    assertThat(OptimizerChoice.adam().penaltyOutsideLoss(0.3)).isEqualTo(0.3);
    assertThatThrownBy(() -> OptimizerChoice.lbfgs().with(WeightDecay.coupled(0.3)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("l-bfgs", "set weightDecay and l2 to 0");
  }

  /** Two steps of rate 0.1 down w^2 / 2 from w = 2, by hand; the second gradient is the weight. */
  @ParameterizedTest
  @CsvSource({
    "sgd, 1.62", // 2 - 0.2 = 1.8; 1.8 - 0.18
    "sgd(0.5), 1.52", // 1.8; the velocity is 1 + 1.8
    "adam(0.5), 1.799304", // 1.9; the means are 0.37 / 0.19 and 2.805 / 0.75
    "adagrad, 1.831125", // 2 - 0.1; then 0.1 * 1.9 / sqrt(4 + 1.9^2)
  })
  void stepsByHand(String text, double expected) {
    assertThat(afterTwoSteps(text, WeightDecay.NONE)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void theDecayIsThatOfTheOptimiser() {
    // 2 - 0.1 (2 + 0.5 2) = 1.7; 1.7 - 0.1 (1.7 + 0.5 1.7)
    assertThat(afterTwoSteps("sgd", WeightDecay.coupled(0.5))).isCloseTo(1.445, within(1e-12));
    assertThat(afterTwoSteps("adam", WeightDecay.decoupled(0.5)))
        .isLessThan(afterTwoSteps("adam", WeightDecay.NONE) - 0.1);
  }

  private static double afterTwoSteps(String text, WeightDecay decay) {
    Parameter weight = Parameter.of("w", Parameter.Role.WEIGHT, Matrix.of(1, 1, 2.0));
    Optimizer optimizer = OptimizerChoice.parse(text).with(decay).apply(List.of(weight));
    try (Tape tape = Tape.ofDoubles()) {
      for (int step = 0; step < 2; step++) {
        tape.begin(Mode.TRAINING, 1, step);
        optimizer.step(
            0.1,
            () -> {
              Var loss = Sums.squares(1, List.of(tape.parameter(weight)));
              double value = loss.item();
              tape.backward(loss);
              return value;
            });
      }
    }
    return weight.value().get(0, 0);
  }
}
