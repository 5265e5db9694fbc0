package org.refold.nn.optimizer;

import java.util.Arrays;
import org.refold.kernel.Kernels;
import org.refold.kernel.Precision;
import org.refold.nn.Parameter;

/** Takes rows in pieces that stay in cache through an update. */
final class Pieces {

  /** The fewest numbers that are worth a thread of their own. */
  private static final int GRAIN = 1 << 15;

  private static final ThreadLocal<Pieces> MINE = ThreadLocal.withInitial(Pieces::new);

  private final float[] w = new float[State.PIECE];
  private final float[] g = new float[State.PIECE];
  private final double[] doubleW = new double[State.PIECE];
  private final double[] doubleG = new double[State.PIECE];

  private Pieces() {}

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
  static int grain(Parameter parameter) {
    return Math.max(1, GRAIN / Math.max(1, parameter.value().columns()));
  }

  /** Changes a row. */
  static void change(
      Parameter parameter, int row, boolean touched, State state, Rule.Update update, Decay decay) {
    int columns = parameter.value().columns();
    Pieces mine = MINE.get();
    for (int from = 0; from < columns; from += State.PIECE) {
      int length = Math.min(State.PIECE, columns - from);
      if (parameter.value().precision() == Precision.FLOAT) {
        mine.changeFloats(parameter, row, from, length, touched, state, update, decay);
      } else {
        mine.changeDoubles(parameter, row, from, length, touched, state, update, decay);
      }
    }
  }

  private void changeFloats(
      Parameter parameter,
      int row,
      int from,
      int length,
      boolean touched,
      State state,
      Rule.Update update,
      Decay decay) {
    parameter.value().read(row, from, w, 0, length);
    if (touched) {
      parameter.gradient().matrix().read(row, from, g, 0, length);
    } else {
      Arrays.fill(g, 0, length, 0);
    }
    if (decay.coupled != 0) {
      Kernels.axpy((float) decay.coupled, w, 0, g, 0, length);
    }
    if (decay.kept != 1) {
      Kernels.scale((float) decay.kept, w, 0, length);
    }
    update.run(w, g, length, state.floats(row, from));
    parameter.value().write(row, from, w, 0, length);
  }

  private void changeDoubles(
      Parameter parameter,
      int row,
      int from,
      int length,
      boolean touched,
      State state,
      Rule.Update update,
      Decay decay) {
    parameter.value().read(row, from, doubleW, 0, length);
    if (touched) {
      parameter.gradient().matrix().read(row, from, doubleG, 0, length);
    } else {
      Arrays.fill(doubleG, 0, length, 0);
    }
    for (int k = 0; k < length; k++) {
      doubleG[k] += decay.coupled * doubleW[k];
      doubleW[k] *= decay.kept;
    }
    update.run(doubleW, doubleG, length, state.doubles(row, from));
    parameter.value().write(row, from, doubleW, 0, length);
  }
}
