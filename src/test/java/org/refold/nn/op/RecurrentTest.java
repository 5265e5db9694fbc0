package org.refold.nn.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.refold.nn.op.Case.operation;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;
import org.refold.nn.Arithmetic;
import org.refold.nn.GatedCells;
import org.refold.nn.Glimpse;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Golden numbers are NumPy's in double precision, of a cell written out with its derivatives. */
class RecurrentTest {

  private static final double[] X = {1, -1};
  private static final double[] H = {.5, -.25};

  /** Rows are units here; the operations take them transposed and side by side. */
  private static final double[][][] W = {
    {{.1, .2}, {.3, .4}}, {{-.1, .2}, {.3, -.4}}, {{.5, -.5}, {.25, .75}}, {{.2, .1}, {-.2, .3}}
  };

  private static final double[][][] U = {
    {{.2, 0}, {0, .2}}, {{.1, .1}, {-.1, .1}}, {{.3, -.2}, {.1, .4}}, {{.1, 0}, {0, .1}}
  };

  /** Lengths 3, 0, 1, 4, 0: eight rows. */
  private static Ragged.Ids layout() {
    return Ragged.Ids.of(new int[3], new int[0], new int[1], new int[4], new int[0]);
  }

  static List<Case> operations() {
    return List.of(
        operation(
            "gru",
            (t, x) -> Recurrent.gru(new Ragged(x[0], layout()), x[1], x[2], null).rows(),
            8,
            6,
            2,
            6,
            1,
            6),
        operation(
            "gru from states",
            (t, x) -> Recurrent.gru(new Ragged(x[0], layout()), x[1], x[2], x[3]).rows(),
            8,
            9,
            3,
            9,
            1,
            9,
            5,
            3),
        operation(
            "gru of states that are used twice",
            (t, x) -> {
              Ragged first = Recurrent.gru(new Ragged(x[0], layout()), x[1], x[2], null);
              Ragged sums = first.map(h -> Products.multiply(h, x[3]));
              return Elements.add(first.rows(), Recurrent.gru(sums, x[1], x[2], null).rows());
            },
            8,
            6,
            2,
            6,
            1,
            6,
            2,
            6),
        operation(
            "gru with the reset gate before the product",
            (t, x) -> Recurrent.gruResetBefore(new Ragged(x[0], layout()), x[1], null).rows(),
            8,
            6,
            2,
            6),
        operation(
            "gru with the reset gate before the product, from states",
            (t, x) -> Recurrent.gruResetBefore(new Ragged(x[0], layout()), x[1], x[2]).rows(),
            8,
            9,
            3,
            9,
            5,
            3),
        operation(
            "lstm",
            (t, x) -> Recurrent.lstm(new Ragged(x[0], layout()), x[1]).rows(),
            8,
            12,
            3,
            12));
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

  /** {@code [2, 2 gates]}: the matrices transposed, side by side. */
  private static Parameter sideBySide(String name, double[][][] matrices, int... which) {
    Matrix all = Matrix.doubles(2, 2 * which.length);
    for (int gate = 0; gate < which.length; gate++) {
      for (int unit = 0; unit < 2; unit++) {
        for (int in = 0; in < 2; in++) {
          all.set(in, 2 * gate + unit, matrices[which[gate]][unit][in]);
        }
      }
    }
    return Parameter.of(name, Parameter.Role.WEIGHT, all);
  }

  private static Parameter row(String name, double... numbers) {
    return Parameter.of(name, Parameter.Role.WEIGHT, Matrix.of(1, numbers.length, numbers));
  }

  private static void assertRow(Matrix matrix, int row, double... expected) {
    for (int k = 0; k < expected.length; k++) {
      assertThat(matrix.get(row, k)).as("column %d", k).isCloseTo(expected[k], within(6e-7));
    }
  }

  /** The gates of the step below. */
  @Test
  void whoWatchesSeesTheGates() {
    try (Tape tape = Tape.ofDoubles()) {
      List<Glimpse> seen =
          tape.watch(
              () -> {
                tape.begin(Mode.SCORING, 1, 0);
                Var w = tape.parameter(sideBySide("w", W, 0, 1, 2));
                Var sums = Products.multiply(tape.parameter(row("x", X)), w);
                Recurrent.gru(
                    new Ragged(sums, Ragged.Ids.of(new int[1])),
                    tape.parameter(sideBySide("u", U, 0, 1, 2)),
                    tape.constant(Matrix.doubles(1, 6)),
                    tape.parameter(row("h", H)));
              });
      assertThat(seen)
          .extracting(Glimpse::name)
          .containsExactly("reset gate", "update gate, keeps");
      assertThat(seen.get(0).rows().get(0).get(1)).isCloseTo(.462570, within(6e-7));
      assertThat(seen.get(1).rows().get(0).get(0)).isCloseTo(.431680, within(6e-7));
      assertThat(seen.get(1).rows().get(0).get(1)).isCloseTo(.651355, within(6e-7));
    }
  }

  @Test
  void aStepOfAGruIsThatOfPyTorch() {
    Parameter x = row("x", X);
    Parameter h = row("h", H);
    Parameter w = sideBySide("w", W, 0, 1, 2);
    Parameter u = sideBySide("u", U, 0, 1, 2);
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Var sums = Products.multiply(tape.parameter(x), tape.parameter(w));
      Ragged one = new Ragged(sums, Ragged.Ids.of(new int[1]));
      Var none = tape.constant(Matrix.doubles(1, 6));
      Var next = Recurrent.gru(one, tape.parameter(u), none, tape.parameter(h)).rows();
      assertRow(next.value(), 0, .670780, -.330227);
      tape.backward(Sums.sum(next));
      assertRow(x.gradient().filled(), 0, .192210, .064200);
      assertRow(h.gradient().filled(), 0, .464155, .677767);
      Matrix dw = w.gradient().filled();
      assertThat(dw.get(0, 4)).isCloseTo(.204141, within(6e-7));
      assertThat(dw.get(1, 4)).isCloseTo(-.204141, within(6e-7));
      Matrix du = u.gradient().filled();
      assertThat(du.get(0, 4)).isCloseTo(.051035, within(6e-7));
      assertThat(du.get(1, 4)).isCloseTo(-.025518, within(6e-7));
    }
  }

