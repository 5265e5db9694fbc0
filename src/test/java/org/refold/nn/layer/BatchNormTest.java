package org.refold.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Sums;

class BatchNormTest {

  private static final double TINY = 1e-12;

  private final Scope scope = Scope.drawing(Precision.DOUBLE, 1);
  private final BatchNorm norm = scope.batchNorm("norm", 2, 0.5, 0.25);
  private final Parameter gain = scope.parameters().get(0);
  private final Parameter shift = scope.parameters().get(1);
  private final Matrix mean = scope.parameters().get(2).value();
  private final Matrix variance = scope.parameters().get(3).value();
  private final Parameter x =
      Parameter.of(
          "x", Parameter.Role.WEIGHT, Matrix.of(4, 2, 1.0, 4.0, 3.0, 4.0, 5.0, 0.0, 7.0, 0.0));

  private Var output(Tape tape, Mode mode) {
    tape.begin(mode, 1, 0);
    return norm.apply(tape.parameter(x));
  }

  /** Means 4 and 2, biased variances 5 and 4, to which 0.5 is added; unbiased 20/3 and 16/3. */
  @Test
  void trainingGoesByTheBatchAndRemembersIt() {
    gain.value().set(0, 0, 2);
    shift.value().set(0, 1, -1);
    try (Tape tape = Tape.ofDoubles()) {
      Var y = output(tape, Mode.TRAINING);
      assertThat(y.value().get(0, 0)).isCloseTo(2 * -3 / Math.sqrt(5.5), within(TINY));
      assertThat(y.value().get(2, 1)).isCloseTo(-2 / Math.sqrt(4.5) - 1, within(TINY));
      assertThat(mean.get(0, 0)).as("no gradient yet").isZero();
      tape.backward(Sums.sum(y));
    }
    assertThat(mean.get(0, 0)).isCloseTo(0.25 * 4, within(TINY));
    assertThat(mean.get(0, 1)).isCloseTo(0.25 * 2, within(TINY));
    assertThat(variance.get(0, 0)).isCloseTo(0.75 + 0.25 * 20 / 3, within(TINY));
    assertThat(variance.get(0, 1)).isCloseTo(0.75 + 0.25 * 16 / 3, within(TINY));
  }

  @Test
  void scoringGoesByWhatIsRemembered() {
    mean.set(0, 0, 3);
    variance.set(0, 0, 3.5);
    try (Tape tape = Tape.ofDoubles()) {
      Var y = output(tape, Mode.SCORING);
      assertThat(y.value().get(0, 0)).isCloseTo(-1, within(TINY));
      assertThat(y.value().get(3, 0)).isCloseTo(2, within(TINY));
      assertThat(y.value().get(0, 1)).isCloseTo(4 / Math.sqrt(1.5), within(TINY));
    }
    assertThat(mean.get(0, 0)).isEqualTo(3);
  }

  @Test
  void gradientsGoThroughMeanAndVariance() {
    gain.value().set(0, 1, -1.5);
    LayerGradients.againstDifferences(
        List.of(x, gain, shift), tape -> norm.apply(tape.parameter(x)));
  }

  @Test
  void aFrozenLayerDoesAsInScoring() {
    gain.freeze();
    mean.set(0, 0, 3);
    try (Tape tape = Tape.ofDoubles()) {
      double scored = output(tape, Mode.SCORING).value().get(1, 0);
      Var y = output(tape, Mode.TRAINING);
      assertThat(y.value().get(1, 0)).isEqualTo(scored);
      tape.backward(Sums.sum(y));
      assertThat(mean.get(0, 0)).isEqualTo(3);
    }
    Tape.forgetGradients(List.of(x, shift));
    LayerGradients.againstDifferences(List.of(x, shift), tape -> norm.apply(tape.parameter(x)));
  }

  @Test
  void oneRowHasNoVarianceToRemember() {
    Parameter row = Parameter.of("row", Parameter.Role.WEIGHT, Matrix.of(1, 2, 8.0, 9.0));
    shift.value().set(0, 0, 0.5);
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Var y = norm.apply(tape.parameter(row));
      tape.backward(Sums.sum(y));
      assertThat(y.value().get(0, 0)).isEqualTo(0.5);
    }
    assertThat(mean.get(0, 0)).isZero();
    assertThat(variance.get(0, 0)).isEqualTo(1);
  }

  @Test
  void otherSizesAreRefused() {
    Parameter wide = Parameter.of("wide", Parameter.Role.WEIGHT, Matrix.of(1, 3, 1.0, 2.0, 3.0));
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      assertThatThrownBy(() -> norm.apply(tape.parameter(wide)))
          .hasMessageContaining("2 and 2 units, but the batch has 3");
    }
  }
}
