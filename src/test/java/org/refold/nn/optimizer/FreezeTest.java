package org.refold.nn.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.refold.nn.op.Golden.sines;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Gradient;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Sums;

/** A network of two layers, the first of which is frozen. */
class FreezeTest {

  private final Parameter first = sines(Precision.FLOAT, .7, .8, 5, 4);
  private final Parameter bias = sines(Precision.FLOAT, .3, .2, 1, 4);
  private final Parameter second = sines(Precision.FLOAT, .9, .8, 4, 3);
  private final Parameter shift = sines(Precision.FLOAT, .4, .2, 1, 3);
  private final List<Parameter> parameters = List.of(first, bias, second, shift);
  private final Matrix batch = sines(Precision.FLOAT, 1.3, 1, 6, 5).value();
  private final Tape tape = Tape.ofFloats();

  static List<String> optimizers() {
    return OptimizerTest.makers();
  }

  @AfterEach
  void close() {
    tape.close();
  }

  private double lossAndGradients() {
    return lossAndGradients(tape);
  }

  private double lossAndGradients(Tape tape) {
    tape.begin(Mode.TRAINING, 1, 0);
    Var h =
        Layers.dense(
            tape.constant(batch), tape.parameter(first), tape.parameter(bias), Activation.TANH);
    Var y = Layers.dense(h, tape.parameter(second), tape.parameter(shift), Activation.SIGMOID);
    Var loss = Sums.squares(1, List.of(y));
    tape.backward(loss);
    return loss.item();
  }

  private static float[] numbers(Parameter parameter) {
    float[] numbers = new float[(int) parameter.value().size()];
    parameter.value().readRows(0, parameter.value().rows(), numbers, 0);
    return numbers;
  }

  private void freezeTheFirstLayer() {
    first.freeze();
    bias.freeze();
  }

  @Test
  void aFrozenParameterIsAConstantOnTheTape() {
    lossAndGradients();
    Tape.forgetGradients(parameters);
    freezeTheFirstLayer();
    lossAndGradients();
    assertThat(first.isFrozen()).isTrue();
    assertThat(first.gradient().extent()).isEqualTo(Gradient.Extent.NOTHING);
    assertThat(bias.gradient().extent()).isEqualTo(Gradient.Extent.NOTHING);
    assertThat(second.gradient().extent()).isEqualTo(Gradient.Extent.ALL_ROWS);
    try (Tape fresh = Tape.ofFloats()) {
      lossAndGradients(fresh);
      assertThat(fresh.workingBytes()).isLessThan(tape.workingBytes());
      fresh.begin(Mode.TRAINING, 1, 0);
      assertThat(fresh.parameter(first).needsGradient()).isFalse();
      Var h =
          Layers.dense(
              fresh.constant(batch),
              fresh.parameter(first),
              fresh.parameter(bias),
              Activation.TANH);
      assertThat(h.needsGradient()).isFalse();
    }
  }

  @Test
  void gradientsOfTheOthersStayTheSame() {
    lossAndGradients();
    double expected = second.gradient().matrix().get(2, 1);
    Tape.forgetGradients(parameters);
    freezeTheFirstLayer();
    lossAndGradients();
    assertThat(second.gradient().matrix().get(2, 1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void optimisersLeaveItAlone(String name) {
    Optimizer optimizer = OptimizerTest.make(name, parameters);
    optimizer.step(0.1, this::lossAndGradients);
    optimizer.step(0.1, this::lossAndGradients);
    freezeTheFirstLayer();
    float[] frozen = numbers(first);
    float[] frozenBias = numbers(bias);
    float[] free = numbers(second);
    double loss = optimizer.step(0.1, this::lossAndGradients);
    double later = optimizer.step(0.1, this::lossAndGradients);
    assertThat(later).isLessThan(loss);
    assertThat(numbers(first)).isEqualTo(frozen);
    assertThat(numbers(bias)).isEqualTo(frozenBias);
    assertThat(numbers(second)).isNotEqualTo(free);
    first.unfreeze();
    optimizer.step(0.1, this::lossAndGradients);
    assertThat(numbers(first)).isNotEqualTo(frozen);
    assertThat(numbers(bias)).isEqualTo(frozenBias);
  }
}
