package org.refold.nn.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.refold.kernel.Precision;
import org.refold.nn.Parameter;

/**
 * What an optimiser remembers about each number of a parameter, on the heap. Rows lie one behind
 * the other in large blocks: an array for each row would have to be found in main memory first, and
 * that takes as long as the step itself.
 */
final class State {

  /** The most numbers of a block, unless one row has more. */
  private static final int LARGEST_BLOCK = 1 << 22;

  private final int rows;
  private final int columns;
  private final int rowsOfBlock;
  private final int slots;
  private final float[][][] floats;
  private final double[][][] doubles;

  State(Parameter parameter, Rule rule) {
    this(parameter, rule, LARGEST_BLOCK);
  }

  State(Parameter parameter, Rule rule, int largestBlock) {
    rows = parameter.value().rows();
    columns = parameter.value().columns();
    rowsOfBlock = Math.max(1, largestBlock / Math.max(1, columns));
    slots = rule.slots();
    int blocks = (rows + rowsOfBlock - 1) / rowsOfBlock;
    boolean single = parameter.value().precision() == Precision.FLOAT;
    floats = new float[single ? blocks : 0][slots][];
    doubles = new double[single ? 0 : blocks][slots][];
    for (int block = 0; block < blocks; block++) {
      int size = columns * Math.min(rowsOfBlock, rows - block * rowsOfBlock);
      for (int slot = 0; slot < slots; slot++) {
        double initial = rule.initialState(slot);
        if (single) {
          floats[block][slot] = new float[size];
          Arrays.fill(floats[block][slot], (float) initial);
        } else {
          doubles[block][slot] = new double[size];
          Arrays.fill(doubles[block][slot], initial);
        }
      }
    }
  }

  /** The block with the state of a row, by slot; the row begins at {@link #start}. */
  float[][] floats(int row) {
    return floats[row / rowsOfBlock];
  }

  /** The same in double. */
  double[][] doubles(int row) {
    return doubles[row / rowsOfBlock];
  }

  /** Where a row begins in its block. */
  int start(int row) {
    return row % rowsOfBlock * columns;
  }

  /** The end of the rows that lie in one block with a row. */
  int blockEnd(int row) {
    return (int) Math.min(rows, (row / rowsOfBlock + 1L) * rowsOfBlock);
  }

  void write(DataOutput out) throws IOException {
    for (int row = 0; row < rows; row++) {
      for (int slot = 0; slot < slots; slot++) {
        if (floats.length > 0) {
          StateFormat.write(floats(row)[slot], start(row), columns, out);
        } else {
          StateFormat.write(doubles(row)[slot], start(row), columns, out);
        }
      }
    }
  }

  void read(DataInput in) throws IOException {
    for (int row = 0; row < rows; row++) {
      for (int slot = 0; slot < slots; slot++) {
        if (floats.length > 0) {
          StateFormat.read(floats(row)[slot], start(row), columns, in);
        } else {
          StateFormat.read(doubles(row)[slot], start(row), columns, in);
        }
      }
    }
  }
}
