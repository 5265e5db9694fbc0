package org.refold.nn.op;

import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.nn.Arithmetic;
import org.refold.nn.Operation;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Layers with weights. */
public final class Layers {

  private Layers() {}

  /**
   * The dense layer {@code y = f(x w + b)}.
   *
   * @param x {@code [batch, in]}
   * @param w {@code [in, out]}
   * @param bias {@code [1, out]}
   * @param f the activation, fused with the bias
   * @return {@code [batch, out]}
   */
  public static Var dense(Var x, Var w, Var bias, Activation f) {
    return dense(x, w, Transpose.NO, bias, f);
  }

  /**
   * The dense layer {@code y = f(x op(w) + b)}, whose weights may be turned: a decoder tied to an
   * encoder, or an output layer with one row of weights an item.
   *
   * @param x {@code [batch, in]}
   * @param w {@code [in, out]}, or {@code [out, in]} if turned
   * @param opW whether w is turned
   * @param bias {@code [1, out]}
   * @param f the activation, fused with the bias
   * @return {@code [batch, out]}
   */
  public static Var dense(Var x, Var w, Transpose opW, Var bias, Activation f) {
    return activated(Products.multiply(x, Transpose.NO, w, opW), bias, f);
  }

  /**
   * The sparse-input layer {@code y = f(x w + b)}: a sum of weight rows for each user. Its cost is
   * that of the entries of x, not of the columns, and the gradient of w stays sparse: it has the
   * rows whose column of x is not empty.
   *
   * @param x {@code [batch, in]}; see {@link Inputs} for normalisation and corruption
   * @param w {@code [in, out]}
   * @param bias {@code [1, out]}
   * @param f the activation
   * @return {@code [batch, out]}
   */
  public static Var sparse(SparseRows x, Var w, Var bias, Activation f) {
    return activated(Products.multiplySparse(x, w), bias, f);
  }

  /**
   * The rows of a table: {@code y[k] = w[ids[k]]}. A sparse product with one entry of one a row, so
   * that the gradient has the looked-up rows only.
   *
   * @param ids {@code [batch, table rows]} from {@link SparseRows#oneHot}; several entries in a row
   *     give the weighted sum of rows of the table
   * @param w {@code [table rows, units]}
   * @return {@code [batch, units]}
   */
  public static Var embedding(SparseRows ids, Var w) {
    return Products.multiplySparse(ids, w);
  }

  /**
   * A row added to every row of a batch.
   *
   * @param x {@code [batch, units]}
   * @param row {@code [1, units]}
   * @return {@code [batch, units]}
   */
  public static Var addToRows(Var x, Var row) {
    SparseRows ones = x.tape().sparseScratch();
    ones.clear(1);
    for (int k = 0; k < x.rows(); k++) {
      ones.startRow();
      ones.add(0, 1);
    }
    return Elements.add(x, embedding(ones, row));
  }

  /**
   * A linear output layer at chosen places only: {@code y = h w' + b} where the pattern has
   * entries. Its cost is that of the entries, forward and back.
   *
   * @param h {@code [batch, units]}
   * @param w {@code [columns, units]}: one row an output
   * @param bias {@code [1, columns]}
   * @param pattern {@code [batch, columns]}; which outputs. Its values are not read.
   * @return {@code [1, pattern.size()]}, in the order of the pattern
   */
  public static Var observed(Var h, Var w, @Nullable Var bias, SparseRows pattern) {
    Tape tape = h.tape();
    Arithmetic math = tape.arithmetic();
    Matrix entries = tape.scratch(1, pattern.size());
    Matrix biasValue = bias == null ? null : bias.value();
    math.multiplyObserved(h.keep().value(), w.value(), biasValue, pattern, entries);
    Operation operation = tape.op("ObservedGemm").on(pattern).on(h, w);
    if (bias != null) {
      operation.on(bias);
    }
    return operation.gives(
        entries,
        gradient -> {
          SparseRows errors = Inputs.withValues(tape, pattern, gradient);
          h.accumulate((dh, beta) -> math.multiplySparse(errors, w.value(), beta, dh));
          SparseRows.ByColumn columns = errors.byColumn();
          w.accumulateRows(
              columns.filled(), columns.filledCount(), math.sparseTransposed(errors, h.value()));
          if (bias != null) {
            bias.accumulate((db, beta) -> Inputs.sumColumns(errors, beta, db));
          }
        });
  }

  /** {@code f(x + bias)} in the memory of x, which has no other reader. */
  private static Var activated(Var x, Var bias, Activation f) {
    if (f.gradientNeedsInput()) {
      return Elements.activate(activated(x, bias, Activation.IDENTITY), f);
    }
    Tape tape = x.tape();
    Arithmetic math = tape.arithmetic();
    Matrix value = x.spend();
    math.activate(f, value, bias.value(), value);
    Operation operation = tape.op("Add").on(x, bias);
    if (f != Activation.IDENTITY) {
      operation.then(Elements.name(f));
    }
    Var y =
        operation.gives(
            value,
            gradient -> {
              if (f != Activation.IDENTITY) {
                math.activateBackward(f, value, value, gradient, 0, gradient);
              }
              bias.accumulate((db, beta) -> math.sumRows(gradient, beta, db));
              x.accumulateTaking(gradient);
            });
    return f == Activation.IDENTITY ? y : y.keep();
  }
}
