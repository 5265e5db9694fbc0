package org.refold.nn.op;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.nn.Arithmetic;
import org.refold.nn.Contrast;
import org.refold.nn.Mode;
import org.refold.nn.Operation;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * A loss that compares the target of each row with negatives that all rows of a sequence, or of a
 * whole batch, share, so that their scores are a product of matrices. Scores are there for a few
 * rows at a time, in the pass forward, which makes the gradients too.
 *
 * @param loss of a row; its equation is at {@link Contrast}
 * @param regularisation weight of the squares of the negatives' scores in {@link Contrast#BPR_MAX}
 */
public record SharedNegatives(Contrast loss, double regularisation) {

  /** Takes an item out of a softmax, and its square is still finite. */
  private static final double NO_SCORE = -1e9;

  /** Scores that are there at once: what the caches hold. */
  private static final int SCORES = 1 << 20;

  /** Rows that are there at once, however many negatives there are. */
  private static final int FEWEST = 64;

  /**
   * The mean of the loss over rows, with scores {@code h W' + b}.
   *
   * @param h {@code [rows, units]}; rows of a segment share negatives
   * @param table W, {@code [items, units]}
   * @param bias b, {@code [1, items]}, or nothing
   * @param targets an item for each row
   * @param negatives items for each segment; may repeat
   * @param shift added to scores, {@code [items]}, or nothing: such as a correction for how
   *     probable an item is as a negative
   * @return {@code [1, 1]}. A row without negatives, or with none but its target, has no loss
   */
  public Var of(
      Ragged h,
      Var table,
      @Nullable Var bias,
      Ragged.Ids targets,
      Ragged.Ids negatives,
      float @Nullable [] shift) {
    if (targets.size() != h.rows().rows() || negatives.segments() != h.layout().segments()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d targets for %d rows, and negatives of %d segments for %d",
              targets.size(),
              h.rows().rows(),
              negatives.segments(),
              h.layout().segments()));
    }
    return new Pass(h, table, bias, targets, negatives, shift).run();
  }

  private final class Pass {
    private final Ragged ragged;
    private final Var h;
    private final Var table;
    private final @Nullable Var bias;
    private final Ragged.Ids targets;
    private final Ragged.Ids negatives;
    private final float[] shifts;
    private final Tape tape;
    private final Arithmetic math;
    private final boolean training;
    private final Memory memory;
    private final Matrix dh;
    private final Matrix dw;
    private final Matrix db;

    Pass(
        Ragged ragged,
        Var table,
        @Nullable Var bias,
        Ragged.Ids targets,
        Ragged.Ids negatives,
        float @Nullable [] shift) {
      this.ragged = ragged;
      this.h = ragged.rows().keep();
      this.table = table.keep();
      this.bias = bias;
      this.targets = targets;
      this.negatives = negatives;
      this.tape = h.tape();
      this.math = tape.arithmetic();
      this.training = tape.mode() == Mode.TRAINING;
      this.shifts = shift == null ? new float[table.rows()] : shift;
      this.dh = tape.scratch(h.rows(), h.columns());
      this.dw = tape.scratch(table.rows(), table.columns());
      this.db = tape.scratch(1, table.rows());
      this.memory = new Memory(tape, ragged.layout(), negatives, h.columns());
      dh.clear();
      dw.clear();
      db.clear();
    }

    Var run() {
      double sum = 0;
      long compared = 0;
      for (int segment = 0; segment < negatives.segments(); segment++) {
        if (negatives.length(segment) > 0) {
          sum += ofSegment(segment);
          compared += (long) negatives.length(segment) * ragged.layout().length(segment);
        }
      }
      long ofRow = Math.round((double) compared / Math.max(1, h.rows()));
      Operation operation = tape.op("SharedNegativesLoss").with("negatives", ofRow).on(h, table);
      if (bias != null) {
        operation.on(bias);
      }
      return operation.gives(
          Sums.number(tape, sum),
          dy -> {
            double upstream = dy.get(0, 0);
            h.accumulate((out, beta) -> math.add(upstream, dh, beta, out));
            table.accumulate((out, beta) -> math.add(upstream, dw, beta, out));
            if (bias != null) {
              bias.accumulate((out, beta) -> math.add(upstream, db, beta, out));
            }
          });
    }

    private double ofSegment(int segment) {
      int count = negatives.length(segment);
      int[] items = new int[count];
      Arrays.setAll(items, k -> negatives.id(negatives.start(segment) + k));
      Matrix vectors = gathered(items, memory.vectors);
      Matrix slopesOfVectors = memory.slopesOfVectors.rowsView(0, count);
      slopesOfVectors.clear();
      Matrix offsets = memory.offsets.rowsView(0, count).reshaped(1, count);
      Matrix slopesOfOffsets = memory.slopesOfOffsets.rowsView(0, count).reshaped(1, count);
      slopesOfOffsets.clear();
      for (int k = 0; k < count; k++) {
        offsets.set(0, k, offset(items[k]));
      }
      Ragged.Layout layout = ragged.layout();
      double sum = 0;
      for (int from = layout.start(segment); from < layout.end(segment); from += memory.rows) {
        int to = Math.min(layout.end(segment), from + memory.rows);
        Matrix rows = h.value().rowsView(from, to);
        Matrix scores = memory.scores.rowsView(0, (to - from) * count).reshaped(to - from, count);
        math.multiply(Transpose.NO, Transpose.YES, rows, vectors, 0, scores);
        math.activate(Activation.IDENTITY, scores, offsets, scores);
        sum += compared(from, to, segment, rows, scores);
        if (training) {
          math.multiply(Transpose.NO, Transpose.NO, scores, vectors, 1, dh.rowsView(from, to));
          math.multiply(Transpose.YES, Transpose.NO, scores, rows, 1, slopesOfVectors);
          math.sumRows(scores, 1, slopesOfOffsets);
        }
      }
      if (training) {
        math.multiplySparseTransposed(oneHot(items), slopesOfVectors, 1, dw);
        for (int k = 0; k < count; k++) {
          db.set(0, items[k], db.get(0, items[k]) + slopesOfOffsets.get(0, k));
        }
      }
      return sum;
    }

    /** The loss of some rows; leaves its derivatives in the scores, and those by the targets. */
    private double compared(int from, int to, int segment, Matrix rows, Matrix scores) {
      int[] items = new int[to - from];
      Arrays.setAll(items, k -> targets.id(from + k));
      Matrix own = gathered(items, memory.targets);
      Matrix ofTargets = memory.scoresOfTargets.rowsView(0, to - from);
      Matrix slopes = memory.slopesOfTargets.rowsView(0, to - from);
      math.rowDots(rows, own, ofTargets);
      double sum = 0;
      int first = 0;
      for (int k = 0; k < items.length; k++) {
        ofTargets.set(k, 0, ofTargets.get(k, 0) + offset(items[k]));
        if (leaveOut(items[k], segment, scores, k) == negatives.length(segment)) {
          sum += compared(first, k, ofTargets, scores, slopes);
          scores.rowsView(k, k + 1).clear();
          slopes.set(k, 0, 0);
          first = k + 1;
        }
      }
      sum += compared(first, items.length, ofTargets, scores, slopes);
      if (training) {
        math.scaleRows(slopes, own, 1, dh.rowsView(from, to));
        SparseRows sparse = oneHot(items);
        for (int k = 0; k < items.length; k++) {
          sparse.setValue(k, slopes.get(k, 0));
          db.set(0, items[k], db.get(0, items[k]) + slopes.get(k, 0));
        }
        math.multiplySparseTransposed(sparse, rows, 1, dw);
      }
      return sum;
    }

    /** The same for rows of a block that all have a negative. */
    private double compared(int from, int to, Matrix ofTargets, Matrix scores, Matrix slopes) {
      if (from == to) {
        return 0;
      }
      Matrix others = scores.rowsView(from, to);
      return math.contrasts()
          .compare(
              loss,
              regularisation,
              ofTargets.rowsView(from, to),
              others,
              1.0 / h.rows(),
              slopes.rowsView(from, to),
              others);
    }

    /**
     * The target of a place is not among its negatives, wherever they come from.
     *
     * @return how many were left out
     */
    private int leaveOut(int target, int segment, Matrix scores, int row) {
      int count = 0;
      for (int k = 0; k < negatives.length(segment); k++) {
        if (negatives.id(negatives.start(segment) + k) == target) {
          scores.set(row, k, NO_SCORE);
          count++;
        }
      }
      return count;
    }

    private double offset(int item) {
      return shifts[item] + (bias == null ? 0 : bias.value().get(0, item));
    }

    private Matrix gathered(int[] items, Matrix to) {
      memory.ids.clear();
      memory.ids.add(items, 0, items.length);
      Matrix rows = to.rowsView(0, items.length);
      math.segmenting().gather(table.value(), memory.ids, rows);
      return rows;
    }

    private SparseRows oneHot(int[] items) {
      memory.sparse.clear(table.rows());
      for (int item : items) {
        memory.sparse.startRow();
        memory.sparse.add(item, 1);
      }
      return memory.sparse;
    }
  }

  /** What one block of rows after the other uses. */
  private static final class Memory {
    private final int rows;
    private final Matrix scores;
    private final Matrix vectors;
    private final Matrix slopesOfVectors;
    private final Matrix offsets;
    private final Matrix slopesOfOffsets;
    private final Matrix targets;
    private final Matrix scoresOfTargets;
    private final Matrix slopesOfTargets;
    private final Ragged.Ids ids;
    private final SparseRows sparse;

    Memory(Tape tape, Ragged.Layout layout, Ragged.Ids negatives, int units) {
      int most = 1;
      int longest = 1;
      for (int segment = 0; segment < negatives.segments(); segment++) {
        most = Math.max(most, negatives.length(segment));
        longest = Math.max(longest, layout.length(segment));
      }
      rows = Math.min(longest, Math.max(FEWEST, SCORES / most));
      scores = tape.scratch(Math.multiplyExact(rows, most), 1);
      vectors = tape.scratch(most, units);
      slopesOfVectors = tape.scratch(most, units);
      offsets = tape.scratch(most, 1);
      slopesOfOffsets = tape.scratch(most, 1);
      targets = tape.scratch(rows, units);
      scoresOfTargets = tape.scratch(rows, 1);
      slopesOfTargets = tape.scratch(rows, 1);
      ids = tape.idsScratch();
      sparse = tape.sparseScratch();
    }
  }
}
