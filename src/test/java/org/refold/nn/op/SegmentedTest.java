package org.refold.nn.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.refold.nn.op.Case.operation;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Gradient;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Trace;
import org.refold.nn.Var;

class SegmentedTest {

  /** Repeats within a sequence and between them; empty ones in the middle and at the end. */
  private static Ragged.Ids ids() {
    return Ragged.Ids.of(
        new int[] {4, 1, 4}, new int[] {}, new int[] {0}, new int[] {1, 5, 2, 2}, new int[] {});
  }

  static List<Case> operations() {
    return List.of(
        operation("gather", (t, x) -> Segmented.gather(x[0], ids()).rows(), 6, 3),
        operation("last", (t, x) -> Segmented.last(new Ragged(x[0], ids())), 8, 3),
        operation("mean", (t, x) -> Segmented.mean(new Ragged(x[0], ids())), 8, 3),
        operation("sum", (t, x) -> Segmented.sum(new Ragged(x[0], ids())), 8, 3),
        operation("largest", (t, x) -> Segmented.largest(new Ragged(x[0], ids())), 8, 3),
        operation(
            "last and mean of mapped rows, tied",
            (t, x) -> {
              Ragged states =
                  Segmented.gather(x[0], ids())
                      .map(rows -> Layers.dense(rows, x[1], x[2], Activation.TANH));
              Var both = Elements.add(Segmented.last(states), Segmented.mean(states));
              return Elements.multiply(both, Segmented.sum(Segmented.gather(x[0], ids())));
            },
            6,
            3,
            3,
            3,
            1,
            3));
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

  /** Row k of the table is (k, 10 k); each summary is compared to a loop over the sequence. */
  @Property(tries = 200)
  void summariesAreThoseOfEachSequenceAlone(
      @ForAll @Size(max = 6) List<@Size(max = 5) List<@IntRange(max = 8) Integer>> histories) {
    int[][] arrays =
        histories.stream()
            .map(history -> history.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    Matrix table = Matrix.floats(9, 2);
    for (int row = 0; row < 9; row++) {
      table.set(row, 0, row);
      table.set(row, 1, 10 * row);
    }
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Ragged x = Segmented.gather(tape.constant(table), Ragged.Ids.of(arrays));
      Matrix last = Segmented.last(x).value();
      Matrix sum = Segmented.sum(x).value();
      Matrix mean = Segmented.mean(x).value();
      Matrix largest = Segmented.largest(x.map(rows -> Elements.shift(rows, -100))).value();
      for (int k = 0; k < arrays.length; k++) {
        List<Integer> history = histories.get(k);
        int total = history.stream().mapToInt(Integer::intValue).sum();
        int expectedLast = history.isEmpty() ? 0 : history.get(history.size() - 1);
        assertThat(last.get(k, 1)).isEqualTo(10 * expectedLast);
        assertThat(sum.get(k, 0)).isEqualTo(total);
        assertThat(largest.get(k, 1))
            .isEqualTo(history.isEmpty() ? 0 : 10 * Collections.max(history) - 100);
        assertThat(mean.get(k, 0) * Math.max(1, history.size())).isCloseTo(total, within(1e-5));
      }
    }
    table.close();
  }

  @Test
  void aTableGetsGradientsWhereItWasRead() {
    Parameter table = Golden.sines(Precision.FLOAT, 1, 1, 6, 2);
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 1, 0);
      tape.backward(Sums.sum(Segmented.gather(tape.parameter(table), ids()).rows()));
      Gradient gradient = table.gradient();
      assertThat(gradient.extent()).isEqualTo(Gradient.Extent.SOME_ROWS);
      assertThat(gradient.touchedCount()).isEqualTo(5);
      assertThat(gradient.touchedRows()).startsWith(0, 1, 2, 4, 5);
      assertThat(gradient.matrix().get(4, 0)).isEqualTo(2);
      assertThat(gradient.matrix().get(0, 1)).isEqualTo(1);
    }
  }

  @Test
  void idsAreReusedFromBatchToBatch() {
    Ragged.Ids ids = ids();
    ids.clear();
    assertThat(ids.segments()).isZero();
    assertThat(ids.size()).isZero();
    ids.add(new int[] {7, 8, 9}, 1, 3);
    assertThat(ids.length(0)).isEqualTo(2);
    assertThat(ids.id(0)).isEqualTo(8);
  }

  @Test
  void aTraceNamesTheIds() {
    try (Tape tape = Tape.ofFloats()) {
      Trace trace =
          tape.trace(
              () -> {
                tape.begin(Mode.SCORING, 1, 0);
                return Segmented.last(Segmented.gather(tape.constant(Matrix.floats(6, 2)), ids()));
              });
      assertThat(trace)
          .hasToString(
              """
              %2 [8, 2] = Gather{axis=0}[%0 [6, 2], %1 [8, 1]]
              %3 [5, 2] = Segments{summary=last}[%2 [8, 2]]\
              """);
      assertThat(trace.operations().get(0).inputs().get(1).kind()).isEqualTo(Trace.Kind.IDS);
    }
  }

  @Test
  void whatDoesNotFitIsNamed() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var x = tape.constant(Matrix.floats(3, 2));
      assertThatThrownBy(() -> new Ragged(x, ids())).hasMessageContainingAll("8 rows", "3 rows");
      assertThatThrownBy(() -> Segmented.gather(x, Ragged.Ids.of(new int[] {3})))
          .hasMessageContainingAll("id 3", "3 rows");
      assertThatThrownBy(() -> new Ragged.Ids().add(new int[2], 1, 3))
          .hasMessageContaining("1 to 3 of 2");
    }
  }
}
