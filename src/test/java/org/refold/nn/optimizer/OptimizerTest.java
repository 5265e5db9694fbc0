package org.refold.nn.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.refold.nn.op.Golden.assertGolden;
import static org.refold.nn.op.Golden.sines;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Initializer;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Sums;

class OptimizerTest {

  private static final Map<String, Function<List<Parameter>, Optimizer>> MAKERS =
      new TreeMap<>(
          Map.of(
              "adam", p -> new Adam().over(p),
              "adam-coupled", p -> new Adam().withDecay(WeightDecay.coupled(0.1)).over(p),
              "adamw", p -> new Adam().withDecay(WeightDecay.decoupled(0.1)).over(p),
              "sgd", p -> new Sgd().over(p),
              "momentum", p -> new Sgd().withMomentum(0.9).over(p),
              "adagrad", p -> new AdaGrad(0.01, 1e-10, WeightDecay.NONE).over(p),
              "rprop", p -> new RProp().over(p)));

  static List<String> makers() {
    List<String> names = new ArrayList<>(MAKERS.keySet());
    names.add("l-bfgs");
    return names;
  }

  static Optimizer make(String name, List<Parameter> parameters) {
    return name.equals("l-bfgs") ? new Lbfgs(5, parameters) : MAKERS.get(name).apply(parameters);
  }

  /** The objective of golden.py: sum of cos(k) tanh(p_k) + p_k^2 / 4. */
  private static double bowl(Tape tape, Parameter parameter) {
    tape.begin(Mode.TRAINING, 0, 0);
    int columns = parameter.value().columns();
    Matrix weights = Matrix.zeros(tape.precision(), parameter.value().rows(), columns);
    for (int k = 0; k < weights.size(); k++) {
      weights.set(k / columns, k % columns, Math.cos(k));
    }
    Var p = tape.parameter(parameter);
    Var waves = Elements.multiply(tape.constant(weights), Elements.activate(p, Activation.TANH));
    Var loss = Elements.combine(1, Sums.sum(waves), 1, Sums.squares(0.5, List.of(p)));
    tape.backward(loss);
    return loss.item();
  }

  @ParameterizedTest
  @EnumSource
  void tenStepsAreThoseOfPyTorch(Precision precision) {
    MAKERS.forEach(
        (name, maker) -> {
          Parameter parameter = sines(precision, .7, 1, 2, 5);
          Optimizer optimizer = maker.apply(List.of(parameter));
          try (Tape tape = Tape.of(precision)) {
            for (int step = 0; step < 10; step++) {
              optimizer.step(0.05, () -> bowl(tape, parameter));
            }
          }
          double tolerance = precision == Precision.FLOAT ? 1e-5 : 1e-13;
          assertGolden("optimizer." + name, parameter.value(), tolerance);
        });
  }

  @ParameterizedTest
  @EnumSource
  void quasiNewtonStepsReachTheMinimum(Precision precision) {
    Parameter parameter = sines(precision, .7, 1, 2, 5);
    Optimizer optimizer = new Lbfgs(5, List.of(parameter));
    try (Tape tape = Tape.of(precision)) {
      double before = Double.POSITIVE_INFINITY;
      for (int step = 0; step < 25; step++) {
        double loss = optimizer.step(1, () -> bowl(tape, parameter));
        assertThat(loss).isLessThanOrEqualTo(before + 1e-6);
        before = loss;
      }
      bowl(tape, parameter);
      Matrix gradient = parameter.gradient().filled();
      for (int k = 0; k < gradient.size(); k++) {
        assertThat(gradient.get(k / 5, k % 5))
            .isCloseTo(0, within(precision == Precision.FLOAT ? 1e-3 : 1e-7));
      }
    }
  }

  /** Loss of a lookup in a table, whose gradient is sparse; the rows change from step to step. */
  private static double lookup(Tape tape, Parameter table, int step, boolean dense) {
    tape.begin(Mode.TRAINING, 0, step);
    Var w = tape.parameter(table);
    SparseRows ids = SparseRows.oneHot(6, step % 6, (step * step + 1) % 6);
    Var rows = Layers.embedding(ids, w);
    Var loss = Sums.sum(Elements.multiply(rows, rows));
    if (dense) {
      loss = Elements.combine(1, loss, 0, Sums.sum(w));
    }
    tape.backward(loss);
    return loss.item();
  }

