package org.refold.nn.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.nn.Arithmetic;
import org.refold.nn.GatedCells;
import org.refold.nn.Glimpse;
import org.refold.nn.Operation;
import org.refold.nn.Ragged;
import org.refold.nn.Segmenting;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * Recurrent layers over sequences of different lengths, without padding. The product with the
 * inputs is the caller's, one for all rows ({@link Layers#dense}); here is what runs step by step,
 * and the gradient of the recurrent weights is again one product over all rows. States begin with
 * zeros unless others are given.
 */
public final class Recurrent {

  private Recurrent() {}

  /**
   * The states of a gated recurrent unit with the reset gate after the product, as PyTorch and
   * cuDNN have it: {@code n = tanh(W x + r (U h + c)), h' = (1 - z) n + z h}.
   *
   * @param sums {@code W x + b} for r, z and n, {@code [rows, 3 units]}
   * @param u {@code [units, 3 units]}, for r, z and n
   * @param c {@code [1, 3 units]}, added to the product with the state
   * @param start the states that sequences begin with, {@code [segments, units]}; zeros without
   * @return the state after each row, {@code [rows, units]}
   */
  public static Ragged gru(Ragged sums, Var u, Var c, @Nullable Var start) {
    Var x = sums.rows();
    Tape tape = x.tape();
    Arithmetic math = tape.arithmetic();
    int units = checkGates(sums, u, 3);
    TimeMajor time = new TimeMajor(tape, sums.layout());
    Matrix gates = byTime(time, x);
    Matrix recurrent = tape.scratch(time.places(), 3 * units);
    Matrix states = firstStates(time, tape, units, start);
    StateProducts products = new StateProducts(u.keep().value(), time);
    fill(c.value(), recurrent);
    time.forward(
        step -> {
          forward(products, step, states, recurrent);
          math.cells().gru(gates, recurrent, states, step);
        });
    show(tape, time, gates, units, "reset gate", "update gate, keeps");
    Operation operation = tape.op("Gru").on(x, u, c);
    if (start != null) {
      operation.on(start);
    }
    Var y =
        operation.gives(
            byRow(time, tape, states),
            dy -> {
              Matrix slopes = slopes(time, tape, dy);
              time.backward(
                  step -> {
                    math.cells().gruBack(gates, recurrent, states, slopes, step);
                    back(products, step, recurrent, slopes);
                  });
              ofWeights(time, u, states, recurrent);
              c.accumulate((dc, beta) -> math.sumRows(recurrent, beta, dc));
              ofStart(time, start, slopes);
              ofSums(time, x, gates);
            });
    return new Ragged(y, sums.layout());
  }

  /**
   * The states of a gated recurrent unit with the reset gate before the product: {@code n = tanh(W
   * x + U (r h)), h' = (1 - z) h + z n}, as Cho et al. 2014 and GRU4Rec have it.
   *
   * @param sums {@code W x + b} for r, z and n, {@code [rows, 3 units]}
   * @param u {@code [units, 3 units]}, for r, z and n
   * @param start as in {@link #gru}
   * @return the state after each row, {@code [rows, units]}
   */
  public static Ragged gruResetBefore(Ragged sums, Var u, @Nullable Var start) {
    Var x = sums.rows();
    Tape tape = x.tape();
    Arithmetic math = tape.arithmetic();
    int units = checkGates(sums, u, 3);
    TimeMajor time = new TimeMajor(tape, sums.layout());
    Matrix gates = byTime(time, x);
    Matrix recurrent = tape.scratch(time.places(), 3 * units);
    Matrix candidate = tape.scratch(time.places(), 3 * units);
    Matrix reset = tape.scratch(time.places(), units);
    Matrix states = firstStates(time, tape, units, start);
    StateProducts products = new StateProducts(u.keep().value(), time);
    recurrent.clear();
    time.forward(
        step -> {
          forward(products, step, states, recurrent);
          math.cells().resetGates(gates, recurrent, states, reset, step);
          products.forward(reset, step.from(), size(step), 0, candidate, step.from());
          math.cells().candidate(gates, candidate, states, step);
        });
    show(tape, time, gates, units, "reset gate", "update gate, renews");
    Operation operation = tape.op("Gru").with("linear_before_reset", 0).on(x, u);
    if (start != null) {
      operation.on(start);
    }
    Var y =
        operation.gives(
            byRow(time, tape, states),
            dy -> {
              Matrix slopes = slopes(time, tape, dy);
              Matrix ofReset = tape.scratch(time.places(), units);
              time.backward(
                  step -> {
                    math.cells().candidateBack(gates, candidate, slopes, step);
                    products.back(candidate, step.from(), size(step), 0, ofReset, step.from());
                    math.cells()
                        .resetGatesBack(gates, candidate, ofReset, recurrent, states, slopes, step);
                    back(products, step, recurrent, slopes);
                  });
              ofWeights(time, u, states, recurrent);
              u.accumulate(
                  (du, beta) ->
                      math.multiply(Transpose.YES, Transpose.NO, reset, candidate, beta, du));
              ofStart(time, start, slopes);
              ofSums(time, x, gates);
            });
    return new Ragged(y, sums.layout());
  }

