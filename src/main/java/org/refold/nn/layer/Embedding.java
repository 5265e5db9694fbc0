package org.refold.nn.layer;

import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Layers;

/** A table of vectors {@code [rows, units]}, such as one for each item or user. */
public final class Embedding {

  private final Parameter table;

  Embedding(Scope scope, String name, int rows, int units, Initializer weights) {
    this.table = scope.weight(name, rows, units, weights);
  }

  /** The table. */
  public Parameter table() {
    return table;
  }

  /**
   * Sums of vectors.
   *
   * @param ids {@code [batch, rows]}; a single one in a row looks that vector up
   * @return {@code [batch, units]}: for each row the sum of its vectors, each times its entry
   */
  public Var apply(Tape tape, SparseRows ids) {
    return Layers.embedding(ids, tape.parameter(table));
  }
}
