package org.refold.nn.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Parameter;

/** Rows of state in one block and in several; large tables need several, and tests have none. */
class StateTest {

  private static final int ROWS = 7;
  private static final int COLUMNS = 4;

  /** Two rows to a block, and one left over. */
  private static final int SMALL_BLOCK = 11;

  private static final Rule RULE =
      new Rule() {
        @Override
        public String name() {
          return "two slots";
        }

        @Override
        public int slots() {
          return 2;
        }

        @Override
        public boolean skipsRowsWithoutGradient() {
          return false;
        }

        @Override
        public double initialState(int slot) {
          return slot + 0.5;
        }

        @Override
        public Update update(long step, double learningRate) {
          throw new UnsupportedOperationException();
        }
      };

  private static State state(Precision precision, int largestBlock) {
    Matrix matrix =
        precision == Precision.FLOAT ? Matrix.floats(ROWS, COLUMNS) : Matrix.doubles(ROWS, COLUMNS);
    return new State(Parameter.of("w", Parameter.Role.WEIGHT, matrix), RULE, largestBlock);
  }

  private static void number(State state, Precision precision) {
    for (int row = 0; row < ROWS; row++) {
      for (int slot = 0; slot < 2; slot++) {
        for (int k = 0; k < COLUMNS; k++) {
          int value = 100 * row + 10 * slot + k;
          if (precision == Precision.FLOAT) {
            state.floats(row)[slot][state.start(row) + k] += value;
          } else {
            state.doubles(row)[slot][state.start(row) + k] += value;
          }
        }
      }
    }
  }

  private static byte[] written(State state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void blocksMakeNoDifferenceToWhatIsKept(Precision precision) throws IOException {
    List<State> states = List.of(state(precision, 1 << 22), state(precision, SMALL_BLOCK));
    byte[] fresh = written(states.get(0));
    assertThat(written(states.get(1))).isEqualTo(fresh);
    states.forEach(state -> number(state, precision));
    byte[] kept = written(states.get(0));
    assertThat(kept).isNotEqualTo(fresh);
    assertThat(written(states.get(1))).isEqualTo(kept);

    State read = state(precision, SMALL_BLOCK);
    read.read(new DataInputStream(new ByteArrayInputStream(kept)));
    assertThat(written(read)).isEqualTo(kept);
  }

  @ParameterizedTest
  @EnumSource
  void aRowThatIsLargerThanABlockHasOneOfItsOwn(Precision precision) throws IOException {
    State state = state(precision, 1);
    assertThat(state.start(ROWS - 1)).isZero();
    assertThat(written(state)).isEqualTo(written(state(precision, 1 << 22)));
  }
}