  /**
   * The states of a long short-term memory (Hochreiter and Schmidhuber 1997; with forget gates).
   * States and memories begin with zeros.
   *
   * @param sums {@code W x + b} for i, f, g and o, {@code [rows, 4 units]}
   * @param u {@code [units, 4 units]}, for i, f, g and o
   * @return the state after each row, {@code [rows, units]}
   */
  public static Ragged lstm(Ragged sums, Var u) {
    Var x = sums.rows();
    Tape tape = x.tape();
    Arithmetic math = tape.arithmetic();
    int units = checkGates(sums, u, 4);
    TimeMajor time = new TimeMajor(tape, sums.layout());
    Matrix gates = byTime(time, x);
    Matrix recurrent = tape.scratch(time.places(), 4 * units);
    Matrix states = firstStates(time, tape, units, null);
    Matrix memories = firstStates(time, tape, units, null);
    StateProducts products = new StateProducts(u.keep().value(), time);
    recurrent.clear();
    time.forward(
        step -> {
          forward(products, step, states, recurrent);
          math.cells().lstm(gates, recurrent, memories, states, step);
        });
    show(tape, time, gates, units, "input gate", "forget gate", "", "output gate");
    Var y =
        tape.op("Lstm")
            .on(x, u)
            .gives(
                byRow(time, tape, states),
                dy -> {
                  Matrix slopes = slopes(time, tape, dy);
                  Matrix ofMemories = tape.scratch(time.states(), units);
                  ofMemories.clear();
                  time.backward(
                      step -> {
                        math.cells().lstmBack(gates, memories, slopes, ofMemories, step);
                        back(products, step, gates, slopes);
                      });
                  ofWeights(time, u, states, gates);
                  ofSums(time, x, gates);
                });
    return new Ragged(y, sums.layout());
  }

