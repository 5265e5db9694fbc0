package org.refold.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Stochastic;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.Optimizer;
import org.refold.nn.optimizer.WeightDecay;

class TapeTest {

  private static final int ITEMS = SmallAutoencoder.ITEMS;

  private final SmallAutoencoder network = new SmallAutoencoder();
  private final Parameter in = network.in;
  private final List<Parameter> parameters = network.parameters;

  private double lossAndGradients(Tape tape, SparseRows batch, long step) {
    return network.lossAndGradients(tape, batch, step);
  }

  private static SparseRows batch(int rows) {
    return SmallAutoencoder.batch(rows);
  }

  @Test
  void trainingLowersTheLoss() {
    Optimizer adam = new Adam().over(parameters);
    SparseRows batch = batch(60);
    try (Tape tape = Tape.ofFloats()) {
      double first = adam.step(0.01, () -> lossAndGradients(tape, batch, 0));
      double last = first;
      for (int step = 1; step < 30; step++) {
        int now = step;
        last = adam.step(0.01, () -> lossAndGradients(tape, batch, now));
      }
      assertThat(last).isLessThan(0.8 * first);
    }
  }

  /** Gradients that are computed where they are used are those that would have been stored. */
  @Test
  void storedAndRowwiseGradientsGiveTheSameWeights() {
    SparseRows batch = batch(60);
    List<float[]> rowwise = weightsAfterThreeSteps(batch, () -> {});
    List<float[]> stored =
        weightsAfterThreeSteps(
            batch, () -> parameters.forEach(parameter -> parameter.gradient().matrix()));
    for (int k = 0; k < rowwise.size(); k++) {
      assertThat(stored.get(k)).isEqualTo(rowwise.get(k));
    }
  }

  private List<float[]> weightsAfterThreeSteps(SparseRows batch, Runnable beforeTheUpdate) {
    List<float[]> initial = parameters.stream().map(TapeTest::numbers).toList();
    Optimizer adam = new Adam().withDecay(WeightDecay.coupled(0.01)).over(parameters);
    try (Tape tape = Tape.ofFloats()) {
      for (int step = 0; step < 3; step++) {
        int now = step;
        adam.step(
            0.01,
            () -> {
              double loss = lossAndGradients(tape, batch, now);
              beforeTheUpdate.run();
              return loss;
            });
      }
    }
    List<float[]> trained = parameters.stream().map(TapeTest::numbers).toList();
    for (int k = 0; k < initial.size(); k++) {
      Matrix value = parameters.get(k).value();
      value.writeRows(0, value.rows(), initial.get(k), 0);
    }
    return trained;
  }

  private static float[] numbers(Parameter parameter) {
    float[] numbers = new float[(int) parameter.value().size()];
    parameter.value().readRows(0, parameter.value().rows(), numbers, 0);
    return numbers;
  }

  /** A gradient that waits to be taken row by row is stored before its tape is gone. */
  @Test
  void gradientsOutliveTheirTape() {
    SparseRows batch = batch(20);
    float[] during = new float[40];
    float[] afterwards = new float[40];
    try (Tape tape = Tape.ofFloats()) {
      lossAndGradients(tape, batch, 0);
      in.gradient().matrix().readRow(0, during);
    }
    Tape.forgetGradients(parameters);
    try (Tape tape = Tape.ofFloats()) {
      lossAndGradients(tape, batch, 0);
      assertThat(in.gradient().rowwise()).isPresent();
    }
    assertThat(in.gradient().rowwise()).isEmpty();
    in.gradient().matrix().readRow(0, afterwards);
    assertThat(during[0]).isNotZero();
    assertThat(afterwards).isEqualTo(during);
    Tape.forgetGradients(parameters);
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() {
    int before = Parallel.threads();
    try (Tape tape = Tape.ofFloats()) {
      SparseRows batch = batch(300);
      Parallel.setThreads(1);
      double alone = lossAndGradients(tape, batch, 3);
      float[] expected = numbers(in.gradient().filled());
      Tape.forgetGradients(parameters);
      Parallel.setThreads(5);
      assertThat(lossAndGradients(tape, batch, 3)).isEqualTo(alone);
      assertThat(numbers(in.gradient().filled())).isEqualTo(expected);
    } finally {
      Parallel.setThreads(before);
    }
  }

  private static float[] numbers(Matrix matrix) {
    float[] numbers = new float[(int) matrix.size()];
    matrix.readRows(0, matrix.rows(), numbers, 0);
    return numbers;
  }

  @Test
  void randomNumbersAreFunctionsOfSeedStepAndLayer() {
    SparseRows batch = batch(50);
    try (Tape tape = Tape.ofFloats()) {
      double third = lossAndGradients(tape, batch, 3);
      assertThat(lossAndGradients(tape, batch, 4)).isNotEqualTo(third);
      assertThat(lossAndGradients(tape, batch, 3)).isEqualTo(third);
    }
  }

  @Test
  void scoringRecordsNothingAndDropsNothing() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 7, 0);
      SparseRows batch = batch(5);
      assertThat(Inputs.dropout(tape, batch, 0.5, "input")).isSameAs(batch);
      Var h =
          Layers.sparse(batch, tape.parameter(in), tape.parameter(network.inBias), Activation.TANH);
      assertThat(Stochastic.dropout(h, 0.5, "hidden")).isSameAs(h);
      assertThat(Stochastic.gaussian(h, h, "code")).isSameAs(h);
      assertThat(h.needsGradient()).isFalse();
    }
  }

  @Test
  void gradientsOfUntouchedRowsStaySparse() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 7, 0);
      SparseRows batch = SparseRows.ofOnes(ITEMS, new int[] {4, 9}, new int[] {9, 200});
      Var h =
          Layers.sparse(batch, tape.parameter(in), tape.parameter(network.inBias), Activation.TANH);
      tape.backward(Losses.gaussian(h, new SparseRowsOf(2, 40).rows()));
      assertThat(in.gradient().extent()).isEqualTo(Gradient.Extent.SOME_ROWS);
      assertThat(in.gradient().touchedCount()).isEqualTo(3);
      assertThat(in.gradient().touchedRows()).startsWith(4, 9, 200);
    }
  }

  /** Empty rows of a width. */
  private record SparseRowsOf(int count, int columns) {
    SparseRows rows() {
      SparseRows rows = new SparseRows(columns);
      for (int row = 0; row < count; row++) {
        rows.startRow();
      }
      return rows;
    }
  }

  @Test
  void logitsCannotBeReadAfterTheLossTookThem() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 7, 0);
      Var logits =
          Layers.sparse(
              batch(4), tape.parameter(in), tape.parameter(network.inBias), Activation.IDENTITY);
      Losses.multinomial(logits, new SparseRowsOf(4, 40).rows());
      assertThatThrownBy(logits::value)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("before the loss");
    }
  }

  @Test
  void wrongShapesAndPrecisionsAreNamed() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 7, 0);
      Var a = tape.constant(Matrix.floats(2, 3));
      Var b = tape.constant(Matrix.floats(2, 4));
      assertThatThrownBy(() -> Elements.add(a, b)).hasMessageContainingAll("[2, 3]", "[2, 4]");
      assertThatThrownBy(() -> tape.backward(a)).hasMessageContaining("2 x 3");
      assertThatThrownBy(() -> tape.constant(Matrix.zeros(Precision.DOUBLE, 1, 1)))
          .hasMessageContainingAll("DOUBLE", "FLOAT");
    }
  }
}
