package org.refold.nn.layer;

import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Segmented;

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

  /**
   * The vectors of sequences, such as those of the items of histories in their order. The gradient
   * of the table has the rows that were looked up.
   *
   * @param ids each a row of the table; not to be changed until the tape begins its next step
   * @return rows {@code [ids.size(), units]} in the layout of the ids
   * @throws IndexOutOfBoundsException if an id is no row of the table
   */
  public Ragged of(Tape tape, Ragged.Ids ids) {
    return Segmented.gather(tape.parameter(table), ids);
  }

  /**
   * The vectors of ids, such as those of the users of pairs. The gradient of the table has the rows
   * that were looked up.
   *
   * @param ids each a row of the table; may repeat. Copied
   * @return {@code [ids.length, units]}
   * @throws IndexOutOfBoundsException if an id is no row of the table
   */
  public Var rows(Tape tape, int[] ids) {
    Ragged.Ids copy = tape.idsScratch();
    copy.add(ids, 0, ids.length);
    return of(tape, copy).rows();
  }
}
