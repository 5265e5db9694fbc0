package org.refold.nn.optimizer;

import java.util.Arrays;
import org.refold.kernel.Kernels;
import org.refold.kernel.Precision;
import org.refold.nn.Parameter;

/**
 * Takes rows of a parameter through an update, in pieces that stay in the first-level cache with
 * their gradients and state. Values and gradients are indexed by the column.
 *
 * @param update what is done
 * @param decay what is done to the values besides
 */
record Pieces(Parameter parameter, State state, Rule.Update update, Decay decay) {

  /** The fewest numbers that are worth a thread of their own. */
  private static final int GRAIN = 1 << 15;

  /** The most numbers of a piece. */
  private static final int LONGEST = 2048;

  private static final int MOST_LANES = 16;

  private static final ThreadLocal<Memory> MINE = ThreadLocal.withInitial(Memory::new);

  /** Working memory of a thread, for values and gradients of a row. */
  private static final class Memory {
    private float[] w = {};
    private float[] g = {};
    private double[] doubleW = {};
    private double[] doubleG = {};

    static Memory ofFloats(int columns) {
      Memory mine = MINE.get();
      if (mine.w.length < columns) {
        mine.w = new float[columns];
        mine.g = new float[columns];
      }
      return mine;
    }

    static Memory ofDoubles(int columns) {
      Memory mine = MINE.get();
      if (mine.doubleW.length < columns) {
        mine.doubleW = new double[columns];
        mine.doubleG = new double[columns];
      }
      return mine;
    }
  }

  /**
   * Weight decay of one step.
   *
   * @param coupled factor of the value that is added to the gradient
   * @param kept factor of the value before the step
   */
  record Decay(double coupled, double kept) {
    static final Decay NONE = new Decay(0, 1);

    static Decay of(WeightDecay.Kind kind, double rate, double learningRate) {
      return kind == WeightDecay.Kind.COUPLED
          ? new Decay(rate, 1)
          : new Decay(0, 1 - learningRate * rate);
    }
  }

  /** The fewest rows that are worth a thread of their own. */
  int grain() {
    return Math.max(1, GRAIN / Math.max(1, parameter.value().columns()));
  }

  /**
   * Changes rows that follow each other. Short ones go together: a piece of them costs as much to
   * copy as one of them. Only whole vectors do, whatever their lanes: what is left at the end of a
   * piece is rounded in another way, and pieces end elsewhere with other threads.
   *
   * @param touched whether the gradient has the rows; otherwise it counts as zeros
   */
  void change(int from, int to, boolean touched) {
    int columns = parameter.value().columns();
    int rows = columns > 0 && columns % MOST_LANES == 0 ? LONGEST / columns : 1;
    boolean together = rows > 1 && parameter.value().precision() == Precision.FLOAT;
    for (int row = from; row < to; ) {
      int next = together ? Math.min(Math.min(to, row + rows), state.blockEnd(row)) : row + 1;
      if (next == row + 1) {
        change(row, touched);
      } else {
        changeTogether(row, next, touched);
      }
      row = next;
    }
  }

  private void changeTogether(int from, int to, boolean touched) {
    int length = (to - from) * parameter.value().columns();
    Memory mine = Memory.ofFloats(length);
    if (touched) {
      parameter.gradient().matrix().readRows(from, to, mine.g, 0);
    } else {
      Arrays.fill(mine.g, 0, length, 0);
    }
    parameter.value().readRows(from, to, mine.w, 0);
    run(mine.w, mine.g, 0, length, from);
    parameter.value().writeRows(from, to, mine.w, 0);
  }

  /** Changes a row. */
  private void change(int row, boolean touched) {
    int columns = parameter.value().columns();
    for (int from = 0; from < columns; from += LONGEST) {
      int to = Math.min(columns, from + LONGEST);
      if (parameter.value().precision() == Precision.FLOAT) {
        float[] g = Memory.ofFloats(columns).g;
        if (touched) {
          parameter.gradient().matrix().read(row, from, g, from, to - from);
        } else {
          Arrays.fill(g, from, to, 0);
        }
        change(row, from, to, g);
      } else {
        changeDoubles(row, from, to, touched);
      }
    }
  }

  /**
   * Changes a piece of a row whose gradient is given.
   *
   * @param g gradients, at the index of the column; may be overwritten
   */
  void change(int row, int from, int to, float[] g) {
    float[] w = Memory.ofFloats(to).w;
    parameter.value().read(row, from, w, from, to - from);
    run(w, g, from, to, row);
    parameter.value().write(row, from, w, from, to - from);
  }

  private void run(float[] w, float[] g, int from, int to, int row) {
    if (decay.coupled != 0) {
      Kernels.axpy((float) decay.coupled, w, from, g, from, to - from);
    }
    if (decay.kept != 1) {
      Kernels.scale((float) decay.kept, w, from, to);
    }
    update.run(w, g, from, to, state.floats(row), state.start(row));
  }

  private void changeDoubles(int row, int from, int to, boolean touched) {
    Memory mine = Memory.ofDoubles(parameter.value().columns());
    double[] w = mine.doubleW;
    double[] g = mine.doubleG;
    parameter.value().read(row, from, w, from, to - from);
    if (touched) {
      parameter.gradient().matrix().read(row, from, g, from, to - from);
    } else {
      Arrays.fill(g, from, to, 0);
    }
    for (int k = from; k < to; k++) {
      g[k] += decay.coupled * w[k];
      w[k] *= decay.kept;
    }
    update.run(w, g, from, to, state.doubles(row), state.start(row));
    parameter.value().write(row, from, w, from, to - from);
  }
}
