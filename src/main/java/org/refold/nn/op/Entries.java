package org.refold.nn.op;

import java.util.Locale;
import org.refold.kernel.Matrix;
import org.refold.nn.Rows;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Chosen entries of dense outputs, where all outputs are computed anyway. */
public final class Entries {

  private Entries() {}

  /**
   * The entries that a pattern names: what {@link EntryLosses} take.
   *
   * @param x {@code [batch, columns]}
   * @param pattern {@code [batch, columns]}, whose values are not read; not to be changed until the
   *     tape begins its next step
   * @return {@code [1, pattern.size()]}, in the order of the pattern
   */
  public static Var of(Var x, SparseRows pattern) {
    checkShape(x, pattern);
    Tape tape = x.tape();
    Matrix in = x.keep().value();
    Matrix entries = tape.scratch(1, pattern.size());
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          for (int at = pattern.start(row); at < pattern.end(row); at++) {
            entries.set(0, at, in.get(row, pattern.column(at)));
          }
        });
    return tape.op("TakeEntries")
        .on(x)
        .on(pattern)
        .gives(entries, dy -> x.accumulate((dx, beta) -> spread(dy, pattern, beta, dx)));
  }

  private static void spread(Matrix dy, SparseRows pattern, double beta, Matrix dx) {
    Rows.each(
        dx.rows(),
        dx.columns(),
        (row, work) -> {
          double[] sum = work.zeros(1, dx.columns());
          for (int at = pattern.start(row); at < pattern.end(row); at++) {
            sum[pattern.column(at)] += dy.get(0, at);
          }
          work.writeSum(sum, beta, dx, row, 2);
        });
  }

  /**
   * Outputs with some entries replaced by a number, such as logits that leave the denominator of a
   * softmax. Takes the memory of x, which has no other reader.
   *
   * @param x {@code [batch, columns]}; not to be read afterwards
   * @param pattern {@code [batch, columns]}, whose values are not read; not to be changed until the
   *     tape begins its next step
   * @param number finite
   */
  public static Var replaced(Var x, SparseRows pattern, double number) {
    checkShape(x, pattern);
    Tape tape = x.tape();
    Matrix in = x.value();
    Matrix value = x.spend();
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          double[] numbers = work.read(1, in, row);
          fill(numbers, pattern, row, number);
          work.write(numbers, value, row);
        });
    return tape.op("ReplaceEntries")
        .with("number", number)
        .on(x)
        .on(pattern)
        .gives(
            value,
            dy -> {
              Rows.each(
                  dy.rows(),
                  dy.columns(),
                  (row, work) -> {
                    double[] slopes = work.read(1, dy, row);
                    fill(slopes, pattern, row, 0);
                    work.write(slopes, dy, row);
                  });
              x.accumulateTaking(dy);
            });
  }

  private static void fill(double[] numbers, SparseRows pattern, int row, double number) {
    for (int at = pattern.start(row); at < pattern.end(row); at++) {
      numbers[pattern.column(at)] = number;
    }
  }

  private static void checkShape(Var x, SparseRows pattern) {
    if (pattern.rows() != x.rows() || pattern.columns() != x.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "entries [%d, %d] were asked for of a matrix [%d, %d]",
              pattern.rows(),
              pattern.columns(),
              x.rows(),
              x.columns()));
    }
  }
}