  /** Rows of the state before, then of the state after. */
  private static Matrix states(double... before) {
    return Matrix.of(2, 2, new double[] {before[0], before[1], 0, 0});
  }

  @Test
  void aStepOfTheFirstFormOfTheGruIsThatOfGru4Rec() {
    GatedCells cells = Arithmetic.of(Precision.DOUBLE).cells();
    GatedCells.Span step = new GatedCells.Span(0, 1, 0, 1);
    Matrix x = Matrix.of(1, 2, X);
    Matrix states = states(H);
    Matrix u = sideBySide("u", U, 0, 1, 2).value();
    Matrix sums = Matrix.doubles(1, 6);
    Matrix recurrent = Matrix.doubles(1, 6);
    Matrix candidate = Matrix.doubles(1, 6);
    Matrix reset = Matrix.doubles(1, 2);
    multiply(x, sideBySide("w", W, 0, 1, 2).value(), sums);
    multiply(states.rowsView(0, 1), u, recurrent);
    cells.resetGates(sums, recurrent, states, reset, step);
    multiply(reset, u, candidate);
    cells.candidate(sums, candidate, states, step);
    assertRow(sums, 0, .5, .462570, .431680, .651355, .799826, -.478670);
    assertRow(states, 1, .629429, -.398945);
  }

  @Test
  void aStepOfAnLstmAndItsWayBack() {
    GatedCells cells = Arithmetic.of(Precision.DOUBLE).cells();
    GatedCells.Span step = new GatedCells.Span(0, 1, 0, 1);
    Matrix w = sideBySide("w", W, 0, 1, 2, 3).value();
    Matrix u = sideBySide("u", U, 0, 1, 2, 3).value();
    Matrix states = states(H);
    Matrix memories = states(.2, -.1);
    Matrix gates = Matrix.doubles(1, 8);
    Matrix recurrent = Matrix.doubles(1, 8);
    multiply(Matrix.of(1, 2, X), w, gates);
    multiply(states.rowsView(0, 1), u, recurrent);
    cells.lstm(gates, recurrent, memories, states, step);
    assertRow(memories, 1, .503163, -.296661);
    assertRow(states, 1, .249691, -.107139);
    Matrix slopes = Matrix.of(2, 2, new double[] {0, 0, 1, 1});
    Matrix ofMemories = Matrix.doubles(2, 2);
    cells.lstmBack(gates, memories, slopes, ofMemories, step);
    assertRow(ofMemories, 0, .181920, .221982);
    assertRow(back(gates, w), 0, .089909, .055668);
    assertRow(back(gates, u), 0, .063054, .020487);
  }

  private static void multiply(Matrix a, Matrix b, Matrix c) {
    Blas.multiply(a, b, c);
  }

  private static Matrix back(Matrix slopes, Matrix weights) {
    Matrix out = Matrix.doubles(1, 2);
    Blas.gemm(Transpose.NO, Transpose.YES, 1, slopes, weights, 0, out);
    return out;
  }

  /** More sequences than a group holds, of all lengths: each has the states that it has alone. */
  @Property(tries = 20)
  void othersInTheBatchDoNotMatter(
      @ForAll @Size(min = 40, max = 120) List<@IntRange(max = 7) Integer> lengths) {
    int[][] segments = lengths.stream().map(int[]::new).toArray(int[][]::new);
    Ragged.Ids all = Ragged.Ids.of(segments);
    try (Tape tape = Tape.ofFloats();
        Tape alone = Tape.ofFloats()) {
      List<Parameter> in =
          operation("", (t, x) -> x[0], Math.max(1, all.size()), 6, 2, 6, 1, 6)
              .inputs(Precision.FLOAT, 3);
      tape.begin(Mode.SCORING, 1, 0);
      Matrix together = states(tape, in, all, 0, all.size());
      for (int k = 0; k < segments.length; k += 13) {
        alone.begin(Mode.SCORING, 1, 0);
        Matrix own = states(alone, in, Ragged.Ids.of(segments[k]), all.start(k), all.end(k));
        for (int row = 0; row < own.rows(); row++) {
          for (int unit = 0; unit < 2; unit++) {
            assertThat(own.get(row, unit))
                .isCloseTo(together.get(all.start(k) + row, unit), within(1e-6));
          }
        }
      }
    }
  }

  private static Matrix states(Tape tape, List<Parameter> in, Ragged.Ids ids, int from, int to) {
    Var sums = tape.constant(in.get(0).value().rowsView(from, to));
    Var u = tape.constant(in.get(1).value());
    return Recurrent.gru(new Ragged(sums, ids), u, tape.constant(in.get(2).value()), null)
        .rows()
        .value();
  }

  @Test
  void weightsThatDoNotFitAreNamed() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Ragged sums = new Ragged(tape.constant(Matrix.floats(8, 6)), layout());
      Var u = tape.constant(Matrix.floats(3, 9));
      assertThatThrownBy(() -> Recurrent.gru(sums, u, u, null))
          .hasMessageContainingAll("[3, 9]", "6 columns");
      assertThatThrownBy(() -> Recurrent.lstm(sums, u)).hasMessageContaining("4 units");
    }
  }
}
