package org.refold.model.autoencoder;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Readout;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Sums;

/**
 * The squared lengths of what a batch touches: {@code l2 / 2} times the square for each user who
 * touches it, mean over users. A row that two users touch counts twice, one that no user touches
 * not at all, so that gradients stay sparse.
 */
final class TouchedSquares {

  private final Tape tape;
  private final double weight;
  private final int users;

  TouchedSquares(Tape tape, double l2, int users) {
    this.tape = tape;
    this.weight = l2 / users;
    this.users = users;
  }

  /**
   * Of all that a batch touches.
   *
   * @param inputs the entries that the encoder read, {@code [batch, items]}
   * @param node the users' own vectors, {@code [batch, latent]}
   * @param outputs the entries whose outputs count, {@code [batch, items]}; null for all
   */
  Var of(
      Embedding encoder,
      SparseRows inputs,
      Var node,
      Parameter hiddenBias,
      Readout items,
      @Nullable SparseRows outputs) {
    Var ofEncoder = Elements.add(ofRows(tape.parameter(encoder.table()), inputs), ofOwn(node));
    Var ofHidden = ofShared(tape.parameter(hiddenBias));
    Var rows = tape.parameter(items.weight());
    Var biases = tape.parameter(items.bias());
    Var ofDecoder =
        outputs == null
            ? Elements.add(ofShared(rows), ofShared(biases))
            : Elements.add(ofRows(rows, outputs), ofNumbers(biases, outputs));
    return Elements.add(Elements.add(ofEncoder, ofHidden), ofDecoder);
  }

  /** Of matrices of which each row belongs to one user. */
  private Var ofOwn(Var rows) {
    return Sums.squares(weight, List.of(rows));
  }

  /** Of the rows of a table where a pattern has entries, for each entry. */
  private Var ofRows(Var table, SparseRows pattern) {
    return Sums.squaresOfRows(weight, table, pattern);
  }

  /** Of the numbers {@code [1, columns]} where a pattern has entries, for each entry. */
  private Var ofNumbers(Var numbers, SparseRows pattern) {
    Matrix roots = tape.scratch(1, pattern.columns());
    roots.clear();
    SparseRows.ByColumn columns = pattern.byColumn();
    for (int k = 0; k < columns.filledCount(); k++) {
      int column = columns.filled()[k];
      roots.set(0, column, Math.sqrt(columns.count(column)));
    }
    return Sums.squares(weight, List.of(Elements.multiply(numbers, tape.constant(roots))));
  }

  /** Of something that all users touch. */
  private Var ofShared(Var matrix) {
    return Sums.squares(weight * users, List.of(matrix));
  }
}
