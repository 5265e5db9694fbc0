package org.refold.nn.op;

import java.util.Map;
import java.util.SplittableRandom;
import org.refold.kernel.Matrix;
import org.refold.kernel.NormalDraws;
import org.refold.kernel.Streams;
import org.refold.nn.Mode;
import org.refold.nn.Rows;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;

/**
 * What is done to a sparse batch before it enters a network. Results live until the tape begins its
 * next step; the batch given is not changed. Random choices are functions of (seed, step, purpose,
 * row) and are made in {@link Mode#TRAINING} only.
 */
public final class Inputs {

  private static final Map<String, Object> UNIT_LENGTH = Map.of("axis", 1L, "p", 2L);

  private Inputs() {}

  /** Each row divided by its Euclidean length; empty rows stay empty. */
  public static SparseRows normalised(Tape tape, SparseRows x) {
    SparseRows result = tape.sparseScratch();
    result.clear(x.columns());
    for (int row = 0; row < x.rows(); row++) {
      double squares = 0;
      for (int at = x.start(row); at < x.end(row); at++) {
        squares += x.value(at) * x.value(at);
      }
      double factor = squares == 0 ? 0 : 1 / Math.sqrt(squares);
      result.startRow();
      for (int at = x.start(row); at < x.end(row); at++) {
        result.add(x.column(at), x.value(at) * factor);
      }
    }
    tape.sparseOp("LpNormalization", UNIT_LENGTH, x, result);
    return result;
  }

  /**
   * Inverted dropout of entries: each is dropped with probability {@code rate}, the others are
   * divided by {@code 1 - rate}. Dropped entries cost nothing.
   *
   * @param rate in [0, 1)
   * @param purpose the name of the layer, which tells its random stream from others
   */
  public static SparseRows dropout(Tape tape, SparseRows x, double rate, String purpose) {
    return thinned(tape, x, rate, 1 / (1 - rate), purpose);
  }

  /**
   * Masking noise: each entry is set to zero with probability {@code rate}, the others stay as they
   * are.
   *
   * @param rate in [0, 1)
   * @param purpose the name of the layer, which tells its random stream from others
   */
  public static SparseRows masked(Tape tape, SparseRows x, double rate, String purpose) {
    return thinned(tape, x, rate, 1, purpose);
  }

  private static SparseRows thinned(
      Tape tape, SparseRows x, double rate, double factor, String purpose) {
    checkRate(rate, purpose);
    if (rate == 0 || tape.mode() == Mode.SCORING) {
      return x;
    }
    SparseRows result = tape.sparseScratch();
    result.clear(x.columns());
    long seed = tape.streamSeed(purpose);
    for (int row = 0; row < x.rows(); row++) {
      SplittableRandom random = Streams.of(seed, "row", row);
      result.startRow();
      for (int at = x.start(row); at < x.end(row); at++) {
        if (random.nextDouble() >= rate) {
          result.add(x.column(at), x.value(at) * factor);
        }
      }
    }
    return result;
  }

  /**
   * Additive Gaussian noise on the stored entries; entries that are not stored stay zero, so that
   * the batch stays sparse.
   *
   * @param deviation the standard deviation of the noise
   * @param purpose the name of the layer, which tells its random stream from others
   */
  public static SparseRows noisy(Tape tape, SparseRows x, double deviation, String purpose) {
    if (deviation == 0 || tape.mode() == Mode.SCORING) {
      return x;
    }
    SparseRows result = tape.sparseScratch();
    result.clear(x.columns());
    long seed = tape.streamSeed(purpose);
    for (int row = 0; row < x.rows(); row++) {
      SplittableRandom random = Streams.of(seed, "row", row);
      result.startRow();
      for (int at = x.start(row); at < x.end(row); at++) {
        result.add(x.column(at), x.value(at) + deviation * NormalDraws.next(random));
      }
    }
    return result;
  }

  /**
   * Empties whole rows, each with probability {@code rate}; the others stay as they are.
   *
   * @param rate in [0, 1)
   * @param purpose the name of the layer, which tells its random stream from others
   */
  public static SparseRows rowsDropped(Tape tape, SparseRows x, double rate, String purpose) {
    checkRate(rate, purpose);
    if (rate == 0 || tape.mode() == Mode.SCORING) {
      return x;
    }
    SparseRows result = tape.sparseScratch();
    result.clear(x.columns());
    long seed = tape.streamSeed(purpose);
    for (int row = 0; row < x.rows(); row++) {
      result.startRow();
      if (Streams.of(seed, "row", row).nextDouble() >= rate) {
        for (int at = x.start(row); at < x.end(row); at++) {
          result.add(x.column(at), x.value(at));
        }
      }
    }
    tape.sparseOp("RowDropout", Map.of("ratio", rate), x, result);
    return result;
  }

  /** Rows without entries. */
  public static SparseRows empty(Tape tape, int rows, int columns) {
    SparseRows none = tape.sparseScratch();
    none.clear(columns);
    for (int row = 0; row < rows; row++) {
      none.startRow();
    }
    return none;
  }

  static void checkRate(double rate, String purpose) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "the dropout rate of " + purpose + " is " + rate + ", but must be in [0, 1)");
    }
  }

  /** The entries of a pattern with other values, {@code [1, size]} in the order of the pattern. */
  static SparseRows withValues(Tape tape, SparseRows pattern, Matrix values) {
    SparseRows result = tape.sparseScratch();
    result.copyPattern(pattern);
    Rows.each(
        1,
        pattern.size(),
        (row, work) -> {
          double[] numbers = work.read(1, values, 0);
          for (int at = 0; at < pattern.size(); at++) {
            result.setValue(at, numbers[at]);
          }
        });
    return result;
  }

  /** {@code sums = (sum of each column) + beta sums}. */
  static void sumColumns(SparseRows x, double beta, Matrix sums) {
    Rows.each(
        1,
        x.columns(),
        (row, work) -> {
          double[] sum = work.zeros(1, x.columns());
          for (int at = 0; at < x.size(); at++) {
            sum[x.column(at)] += x.value(at);
          }
          work.writeSum(sum, beta, sums, 0, 2);
        });
  }
}
