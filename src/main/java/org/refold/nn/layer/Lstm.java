package org.refold.nn.layer;

import java.util.SplittableRandom;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.op.Recurrent;

/**
 * A long short-term memory over sequences of different lengths (Hochreiter and Schmidhuber 1997;
 * Gers et al. 2000): {@code i, f, o = s(W x + U h + b), g = tanh(W x + U h + b), c' = f c + i g, h'
 * = o tanh c'}. Sequences begin with zeros. Biases are 0 at first, those of the forget gate 1
 * (Jozefowicz et al. 2015).
 */
public final class Lstm {

  private final Dense input;
  private final Parameter state;

  /** Ones for the forget gate, zeros for the others. */
  private record ForgetGate(int units) implements Initializer {

    @Override
    public double draw(SplittableRandom random, int fanIn, int fanOut) {
      throw new UnsupportedOperationException("biases depend on their gate");
    }

    @Override
    public void fill(Matrix matrix, long seed, String name) {
      matrix.clear();
      for (int k = units; k < 2 * units; k++) {
        matrix.set(0, k, 1);
      }
    }
  }

  Lstm(Scope scope, String name, int in, int units, Initializer weights) {
    Activation linear = Activation.IDENTITY;
    input = scope.dense(name + " input", in, 4 * units, linear, weights, new ForgetGate(units));
    state = scope.weight(name + " state", units, 4 * units, weights);
  }

  /** The state after each row: rows {@code [rows, in]} become {@code [rows, units]}. */
  public Ragged apply(Ragged x) {
    return Recurrent.lstm(x.map(input::apply), x.rows().tape().parameter(state));
  }
}