  @ParameterizedTest
  @MethodSource("makers")
  void sparseGradientsGiveTheResultOfDenseOnes(String name) {
    Parameter sparse = sines(Precision.FLOAT, .7, 1, 6, 3);
    Parameter dense = sines(Precision.FLOAT, .7, 1, 6, 3);
    Optimizer ofSparse = make(name, List.of(sparse));
    Optimizer ofDense = make(name, List.of(dense));
    try (Tape tape = Tape.ofFloats()) {
      for (int step = 0; step < 7; step++) {
        int now = step;
        ofSparse.step(0.1, () -> lookup(tape, sparse, now, false));
        ofDense.step(0.1, () -> lookup(tape, dense, now, true));
      }
    }
    assertSame(sparse.value(), dense.value());
  }

  private static void assertSame(Matrix actual, Matrix expected) {
    for (int row = 0; row < expected.rows(); row++) {
      for (int column = 0; column < expected.columns(); column++) {
        assertThat(actual.get(row, column)).isEqualTo(expected.get(row, column));
      }
    }
  }

  @Test
  void lazyRowsStayWhereTheyAre() {
    Parameter table = sines(Precision.FLOAT, .7, 1, 6, 3);
    Parameter start = sines(Precision.FLOAT, .7, 1, 6, 3);
    Optimizer lazy = new Adam().withUntouched(Adam.Untouched.LAZY).over(List.of(table));
    try (Tape tape = Tape.ofFloats()) {
      lazy.step(0.1, () -> lookup(tape, table, 0, false));
      lazy.step(0.1, () -> lookup(tape, table, 3, false));
    }
    for (int row : new int[] {2, 5}) {
      assertThat(table.value().get(row, 0)).isEqualTo(start.value().get(row, 0));
    }
    assertThat(table.value().get(0, 0)).isNotEqualTo(start.value().get(0, 0));
  }

  @ParameterizedTest
  @MethodSource("makers")
  void aRestoredStateGoesOnBitForBit(String name) throws IOException {
    for (Precision precision : Precision.values()) {
      Parameter through = sines(precision, .7, 1, 2, 5);
      Parameter resumed = sines(precision, .7, 1, 2, 5);
      Optimizer first = make(name, List.of(through));
      Optimizer interrupted = make(name, List.of(resumed));
      try (Tape tape = Tape.of(precision)) {
        for (int step = 0; step < 4; step++) {
          first.step(0.05, () -> bowl(tape, through));
          interrupted.step(0.05, () -> bowl(tape, resumed));
        }
        Optimizer second = make(name, List.of(resumed));
        copyState(interrupted, second);
        for (int step = 0; step < 4; step++) {
          first.step(0.05, () -> bowl(tape, through));
          second.step(0.05, () -> bowl(tape, resumed));
        }
      }
      assertSame(resumed.value(), through.value());
    }
  }

  private static void copyState(Optimizer from, Optimizer to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    from.save(new DataOutputStream(bytes));
    to.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  @Test
  void aStateOfAnotherKindOrShapeIsRefused() {
    Parameter small = Parameter.weight("w", 2, 3, Initializer.zeros(), 0);
    Parameter large = Parameter.weight("w", 2, 4, Initializer.zeros(), 0);
    Optimizer adam = new Adam().over(List.of(small));
    assertThatThrownBy(() -> copyState(adam, new Sgd().over(List.of(small))))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("adam", "sgd");
    assertThatThrownBy(() -> copyState(adam, new Adam().over(List.of(large))))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("w [2, 3]", "w [2, 4]");
  }

  @Test
  void decayLeavesBiasesAlone() {
    Parameter weight = Parameter.weight("w", 1, 3, Initializer.constant(1), 0);
    Parameter bias = Parameter.bias("b", 3, Initializer.constant(1), 0);
    Optimizer sgd = new Sgd().withDecay(WeightDecay.coupled(0.5)).over(List.of(weight, bias));
    sgd.step(0.1, () -> 0);
    assertThat(weight.value().get(0, 0)).isCloseTo(0.95, within(1e-6));
    assertThat(bias.value().get(0, 0)).isEqualTo(1);
  }
}
