package org.refold.nn.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.refold.kernel.Precision;
import org.refold.nn.Parameter;

/**
 * What an optimiser remembers about each number of a parameter: on the heap, in pieces that go
 * through an update together with as many values and gradients in the first-level cache.
 */
final class State {

  /** The most numbers of a piece; a piece never has numbers of two rows. */
  static final int PIECE = 2048;

  private final int piecesOfRow;
  private final float[][][] floats;
  private final double[][][] doubles;

  State(Parameter parameter, Rule rule) {
    int columns = parameter.value().columns();
    piecesOfRow = (columns + PIECE - 1) / PIECE;
    int pieces = Math.multiplyExact(parameter.value().rows(), piecesOfRow);
    boolean single = parameter.value().precision() == Precision.FLOAT;
    floats = new float[single ? pieces : 0][rule.slots()][];
    doubles = new double[single ? 0 : pieces][rule.slots()][];
    for (int piece = 0; piece < pieces; piece++) {
      int length = Math.min(PIECE, columns - piece % piecesOfRow * PIECE);
      for (int slot = 0; slot < rule.slots(); slot++) {
        double initial = rule.initialState(slot);
        if (single) {
          floats[piece][slot] = new float[length];
          Arrays.fill(floats[piece][slot], (float) initial);
        } else {
          doubles[piece][slot] = new double[length];
          Arrays.fill(doubles[piece][slot], initial);
        }
      }
    }
  }

  /** The state of the piece of a row that begins at a column, by slot. */
  float[][] floats(int row, int column) {
    return floats[row * piecesOfRow + column / PIECE];
  }

  /** The same in double. */
  double[][] doubles(int row, int column) {
    return doubles[row * piecesOfRow + column / PIECE];
  }

  void write(DataOutput out) throws IOException {
    for (float[][] piece : floats) {
      for (float[] slot : piece) {
        StateFormat.write(slot, out);
      }
    }
    for (double[][] piece : doubles) {
      for (double[] slot : piece) {
        StateFormat.write(slot, out);
      }
    }
  }

  void read(DataInput in) throws IOException {
    for (float[][] piece : floats) {
      for (float[] slot : piece) {
        StateFormat.read(slot, in);
      }
    }
    for (double[][] piece : doubles) {
      for (double[] slot : piece) {
        StateFormat.read(slot, in);
      }
    }
  }
}
