package org.refold.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Parameter;

/** Whole matrices: copied, looked through, written and read. */
final class Weights {

  private Weights() {}

  /**
   * @param from Not modified.
   * @param to of the same shape. Modified.
   */
  static void copy(Matrix from, Matrix to) {
    if (from.precision() == Precision.FLOAT) {
      float[] row = new float[from.columns()];
      for (int r = 0; r < from.rows(); r++) {
        from.readRow(r, row);
        to.writeRow(r, row);
      }
    } else {
      double[] row = new double[from.columns()];
      for (int r = 0; r < from.rows(); r++) {
        from.readRow(r, row);
        to.writeRow(r, row);
      }
    }
  }

  /** The largest absolute value; NaN or infinite if any number is. */
  static double largest(Matrix matrix) {
    double largest = 0;
    double[] row = new double[matrix.columns()];
    float[] floats = new float[matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      if (matrix.precision() == Precision.FLOAT) {
        matrix.readRow(r, floats);
        for (float number : floats) {
          largest = Math.max(largest, Math.abs(number)); // NaN stays NaN
        }
      } else {
        matrix.readRow(r, row);
        for (double number : row) {
          largest = Math.max(largest, Math.abs(number));
        }
      }
    }
    return largest;
  }

  /** All numbers, row after row, big-endian. */
  static void write(Matrix matrix, DataOutput out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(matrix.columns() * matrix.precision().bytes());
    float[] floats = new float[matrix.columns()];
    double[] doubles = new double[matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      if (matrix.precision() == Precision.FLOAT) {
        matrix.readRow(r, floats);
        bytes.asFloatBuffer().put(floats);
      } else {
        matrix.readRow(r, doubles);
        bytes.asDoubleBuffer().put(doubles);
      }
      out.write(bytes.array());
    }
  }

  /**
   * @param matrix of the shape that was written. Modified.
   */
  static void read(Matrix matrix, DataInput in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(matrix.columns() * matrix.precision().bytes());
    float[] floats = new float[matrix.columns()];
    double[] doubles = new double[matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      in.readFully(bytes.array());
      if (matrix.precision() == Precision.FLOAT) {
        bytes.asFloatBuffer().get(floats);
        matrix.writeRow(r, floats);
      } else {
        bytes.asDoubleBuffer().get(doubles);
        matrix.writeRow(r, doubles);
      }
    }
  }

  /** The values of parameters as a part of a checkpoint. */
  static Saved of(List<Parameter> parameters) {
    return new Saved() {
      @Override
      public void save(DataOutput out) throws IOException {
        for (Parameter parameter : parameters) {
          write(parameter.value(), out);
        }
      }

      @Override
      public void restore(DataInput in) throws IOException {
        for (Parameter parameter : parameters) {
          read(parameter.value(), in);
        }
      }
    };
  }
}
