package org.refold.model.masked;

import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Inputs;
import org.refold.train.batch.HashedContent;

/** What is said of the items of a history, as an input of a layer: {@code x C M}. */
final class ContentInput {

  private final Embedding content;
  private final Dense map;

  /**
   * @param columns of C, which no training changes; a model file has it
   * @param units of the layer; M begins at 0
   */
  ContentInput(Scope scope, int items, int columns, int units) {
    Initializer zeros = Initializer.zeros();
    content = scope.embedding("content", items, columns, zeros);
    map = scope.dense("content at input", columns, units, Activation.IDENTITY, zeros);
    content.table().freeze();
  }

  /** Fills C; see {@link HashedContent}. */
  void fill(SideInformation known, Vocabulary items) {
    HashedContent.write(known, items, content.table().value());
  }

  /**
   * The input.
   *
   * @param x {@code [batch, items]}
   * @param dropout share of the rows that training leaves out
   * @return {@code [batch, units]}
   */
  Var apply(Tape tape, SparseRows x, double dropout) {
    return map.apply(content.apply(tape, Inputs.rowsDropped(tape, x, dropout, "content")));
  }
}
