package org.refold.nn.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.kernel.Rectangle;
import org.refold.kernel.Streams;
import org.refold.kernel.Transpose;
import org.refold.nn.Attending;
import org.refold.nn.Glimpse;
import org.refold.nn.Mode;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * Scaled dot-product attention within each sequence (Vaswani et al. 2017, section 3.2), for several
 * heads, which are blocks of columns: {@code softmax(Q K' / sqrt(units of a head)) V}. Nothing is
 * padded. Shares live for a few rows of one sequence and one head at a time and are computed again
 * on the way back: no matrix of positions by positions is kept.
 *
 * @param heads how many; they divide the units
 * @param sight what a row attends to
 * @param dropout share of the shares that training sets to zero, in [0, 1)
 * @param purpose tells the random stream of the dropout from others
 */
public record Attention(int heads, Sight sight, double dropout, String purpose) {

  /** What a row of a sequence attends to. */
  public enum Sight {
    /** To itself and the rows before. */
    CAUSAL,
    /** To all rows of the sequence. */
    BIDIRECTIONAL
  }

  /** Rows whose shares are there at once. */
  private static final int ROWS = 64;

  private static final ThreadLocal<Blocks> FLOATS =
      ThreadLocal.withInitial(() -> new Blocks(Precision.FLOAT));

  private static final ThreadLocal<Blocks> DOUBLES =
      ThreadLocal.withInitial(() -> new Blocks(Precision.DOUBLE));

  /** Checks the numbers. */
  public Attention {
    Inputs.checkRate(dropout, purpose);
    if (heads < 1) {
      throw new IllegalArgumentException("heads is " + heads + ", but must be at least 1");
    }
  }

  /** Shares and their gradients for some rows, in memory of a thread. */
  private static final class Blocks {
    private final Precision precision;
    private final Matrix[] matrices = new Matrix[3];

    Blocks(Precision precision) {
      this.precision = precision;
      for (int k = 0; k < matrices.length; k++) {
        matrices[k] = Matrix.zeros(precision, ROWS, 0);
      }
    }

    Matrix get(int slot, int keys) {
      if (matrices[slot].columns() < keys) {
        matrices[slot].close();
        matrices[slot] = Matrix.zeros(precision, ROWS, Math.max(ROWS, 2 * keys));
      }
      return matrices[slot];
    }
  }

  /** A head of a sequence: where its rows and columns are. */
  private record Head(int number, int row, int length, int column, int units) {

    Rectangle rows(Matrix matrix, int from, int to) {
      return new Rectangle(matrix, row + from, column, to - from, units);
    }
  }

  /**
   * What each row sees.
   *
   * @param q queries, {@code [rows, units]}
   * @param k keys, of the same shape and layout
   * @param v values, of the same shape and layout
   * @return {@code [rows, units]}, in the layout of the queries
   */
  public Ragged of(Ragged q, Var k, Var v) {
    Ragged.Layout layout = q.layout();
    Var queries = q.rows();
    Tape tape = queries.tape();
    int units = queries.columns();
    if (units % heads != 0
        || k.columns() != units
        || v.columns() != units
        || k.rows() != queries.rows()
        || v.rows() != queries.rows()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d heads over queries [%d, %d], keys [%d, %d] and values [%d, %d]; shapes must be"
                  + " equal and heads divide the units",
              heads,
              queries.rows(),
              units,
              k.rows(),
              k.columns(),
              v.rows(),
              v.columns()));
    }
    Matrix queryRows = queries.keep().value();
    Matrix keyRows = k.keep().value();
    Matrix valueRows = v.keep().value();
    Matrix out = tape.scratch(queries.rows(), units);
    double rate = tape.mode() == Mode.TRAINING ? dropout : 0;
    long seed = tape.streamSeed(purpose);
    Attending math = tape.arithmetic().attending();
    eachHead(
        layout, units, head -> forward(math, head, rate, seed, queryRows, keyRows, valueRows, out));
    if (tape.isWatched()) {
      show(tape, layout, units, queryRows, keyRows);
    }
    Var y =
        tape.op("Attention")
            .with("num_heads", heads)
            .with("is_causal", sight == Sight.CAUSAL ? 1 : 0)
            .on(queries, k, v)
            .gives(
                out,
                dy -> {
                  Matrix dq = tape.scratch(queries.rows(), units);
                  Matrix dk = tape.scratch(queries.rows(), units);
                  Matrix dv = tape.scratch(queries.rows(), units);
                  dk.clear();
                  dv.clear();
                  eachHead(
                      layout,
                      units,
                      head ->
                          backward(
                              math, head, rate, seed, queryRows, keyRows, valueRows, dy, dq, dk,
                              dv));
                  queries.accumulateTaking(dq);
                  k.accumulateTaking(dk);
                  v.accumulateTaking(dv);
                });
    return new Ragged(y, layout);
  }

  private interface HeadLoop {
    void run(Head head);
  }

  private void eachHead(Ragged.Layout layout, int units, HeadLoop loop) {
    Parallel.unevenRows(
        layout.segments(),
        1,
        (from, to) -> {
          for (int segment = from; segment < to; segment++) {
            for (int head = 0; head < heads && layout.length(segment) > 0; head++) {
              loop.run(head(layout, segment, head, units));
            }
          }
        });
  }

  private Head head(Ragged.Layout layout, int segment, int number, int units) {
    int width = units / heads;
    return new Head(number, layout.start(segment), layout.length(segment), number * width, width);
  }

  /** The shares before dropout, of each sequence and head. */
  private void show(Tape tape, Ragged.Layout layout, int units, Matrix q, Matrix k) {
    for (int segment = 0; segment < layout.segments(); segment++) {
      for (int number = 0; number < heads && layout.length(segment) > 0; number++) {
        Head head = head(layout, segment, number, units);
        Matrix block = blocks(q).get(0, head.length());
        List<List<Double>> rows = new ArrayList<>();
        for (int from = 0; from < head.length(); from += ROWS) {
          int to = Math.min(head.length(), from + ROWS);
          int keys = visible(to - 1, head.length());
          shares(tape.arithmetic().attending(), head, from, to, q, k, block);
          for (int row = from; row < to; row++) {
            List<Double> shares = new ArrayList<>(Glimpse.row(block, row - from, 0, keys));
            shares.addAll(Collections.nCopies(head.length() - keys, 0.0));
            rows.add(shares);
          }
        }
        String name = String.format(Locale.ROOT, "%s, head %d", purpose, number + 1);
        tape.show(new Glimpse(Glimpse.Kind.SHARES, name, rows));
      }
    }
  }

  private int visible(int row, int length) {
    return sight == Sight.CAUSAL ? row + 1 : length;
  }

  private long seedOfRow(long seed, Head head, int row) {
    return Streams.bitsAt(seed, (long) (head.row() + row) * heads + head.number());
  }

  private static Blocks blocks(Matrix like) {
    return like.precision() == Precision.FLOAT ? FLOATS.get() : DOUBLES.get();
  }

  private static double scale(Head head) {
    return 1 / Math.sqrt(head.units());
  }

  /** Leaves the shares of some rows in a block, before dropout. */
  private void shares(
      Attending math, Head head, int from, int to, Matrix q, Matrix k, Matrix block) {
    int keys = visible(to - 1, head.length());
    Blas.gemm(
        Transpose.NO,
        Transpose.YES,
        scale(head),
        head.rows(q, from, to),
        head.rows(k, 0, keys),
        0,
        new Rectangle(block, 0, 0, to - from, keys));
    for (int row = from; row < to; row++) {
      math.shares(block, row - from, visible(row, head.length()), keys);
    }
  }

  private void forward(
      Attending math, Head head, double rate, long seed, Matrix q, Matrix k, Matrix v, Matrix out) {
    Matrix block = blocks(q).get(0, head.length());
    for (int from = 0; from < head.length(); from += ROWS) {
      int to = Math.min(head.length(), from + ROWS);
      int keys = visible(to - 1, head.length());
      shares(math, head, from, to, q, k, block);
      for (int row = from; rate > 0 && row < to; row++) {
        int seen = visible(row, head.length());
        math.thin(rate, seedOfRow(seed, head, row), block, block, row - from, seen, keys);
      }
      Blas.gemm(
          Transpose.NO,
          Transpose.NO,
          1,
          new Rectangle(block, 0, 0, to - from, keys),
          head.rows(v, 0, keys),
          0,
          head.rows(out, from, to));
    }
  }

  private void backward(
      Attending math,
      Head head,
      double rate,
      long seed,
      Matrix q,
      Matrix k,
      Matrix v,
      Matrix dy,
      Matrix dq,
      Matrix dk,
      Matrix dv) {
    Matrix own = blocks(q).get(0, head.length());
    Matrix thinned = rate > 0 ? blocks(q).get(1, head.length()) : own;
    Matrix slopes = blocks(q).get(2, head.length());
    for (int from = 0; from < head.length(); from += ROWS) {
      int to = Math.min(head.length(), from + ROWS);
      int keys = visible(to - 1, head.length());
      Rectangle g = new Rectangle(slopes, 0, 0, to - from, keys);
      shares(math, head, from, to, q, k, own);
      Blas.gemm(
          Transpose.NO, Transpose.YES, 1, head.rows(dy, from, to), head.rows(v, 0, keys), 0, g);
      for (int row = from; row < to; row++) {
        int seen = visible(row, head.length());
        long stream = seedOfRow(seed, head, row);
        if (rate > 0) {
          math.thin(rate, stream, own, thinned, row - from, seen, keys);
        }
        math.slopes(rate, stream, own, slopes, row - from, seen, keys);
      }
      Rectangle a = new Rectangle(thinned, 0, 0, to - from, keys);
      Blas.gemm(
          Transpose.YES, Transpose.NO, 1, a, head.rows(dy, from, to), 1, head.rows(dv, 0, keys));
      Blas.gemm(
          Transpose.NO,
          Transpose.NO,
          scale(head),
          g,
          head.rows(k, 0, keys),
          0,
          head.rows(dq, from, to));
      Blas.gemm(
          Transpose.YES,
          Transpose.NO,
          scale(head),
          g,
          head.rows(q, from, to),
          1,
          head.rows(dk, 0, keys));
    }
  }
}
