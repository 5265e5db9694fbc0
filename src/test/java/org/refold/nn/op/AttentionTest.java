package org.refold.nn.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.refold.nn.op.Attention.Sight.BIDIRECTIONAL;
import static org.refold.nn.op.Attention.Sight.CAUSAL;
import static org.refold.nn.op.Case.operation;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Glimpse;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Golden numbers are PyTorch's in double precision, with matrices of positions by positions. */
class AttentionTest {

  private static final Matrix X = Matrix.of(3, 2, new double[] {1, 0, 0, 1, 1, 1});

  /** Lengths 3, 0, 1, 4: eight rows. */
  private static Ragged.Ids layout() {
    return Ragged.Ids.of(new int[3], new int[0], new int[1], new int[4]);
  }

  private static Case attention(String name, Attention attention, int units) {
    return operation(
        name,
        (t, x) -> attention.of(new Ragged(x[0], layout()), x[1], x[2]).rows(),
        8,
        units,
        8,
        units,
        8,
        units);
  }

  static List<Case> operations() {
    return List.of(
        attention("causal", new Attention(1, CAUSAL, 0, "a"), 3),
        attention("bidirectional, two heads", new Attention(2, BIDIRECTIONAL, 0, "a"), 4),
        attention("causal with dropout", new Attention(2, CAUSAL, 0.4, "a"), 4),
        operation(
            "of rows with themselves",
            (t, x) ->
                new Attention(1, CAUSAL, 0, "a").of(new Ragged(x[0], layout()), x[0], x[0]).rows(),
            8,
            2));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void gradientIsTheLimitOfDifferences(Case operation) {
    GradientCheck.againstDifferences(operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void singlePrecisionAgreesWithDouble(Case operation) {
    GradientCheck.singleAgainstDouble(operation);
  }

  private static void assertRow(Matrix matrix, int row, double... expected) {
    for (int k = 0; k < expected.length; k++) {
      assertThat(matrix.get(row, k)).as("column %d", k).isCloseTo(expected[k], within(6e-7));
    }
  }

  private static Parameter parameter(String name) {
    Matrix copy = Matrix.doubles(3, 2);
    for (int row = 0; row < 3; row++) {
      copy.set(row, 0, X.get(row, 0));
      copy.set(row, 1, X.get(row, 1));
    }
    return Parameter.of(name, Parameter.Role.WEIGHT, copy);
  }

  @Test
  void causalAttentionAndItsWayBack() {
    Parameter q = parameter("q");
    Parameter k = parameter("k");
    Parameter v = parameter("v");
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Ragged queries = new Ragged(tape.parameter(q), Ragged.Ids.of(new int[3]));
      Var y =
          new Attention(1, CAUSAL, 0, "a").of(queries, tape.parameter(k), tape.parameter(v)).rows();
      assertRow(y.value(), 0, 1, 0);
      assertRow(y.value(), 1, .330238, .669762);
      assertRow(y.value(), 2, .751745, .751745);
      tape.backward(Sums.sum(Columns.slice(y, 0, 1)));
      assertRow(q.gradient().filled(), 0, 0, 0);
      assertRow(q.gradient().filled(), 1, .156399, -.156399);
      assertRow(q.gradient().filled(), 2, .131963, -.043579);
      assertRow(k.gradient().filled(), 0, .043579, .199978);
      assertRow(k.gradient().filled(), 1, -.131963, -.288362);
      assertRow(k.gradient().filled(), 2, .088384, .088384);
      assertRow(v.gradient().filled(), 0, 1.578494, 0);
      assertRow(v.gradient().filled(), 1, .918017, 0);
      assertRow(v.gradient().filled(), 2, .503490, 0);
    }
  }

  /** The shares of the golden rows above. */
  @Test
  void whoWatchesSeesTheShares() {
    Parameter q = parameter("q");
    try (Tape tape = Tape.ofDoubles()) {
      List<Glimpse> seen =
          tape.watch(
              () -> {
                tape.begin(Mode.TRAINING, 1, 0);
                Var x = tape.parameter(q);
                new Attention(1, CAUSAL, 0, "a").of(new Ragged(x, Ragged.Ids.of(new int[3])), x, x);
              });
      assertThat(seen).hasSize(1);
      assertThat(seen.get(0).name()).isEqualTo("a, head 1");
      double[][] shares = {{1, 0, 0}, {.330238, .669762, 0}, {.248255, .248255, .503490}};
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          assertThat(seen.get(0).rows().get(row).get(column))
              .isCloseTo(shares[row][column], within(6e-7));
        }
      }
      assertThat(tape.isWatched()).isFalse();
    }
  }

