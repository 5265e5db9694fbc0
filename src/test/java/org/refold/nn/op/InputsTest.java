package org.refold.nn.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;

class InputsTest {

  private final Tape tape = Tape.ofFloats().begin(Mode.TRAINING, 3, 0);

  @AfterEach
  void close() {
    tape.close();
  }

  private static SparseRows ones(int rows, int columns) {
    SparseRows batch = new SparseRows(columns);
    for (int row = 0; row < rows; row++) {
      batch.startRow();
      for (int column = 0; column < columns; column++) {
        batch.add(column, 1);
      }
    }
    return batch;
  }

  @Test
  void normalisedRowsHaveLengthOneAndEmptyRowsStayEmpty() {
    SparseRows x = Inputs.normalised(tape, Case.batch());
    for (int row = 0; row < x.rows(); row++) {
      double squares = 0;
      for (int at = x.start(row); at < x.end(row); at++) {
        squares += x.value(at) * x.value(at);
      }
      assertThat(squares).isCloseTo(row == 2 ? 0 : 1, within(1e-12));
    }
    assertThat(Case.batch().value(0)).isEqualTo(1);
  }

  @Test
  void dropoutKeepsTheShareAndTheExpectation() {
    SparseRows x = Inputs.dropout(tape, ones(200, 500), 0.3, "input");
    assertThat(x.size() / 100_000.0).isCloseTo(0.7, within(0.01));
    assertThat(x.value(0)).isCloseTo(1 / 0.7, within(1e-12));
    assertThat(x.rows()).isEqualTo(200);
  }

  @Test
  void masksLeaveValuesAsTheyAre() {
    SparseRows x = Inputs.masked(tape, ones(200, 500), 0.3, "input");
    assertThat(x.size() / 100_000.0).isCloseTo(0.7, within(0.01));
    assertThat(x.value(0)).isEqualTo(1);
  }

  @Test
  void noiseHasTheDeviationAskedFor() {
    SparseRows x = Inputs.noisy(tape, ones(200, 500), 0.5, "input");
    double sum = 0;
    double squares = 0;
    for (int at = 0; at < x.size(); at++) {
      sum += x.value(at) - 1;
      squares += (x.value(at) - 1) * (x.value(at) - 1);
    }
    assertThat(sum / x.size()).isCloseTo(0, within(0.01));
    assertThat(Math.sqrt(squares / x.size())).isCloseTo(0.5, within(0.01));
  }

  @Test
  void layersOfOtherNamesDropOtherEntries() {
    SparseRows one = Inputs.dropout(tape, ones(1, 200), 0.5, "one");
    SparseRows other = Inputs.dropout(tape, ones(1, 200), 0.5, "other");
    SparseRows again = Inputs.dropout(tape, ones(1, 200), 0.5, "one");
    assertThat(columns(again)).isEqualTo(columns(one)).isNotEqualTo(columns(other));
  }

  private static String columns(SparseRows x) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < x.size(); at++) {
      text.append(x.column(at)).append(' ');
    }
    return text.toString();
  }

  @Test
  void ratesOutsideTheUnitIntervalAreRefused() {
    assertThatThrownBy(() -> Inputs.dropout(tape, Case.batch(), 1, "input"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("input", "1.0", "[0, 1)");
  }

  @Test
  void rowsAreDroppedWholeAndOnlyInTraining() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 1, 0);
      SparseRows x = ones(2000, 3);
      SparseRows some = Inputs.rowsDropped(tape, x, 0.3, "history");
      int empty = 0;
      for (int row = 0; row < 2000; row++) {
        int left = some.end(row) - some.start(row);
        assertThat(left).isIn(0, 3);
        empty += left == 0 ? 1 : 0;
      }
      assertThat(empty).isBetween(520, 680);
      assertThat(Inputs.rowsDropped(tape, x, 0, "history")).isSameAs(x);
      tape.begin(Mode.SCORING, 1, 0);
      assertThat(Inputs.rowsDropped(tape, x, 0.3, "history")).isSameAs(x);
    }
  }
}
