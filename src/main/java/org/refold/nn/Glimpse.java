package org.refold.nn;

import java.util.ArrayList;
import java.util.List;
import org.refold.kernel.Matrix;

/**
 * What an operation showed of its inside while its tape was {@linkplain Tape#watch watched}.
 *
 * @param kind what the numbers are
 * @param name whose they are, such as {@code "block 1 shares, head 1"} or {@code "reset gate"}
 * @param rows copies: of shares {@code [rows][rows of one sequence]}, each row with the sum 1; of a
 *     gate {@code [rows][units]}, in [0, 1]
 */
public record Glimpse(Kind kind, String name, List<List<Double>> rows) {

  /** What the numbers are. */
  public enum Kind {
    /** How a row of a sequence divides its attention among the rows. */
    SHARES,
    /** How far a gate of a recurrent unit is open. */
    GATE
  }

  /** Copies the numbers. */
  public Glimpse {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /**
   * A part of a row of a matrix.
   *
   * @param from the first column
   * @param to behind the last
   */
  public static List<Double> row(Matrix matrix, int row, int from, int to) {
    List<Double> numbers = new ArrayList<>(to - from);
    for (int column = from; column < to; column++) {
      numbers.add(matrix.get(row, column));
    }
    return numbers;
  }
}
