package org.refold.nn.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.refold.kernel.Precision;
import org.refold.nn.Parameter;

/** What an optimiser remembers about each number of a parameter: on the heap, row by row. */
final class State {

  private final float[][][] floats;
  private final double[][][] doubles;

  State(Parameter parameter, Rule rule) {
    int rows = parameter.value().rows();
    int columns = parameter.value().columns();
    boolean single = parameter.value().precision() == Precision.FLOAT;
    floats = new float[single ? rows : 0][rule.slots()][];
    doubles = new double[single ? 0 : rows][rule.slots()][];
    for (int row = 0; row < rows; row++) {
      for (int slot = 0; slot < rule.slots(); slot++) {
        double initial = rule.initialState(slot);
        if (single) {
          floats[row][slot] = new float[columns];
          Arrays.fill(floats[row][slot], (float) initial);
        } else {
          doubles[row][slot] = new double[columns];
          Arrays.fill(doubles[row][slot], initial);
        }
      }
    }
  }

  /** The state of a row, by slot. */
  float[][] floats(int row) {
    return floats[row];
  }

  /** The same in double. */
  double[][] doubles(int row) {
    return doubles[row];
  }

  void write(DataOutput out) throws IOException {
    for (float[][] row : floats) {
      for (float[] slot : row) {
        StateFormat.write(slot, out);
      }
    }
    for (double[][] row : doubles) {
      for (double[] slot : row) {
        StateFormat.write(slot, out);
      }
    }
  }

  void read(DataInput in) throws IOException {
    for (float[][] row : floats) {
      for (float[] slot : row) {
        StateFormat.read(slot, in);
      }
    }
    for (double[][] row : doubles) {
      for (double[] slot : row) {
        StateFormat.read(slot, in);
      }
    }
  }
}
