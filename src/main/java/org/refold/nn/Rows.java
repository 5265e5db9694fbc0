package org.refold.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;

/**
 * Loops over rows, written once in double for matrices of either precision, on all threads: for
 * everything that is not worth a version of its own for single precision.
 */
public final class Rows {

  /** The fewest numbers that are worth a thread of their own. */
  private static final int GRAIN = 8192;

  /** Kept apart from the slots of loops, which may run on the same thread. */
  private static final int SUM_SLOT = 0;

  private static final ThreadLocal<Rows> MINE = ThreadLocal.withInitial(Rows::new);

  private final List<double[]> arrays = new ArrayList<>();
  private float[] floats = {};

  private Rows() {}

  /** What to do with one row. */
  @FunctionalInterface
  public interface Loop {
    /** Works on one row, with working memory of the thread. */
    void run(int row, Rows work);
  }

  /** A number computed from one row. */
  @FunctionalInterface
  public interface Term {
    /** Works on one row, with working memory of the thread. */
    double of(int row, Rows work);
  }

  /**
   * Runs a loop over rows.
   *
   * @param rows how many
   * @param columns how many numbers a row is about, to tell what is worth a thread
   * @param loop must only write what belongs to its row
   */
  public static void each(int rows, int columns, Loop loop) {
    Parallel.rows(
        rows,
        Math.max(1, GRAIN / Math.max(1, columns)),
        (from, to) -> {
          Rows work = MINE.get();
          for (int row = from; row < to; row++) {
            loop.run(row, work);
          }
        });
  }

  /** Adds up a number for each row, in the order of rows; see {@link #each}. */
  public static double sum(int rows, int columns, Term term) {
    double[] terms = MINE.get().array(SUM_SLOT, rows);
    each(rows, columns, (row, work) -> terms[row] = term.of(row, work));
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += terms[row];
    }
    return sum;
  }

  /**
   * Working memory of at least this length, filled with whatever was there. It stays this thread's
   * until the same slot is asked for again.
   *
   * @param slot from 1
   */
  public double[] scratch(int slot, int length) {
    if (slot < 1) {
      throw new IllegalArgumentException("slot is " + slot + "; slots begin at 1");
    }
    return array(slot, length);
  }

  /** Working memory whose first numbers are zero; see {@link #scratch}. */
  public double[] zeros(int slot, int length) {
    double[] array = scratch(slot, length);
    Arrays.fill(array, 0, length, 0);
    return array;
  }

  private double[] array(int slot, int length) {
    while (arrays.size() <= slot) {
      arrays.add(new double[0]);
    }
    double[] array = arrays.get(slot);
    if (array.length < length) {
      array = new double[length];
      arrays.set(slot, array);
    }
    return array;
  }

  /** Reads a row into working memory. */
  public double[] read(int slot, Matrix matrix, int row) {
    int length = matrix.columns();
    double[] to = scratch(slot, length);
    if (matrix.precision() == Precision.DOUBLE) {
      matrix.readRow(row, to);
    } else {
      float[] from = floats(length);
      matrix.readRow(row, from);
      for (int k = 0; k < length; k++) {
        to[k] = from[k];
      }
    }
    return to;
  }

  /** Writes a row. */
  public void write(double[] from, Matrix matrix, int row) {
    int length = matrix.columns();
    if (matrix.precision() == Precision.DOUBLE) {
      matrix.writeRow(row, from);
    } else {
      float[] to = floats(length);
      for (int k = 0; k < length; k++) {
        to[k] = (float) from[k];
      }
      matrix.writeRow(row, to);
    }
  }

  /** Writes a row plus {@code beta} times what was there, which 0 does not read. */
  public void writeSum(double[] from, double beta, Matrix matrix, int row, int slot) {
    if (beta != 0) {
      double[] old = read(slot, matrix, row);
      for (int k = 0; k < matrix.columns(); k++) {
        from[k] += beta * old[k];
      }
    }
    write(from, matrix, row);
  }

  private float[] floats(int length) {
    if (floats.length < length) {
      floats = new float[length];
    }
    return floats;
  }
}
