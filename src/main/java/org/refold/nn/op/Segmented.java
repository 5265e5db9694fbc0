package org.refold.nn.op;

import org.refold.kernel.Matrix;
import org.refold.nn.Arithmetic;
import org.refold.nn.Ragged;
import org.refold.nn.Rows;
import org.refold.nn.Segmenting;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Operations on sequences of different lengths. Nothing is padded. */
public final class Segmented {

  private Segmented() {}

  /**
   * The rows of a table that ids name: the embeddings of the items of histories. The gradient of
   * the table has these rows only.
   *
   * @param table {@code [table rows, units]}
   * @param ids each a row of the table; kept until the tape begins its next step
   * @return rows {@code [ids.size(), units]} in the layout of the ids
   */
  public static Ragged gather(Var table, Ragged.Ids ids) {
    for (int at = 0; at < ids.size(); at++) {
      if (ids.id(at) < 0 || ids.id(at) >= table.rows()) {
        throw new IndexOutOfBoundsException(
            "id " + ids.id(at) + " was looked up in a table of " + table.rows() + " rows");
      }
    }
    Tape tape = table.tape();
    Arithmetic math = tape.arithmetic();
    Matrix value = tape.scratch(ids.size(), table.columns());
    math.segmenting().gather(table.value(), ids, value);
    Var rows =
        tape.op("Gather")
            .with("axis", 0)
            .on(table)
            .on(ids)
            .gives(
                value,
                dy -> {
                  SparseRows ones = tape.sparseScratch();
                  ones.clear(table.rows());
                  for (int at = 0; at < ids.size(); at++) {
                    ones.startRow();
                    ones.add(ids.id(at), 1);
                  }
                  SparseRows.ByColumn used = ones.byColumn();
                  table.accumulateRows(
                      used.filled(), used.filledCount(), math.sparseTransposed(ones, dy));
                });
    return new Ragged(rows, ids);
  }

  /**
   * The last row of each sequence: the state after a history; zeros of an empty one.
   *
   * @return {@code [segments, units]}
   */
  public static Var last(Ragged x) {
    return summarised(Segmenting.Summary.LAST, x);
  }

  /**
   * The mean of the rows of each sequence; zeros of an empty one.
   *
   * @return {@code [segments, units]}
   */
  public static Var mean(Ragged x) {
    return summarised(Segmenting.Summary.MEAN, x);
  }

  /**
   * The sum of the rows of each sequence; zeros of an empty one.
   *
   * @return {@code [segments, units]}
   */
  public static Var sum(Ragged x) {
    return summarised(Segmenting.Summary.SUM, x);
  }

  /**
   * The largest number of each unit in each sequence; zeros of an empty one. The gradient goes to
   * the first row that has it.
   *
   * @return {@code [segments, units]}
   */
  public static Var largest(Ragged x) {
    Var rows = x.rows();
    Ragged.Layout layout = x.layout();
    Tape tape = rows.tape();
    int units = rows.columns();
    Matrix in = rows.value();
    Matrix value = tape.scratch(layout.segments(), units);
    int[] where = new int[Math.multiplyExact(layout.segments(), units)];
    Rows.each(
        layout.segments(),
        units,
        (segment, work) -> {
          double[] largest = work.zeros(1, units);
          for (int row = layout.start(segment); row < layout.end(segment); row++) {
            double[] numbers = work.read(2, in, row);
            for (int k = 0; k < units; k++) {
              if (row == layout.start(segment) || numbers[k] > largest[k]) {
                largest[k] = numbers[k];
                where[segment * units + k] = row;
              }
            }
          }
          work.write(largest, value, segment);
        });
    return tape.op("SegmentMax")
        .on(rows)
        .gives(value, dy -> rows.accumulate((dx, beta) -> toLargest(dy, layout, where, beta, dx)));
  }

  private static void toLargest(
      Matrix dy, Ragged.Layout layout, int[] where, double beta, Matrix dx) {
    int units = dy.columns();
    Rows.each(
        layout.segments(),
        units,
        (segment, work) -> {
          double[] term = work.read(1, dy, segment);
          for (int row = layout.start(segment); row < layout.end(segment); row++) {
            double[] share = work.scratch(2, units);
            for (int k = 0; k < units; k++) {
              share[k] = where[segment * units + k] == row ? term[k] : 0;
            }
            work.writeSum(share, beta, dx, row, 3);
          }
        });
  }

  private static Var summarised(Segmenting.Summary summary, Ragged x) {
    Var rows = x.rows();
    Ragged.Layout layout = x.layout();
    Tape tape = rows.tape();
    Segmenting math = tape.arithmetic().segmenting();
    Matrix value = tape.scratch(layout.segments(), rows.columns());
    math.summarise(summary, rows.value(), layout, value);
    return tape.op("Segments")
        .with("summary", summary.word())
        .on(rows)
        .gives(
            value, dy -> rows.accumulate((dx, beta) -> math.spread(summary, dy, layout, beta, dx)));
  }
}