  @Test
  void bidirectionalAttentionSeesWhatComesLater() {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var x = tape.constant(X);
      Ragged rows = new Ragged(x, Ragged.Ids.of(new int[3]));
      Matrix y = new Attention(1, BIDIRECTIONAL, 0.5, "a").of(rows, x, x).rows().value();
      assertRow(y, 0, .802224, .598888);
      assertRow(y, 1, .598888, .802224);
    }
  }

  /** What is hidden is simply not there: rows 1 and 3 alone are the three with key 2 masked. */
  @Test
  void rowsThatAreLeftOutAreMaskedKeys() {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var x = tape.constant(Matrix.of(2, 2, new double[] {1, 0, 1, 1}));
      Ragged rows = new Ragged(x, Ragged.Ids.of(new int[2]));
      Matrix y = new Attention(1, BIDIRECTIONAL, 0, "a").of(rows, x, x).rows().value();
      assertRow(y, 0, 1, .5);
      assertRow(y, 1, 1, .669762);
    }
  }

  /** Longer than the rows of a block; compared with sums over all positions, in double. */
  @ParameterizedTest
  @EnumSource
  void longSequencesAreTheSumsThatTheEquationSays(Attention.Sight sight) {
    int length = 150;
    Case inputs = operation("", (t, x) -> x[0], length, 4, length, 4, length, 4);
    List<Parameter> in = inputs.inputs(Precision.FLOAT, 5);
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Ragged q = new Ragged(tape.parameter(in.get(0)), Ragged.Ids.of(new int[length]));
      Matrix y =
          new Attention(2, sight, 0, "a")
              .of(q, tape.parameter(in.get(1)), tape.parameter(in.get(2)))
              .rows()
              .value();
      for (int row = 0; row < length; row += 7) {
        for (int column = 0; column < 4; column++) {
          double expected = plain(in, sight, row, column, length);
          assertThat(y.get(row, column)).isCloseTo(expected, within(1e-5));
        }
      }
    }
  }

  private static double plain(
      List<Parameter> in, Attention.Sight sight, int row, int column, int length) {
    int first = column / 2 * 2;
    double sum = 0;
    double weighted = 0;
    for (int key = 0; key < (sight == CAUSAL ? row + 1 : length); key++) {
      double score = 0;
      for (int k = first; k < first + 2; k++) {
        score += in.get(0).value().get(row, k) * in.get(1).value().get(key, k);
      }
      double power = Math.exp(score / Math.sqrt(2));
      sum += power;
      weighted += power * in.get(2).value().get(key, column);
    }
    return weighted / sum;
  }

  /** Causality, to the last bit. */
  @Test
  void aLaterRowLeavesEarlierOutputsAsTheyAre() {
    int length = 100;
    List<Parameter> in = operation("", (t, x) -> x[0], length, 4).inputs(Precision.FLOAT, 5);
    float[] before = new float[length * 4];
    float[] after = new float[length * 4];
    run(in.get(0), before);
    in.get(0).value().set(70, 1, 3);
    run(in.get(0), after);
    for (int k = 0; k < 70 * 4; k++) {
      assertThat(after[k]).isEqualTo(before[k]);
    }
    assertThat(after[70 * 4 + 1]).isNotEqualTo(before[70 * 4 + 1]);
  }

  private static void run(Parameter x, float[] out) {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var rows = tape.parameter(x);
      Ragged ragged = new Ragged(rows, Ragged.Ids.of(new int[rows.rows()]));
      Matrix y = new Attention(1, CAUSAL, 0, "a").of(ragged, rows, rows).rows().value();
      y.readRows(0, y.rows(), out, 0);
    }
  }

  @Test
  void whatDoesNotFitIsNamed() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var x = tape.constant(Matrix.floats(8, 3));
      assertThatThrownBy(() -> new Attention(2, CAUSAL, 0, "a").of(new Ragged(x, layout()), x, x))
          .hasMessageContainingAll("2 heads", "[8, 3]");
      assertThatThrownBy(() -> new Attention(0, CAUSAL, 0, "a")).hasMessageContaining("heads is 0");
    }
  }
}
