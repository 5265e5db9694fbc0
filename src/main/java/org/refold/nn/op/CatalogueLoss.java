package org.refold.nn.op;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Rectangle;
import org.refold.kernel.Transpose;
import org.refold.nn.Arithmetic;
import org.refold.nn.DenseLoss;
import org.refold.nn.Mode;
import org.refold.nn.Operation;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * Cross-entropy under a softmax over the whole catalogue, together with the output layer {@code h
 * W' + b} before it. Logits are there for a few rows at a time, in the pass forward, which makes
 * the gradients too: positions times items are never held at once.
 */
public final class CatalogueLoss {

  /** Logits that are there at once: what the caches hold. */
  private static final int LOGITS = 1 << 20;

  /** Rows that products are cut into, on each of a few threads. */
  private static final int TILES = 96;

  /**
   * Items whose gradients a thread adds to at a time; whatever the threads, these are the blocks.
   */
  private static final int ITEMS = 384;

  private final Var h;
  private final Var table;
  private final @Nullable Var bias;
  private final Tape tape;
  private final Arithmetic math;

  private CatalogueLoss(Var h, Var table, @Nullable Var bias) {
    this.h = h;
    this.table = table;
    this.bias = bias;
    this.tape = h.tape();
    this.math = tape.arithmetic();
  }

  /**
   * {@code -sum x log softmax(h W' + b)}: summed over the items of a row, mean over rows.
   *
   * @param h {@code [rows, units]}
   * @param table W, {@code [items, units]}
   * @param bias b, {@code [1, items]}, or nothing
   * @param targets x, {@code [rows, items]}: as a rule a one in each row
   * @return {@code [1, 1]}; 0 without rows
   */
  public static Var softmax(Var h, Var table, @Nullable Var bias, SparseRows targets) {
    if (targets.rows() != h.rows() || targets.columns() != table.rows()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "targets [%d, %d] for %d rows and %d items",
              targets.rows(),
              targets.columns(),
              h.rows(),
              table.rows()));
    }
    return new CatalogueLoss(h, table, bias).of(targets);
  }

  /** The same with one target for each row. */
  public static Var softmax(Var h, Var table, @Nullable Var bias, Ragged.Ids targets) {
    SparseRows ones = h.tape().sparseScratch();
    ones.clear(table.rows());
    for (int at = 0; at < targets.size(); at++) {
      ones.startRow();
      ones.add(targets.id(at), 1);
    }
    return softmax(h, table, bias, ones);
  }

  private Var of(SparseRows targets) {
    Matrix rows = h.keep().value();
    Matrix items = table.keep().value();
    boolean training = tape.mode() == Mode.TRAINING;
    Matrix dh = training ? tape.scratch(h.rows(), h.columns()) : rows;
    int units = table.columns();
    Matrix transposed = training ? tape.scratch(units, items.rows()) : items;
    Matrix db = training ? tape.scratch(1, table.rows()) : rows;
    if (training) {
      transposed.clear();
      db.clear();
    }
    int most = Math.max(TILES, LOGITS / Math.max(1, table.rows()) / TILES * TILES);
    Matrix memory = tape.scratch(Math.min(most, h.rows()), table.rows());
    SparseRows part = tape.sparseScratch();
    double loss = 0;
    for (int from = 0; from < h.rows(); from += most) {
      int to = Math.min(h.rows(), from + most);
      Matrix logits = memory.rowsView(0, to - from);
      Matrix some = rows.rowsView(from, to);
      math.multiply(Transpose.NO, Transpose.YES, some, items, 0, logits);
      if (bias != null) {
        math.activate(Activation.IDENTITY, logits, bias.value(), logits);
      }
      copy(targets, from, to, part);
      double scale = 1.0 / h.rows();
      loss += math.compare(DenseLoss.MULTINOMIAL, logits, part, scale, training ? logits : null);
      if (training) {
        math.multiply(Transpose.NO, Transpose.NO, logits, items, 0, dh.rowsView(from, to));
        addTransposed(some, logits, transposed);
        if (bias != null) {
          math.sumRows(logits, 1, db);
        }
      }
    }
    return recorded(loss, dh, transposed, db);
  }

  /**
   * Adds {@code h' g} for the gradients g of logits. The gradient of the table is its transpose,
   * {@code g' h}, which takes OpenBLAS twice as long where the units are few.
   */
  private static void addTransposed(Matrix h, Matrix g, Matrix sum) {
    int items = g.columns();
    Rectangle states = new Rectangle(h, 0, 0, h.rows(), h.columns());
    Parallel.unevenRows(
        (items + ITEMS - 1) / ITEMS,
        1,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            int at = block * ITEMS;
            int width = Math.min(ITEMS, items - at);
            Blas.gemm(
                Transpose.YES,
                Transpose.NO,
                1,
                states,
                new Rectangle(g, 0, at, g.rows(), width),
                1,
                new Rectangle(sum, 0, at, sum.rows(), width));
          }
        });
  }

  private static void copy(SparseRows from, int first, int end, SparseRows to) {
    to.clear(from.columns());
    for (int row = first; row < end; row++) {
      to.startRow();
      for (int p = from.start(row); p < from.end(row); p++) {
        to.add(from.column(p), from.value(p));
      }
    }
  }

  private Var recorded(double loss, Matrix dh, Matrix transposed, Matrix db) {
    Operation operation = tape.op("CatalogueSoftmaxLoss").on(h, table);
    if (bias != null) {
      operation.on(bias);
    }
    return operation.gives(
        Sums.number(tape, loss),
        dy -> {
          double upstream = dy.get(0, 0);
          if (upstream != 1) {
            math.add(0, dh, upstream, dh);
          }
          h.accumulateTaking(dh);
          Matrix factors = diagonal(transposed.rows(), upstream);
          table.accumulate(
              (sum, beta) ->
                  math.multiply(Transpose.YES, Transpose.NO, transposed, factors, beta, sum));
          if (bias != null) {
            bias.accumulate((sum, beta) -> math.add(upstream, db, beta, sum));
          }
        });
  }

  private Matrix diagonal(int size, double value) {
    Matrix diagonal = tape.scratch(size, size);
    diagonal.clear();
    for (int k = 0; k < size; k++) {
      diagonal.set(k, k, value);
    }
    return diagonal;
  }
}
