package org.refold.nn.op;

import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.nn.Arithmetic;
import org.refold.nn.Rows;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Products of matrices. */
public final class Products {

  private Products() {}

  /**
   * {@code y = a b}.
   *
   * @param a {@code [m, k]}
   * @param b {@code [k, n]}
   * @return {@code [m, n]}
   */
  public static Var multiply(Var a, Var b) {
    return multiply(a, Transpose.NO, b, Transpose.NO);
  }

  /**
   * {@code y = op(a) op(b)}.
   *
   * @param a {@code [m, k]}, or {@code [k, m]} if turned
   * @param b {@code [k, n]}, or {@code [n, k]} if turned
   * @return {@code [m, n]}
   */
  public static Var multiply(Var a, Transpose opA, Var b, Transpose opB) {
    Tape tape = a.tape();
    Arithmetic math = tape.arithmetic();
    Matrix left = a.keep().value();
    Matrix right = b.keep().value();
    Matrix value =
        tape.scratch(
            opA == Transpose.NO ? left.rows() : left.columns(),
            opB == Transpose.NO ? right.columns() : right.rows());
    math.multiply(opA, opB, left, right, 0, value);
    return tape.op("Gemm")
        .with("transA", opA == Transpose.NO ? 0 : 1)
        .with("transB", opB == Transpose.NO ? 0 : 1)
        .on(a, b)
        .gives(
            value,
            dy -> {
              a.accumulate(
                  (da, beta) -> {
                    if (opA == Transpose.NO) {
                      math.multiply(Transpose.NO, other(opB), dy, right, beta, da);
                    } else {
                      math.multiply(opB, Transpose.YES, right, dy, beta, da);
                    }
                  });
              b.accumulate(
                  (db, beta) -> {
                    if (opB == Transpose.NO) {
                      math.multiply(other(opA), Transpose.NO, left, dy, beta, db);
                    } else {
                      math.multiply(Transpose.YES, opA, dy, left, beta, db);
                    }
                  });
            });
  }

  private static Transpose other(Transpose op) {
    return op == Transpose.NO ? Transpose.YES : Transpose.NO;
  }

  /**
   * The inner product of each row of a with that of b: scores of pairs.
   *
   * @param a {@code [n, d]}
   * @param b {@code [n, d]}
   * @return {@code [n, 1]}
   */
  public static Var rowDots(Var a, Var b) {
    Tape tape = a.tape();
    Arithmetic math = tape.arithmetic();
    Matrix left = a.keep().value();
    Matrix right = b.keep().value();
    Matrix value = tape.scratch(a.rows(), 1);
    math.rowDots(left, right, value);
    return tape.op("RowDots")
        .on(a, b)
        .gives(
            value,
            dy -> {
              a.accumulate((da, beta) -> math.scaleRows(dy, right, beta, da));
              b.accumulate((db, beta) -> math.scaleRows(dy, left, beta, db));
            });
  }

  /**
   * The outer product of each row of a with that of b: maps of how all their numbers go together.
   *
   * @param a {@code [n, d]}
   * @param b {@code [n, e]}
   * @return {@code [n, d e]}, for each number of a those of b
   */
  public static Var outer(Var a, Var b) {
    Tape tape = a.tape();
    Matrix left = a.keep().value();
    Matrix right = b.keep().value();
    int d = a.columns();
    int e = b.columns();
    Matrix value = tape.scratch(a.rows(), d * e);
    Rows.each(
        a.rows(),
        d * e,
        (row, work) -> {
          double[] x = work.read(1, left, row);
          double[] y = work.read(2, right, row);
          double[] product = work.scratch(3, d * e);
          for (int k = 0; k < d * e; k++) {
            product[k] = x[k / e] * y[k % e];
          }
          work.write(product, value, row);
        });
    return tape.op("Outer")
        .on(a, b)
        .gives(
            value,
            dy -> {
              a.accumulate((da, beta) -> contract(dy, right, Side.LEFT, beta, da));
              b.accumulate((db, beta) -> contract(dy, left, Side.RIGHT, beta, db));
            });
  }

  /** Which factor of an outer product a gradient is for. */
  private enum Side {
    LEFT,
    RIGHT
  }

  /** {@code sum = beta sum}, plus each map times the factor of the other side. */
  private static void contract(Matrix maps, Matrix other, Side side, double beta, Matrix sum) {
    int length = sum.columns();
    int e = side == Side.LEFT ? other.columns() : length;
    Rows.each(
        sum.rows(),
        maps.columns(),
        (row, work) -> {
          double[] map = work.read(1, maps, row);
          double[] factor = work.read(2, other, row);
          double[] total = work.zeros(3, length);
          for (int k = 0; k < maps.columns(); k++) {
            if (side == Side.LEFT) {
              total[k / e] += map[k] * factor[k % e];
            } else {
              total[k % e] += map[k] * factor[k / e];
            }
          }
          work.writeSum(total, beta, sum, row, 4);
        });
  }

  /**
   * {@code y = x w} for sparse x.
   *
   * @param x {@code [batch, in]}
   * @param w {@code [in, out]}; its gradient has the rows whose column of x is not empty
   * @return {@code [batch, out]}
   */
  public static Var multiplySparse(SparseRows x, Var w) {
    Tape tape = w.tape();
    Arithmetic math = tape.arithmetic();
    Matrix value = tape.scratch(x.rows(), w.columns());
    math.multiplySparse(x, w.keep().value(), 0, value);
    return tape.op("MatMul")
        .on(x)
        .on(w)
        .gives(
            value,
            dy -> {
              SparseRows.ByColumn columns = x.byColumn();
              w.accumulateRows(
                  columns.filled(), columns.filledCount(), math.sparseTransposed(x, dy));
            });
  }

  /**
   * {@code y = x w} for sparse x and a square w whose diagonal is zero and stays so, as its
   * gradient is zero: an item does not recommend itself (Steck 2019).
   *
   * @param x {@code [batch, items]}
   * @param w {@code [items, items]}, of no other use on the tape; its gradient has the rows whose
   *     column of x is not empty
   * @return {@code [batch, items]}
   */
  public static Var multiplySparseHollow(SparseRows x, Var w) {
    Tape tape = w.tape();
    Arithmetic math = tape.arithmetic();
    Matrix value = tape.scratch(x.rows(), w.columns());
    math.multiplySparse(x, w.keep().value(), 0, value);
    return tape.op("HollowMatMul")
        .on(x)
        .on(w)
        .gives(
            value,
            dy -> {
              SparseRows.ByColumn columns = x.byColumn();
              w.accumulateRows(
                  columns.filled(),
                  columns.filledCount(),
                  (dw, beta) -> {
                    math.sparseTransposed(x, dy).addTo(dw, beta);
                    for (int k = 0; k < columns.filledCount(); k++) {
                      dw.set(columns.filled()[k], columns.filled()[k], 0);
                    }
                  });
            });
  }
}