  private static int checkGates(Ragged sums, Var u, int gates) {
    int units = u.rows();
    if (u.columns() != gates * units || sums.rows().columns() != gates * units) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "recurrent weights [%d, %d] and sums of %d columns; [units, %d units] and %d units"
                  + " are needed",
              u.rows(),
              u.columns(),
              sums.rows().columns(),
              gates,
              gates));
    }
    return units;
  }

  /**
   * Shows gates, each in the order of the rows.
   *
   * @param names of the blocks of columns, from the left; empty for one that is no gate
   */
  private static void show(Tape tape, TimeMajor time, Matrix gates, int units, String... names) {
    boolean shown = tape.isWatched() && time.places() > 0;
    for (int gate = 0; shown && gate < names.length; gate++) {
      List<List<Double>> rows = new ArrayList<>();
      for (int row = 0; row < time.places(); row++) {
        int place = time.placeOfRow.id(row);
        rows.add(Glimpse.row(gates, place, gate * units, (gate + 1) * units));
      }
      if (!names[gate].isEmpty()) {
        tape.show(new Glimpse(Glimpse.Kind.GATE, names[gate], rows));
      }
    }
  }

  private static Matrix byTime(TimeMajor time, Var x) {
    Tape tape = x.tape();
    Matrix sorted = tape.scratch(time.places(), x.columns());
    tape.arithmetic().segmenting().gather(x.value(), time.rowOfPlace, sorted);
    return sorted;
  }

  /** States, of which those that sequences begin with are filled. */
  private static Matrix firstStates(TimeMajor time, Tape tape, int units, @Nullable Var start) {
    Matrix states = tape.scratch(time.states(), units);
    Matrix first = states.rowsView(0, time.sequences.length);
    if (start == null) {
      first.clear();
    } else {
      Segmenting math = tape.arithmetic().segmenting();
      math.gather(start.value(), TimeMajor.ids(tape, time.sequences), first);
    }
    return states;
  }

  private static Matrix afterPlaces(TimeMajor time, Matrix states) {
    return states.rowsView(time.sequences.length, time.states());
  }

  private static Matrix byRow(TimeMajor time, Tape tape, Matrix states) {
    Matrix rows = tape.scratch(time.places(), states.columns());
    tape.arithmetic().segmenting().gather(afterPlaces(time, states), time.placeOfRow, rows);
    return rows;
  }

  /** Gradients of all states, of which those of the outputs are filled. */
  private static Matrix slopes(TimeMajor time, Tape tape, Matrix dy) {
    Matrix slopes = tape.scratch(time.states(), dy.columns());
    slopes.rowsView(0, time.sequences.length).clear();
    tape.arithmetic().segmenting().gather(dy, time.rowOfPlace, afterPlaces(time, slopes));
    return slopes;
  }

  private static void fill(Matrix row, Matrix rows) {
    Segmenting math = Arithmetic.of(row.precision()).segmenting();
    Ragged.Ids first = new Ragged.Ids();
    first.add(new int[rows.rows()], 0, rows.rows());
    math.gather(row, first, rows);
  }

  private static int size(GatedCells.Span step) {
    return step.to() - step.from();
  }

  /** Adds the product of the states before a step. */
  private static void forward(
      StateProducts products, GatedCells.Span step, Matrix states, Matrix recurrent) {
    products.forward(states, step.before(), size(step), 1, recurrent, step.from());
  }

  private static void back(
      StateProducts products, GatedCells.Span step, Matrix ofSums, Matrix slopes) {
    products.back(ofSums, step.from(), size(step), 1, slopes, step.before());
  }

  private static void ofWeights(TimeMajor time, Var u, Matrix states, Matrix ofSums) {
    Tape tape = u.tape();
    Arithmetic math = tape.arithmetic();
    u.accumulate(
        (du, beta) -> {
          Matrix before = tape.scratch(time.places(), states.columns());
          math.segmenting().gather(states, time.stateBefore, before);
          math.multiply(Transpose.YES, Transpose.NO, before, ofSums, beta, du);
        });
  }

  private static void ofStart(TimeMajor time, @Nullable Var start, Matrix slopes) {
    if (start == null) {
      return;
    }
    int[] rows = new int[start.rows()];
    Arrays.fill(rows, -1);
    for (int k = 0; k < time.sequences.length; k++) {
      rows[time.sequences[k]] = k;
    }
    start.accumulate(
        (ds, beta) -> {
          if (beta == 0) {
            ds.clear();
          }
          for (int segment = 0; segment < rows.length; segment++) {
            for (int k = 0; rows[segment] >= 0 && k < ds.columns(); k++) {
              ds.set(segment, k, ds.get(segment, k) * beta + slopes.get(rows[segment], k));
            }
          }
        });
  }

  private static void ofSums(TimeMajor time, Var x, Matrix byTime) {
    Tape tape = x.tape();
    Matrix dx = tape.scratch(time.places(), byTime.columns());
    tape.arithmetic().segmenting().gather(byTime, time.placeOfRow, dx);
    x.accumulateTaking(dx);
  }
}
