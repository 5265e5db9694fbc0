package org.refold.model.autoencoder;

import java.util.stream.IntStream;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.train.Step;

/**
 * What a network learns from: the histories of all users that have one, as rows of ones. Repeats
 * count once.
 */
final class Histories {

  private final BinaryMatrix matrix;
  private final int[] users;

  Histories(Interactions train) {
    matrix = BinaryMatrix.of(train);
    users = IntStream.range(0, matrix.rowCount()).filter(user -> matrix.count(user) > 0).toArray();
  }

  /** The number of users that have a history. */
  int count() {
    return users.length;
  }

  int items() {
    return matrix.columnCount();
  }

  /** Which user of the training data is in a row of the batch. */
  int user(Step step, int row) {
    return users[step.example(row)];
  }

  /** The batch of a step, {@code [batch, items]}. */
  SparseRows batch(Step step) {
    SparseRows rows = empty(step.tape(), items());
    for (int row = 0; row < step.size(); row++) {
      int user = user(step, row);
      rows.startRow();
      for (int p = matrix.start(user); p < matrix.end(user); p++) {
        rows.add(matrix.column(p), 1);
      }
    }
    return rows;
  }

  /**
   * The histories {@code from <= user < to} as they enter a network, {@code [to - from, items]}.
   */
  static SparseRows rows(Tape tape, Interactions histories, int from, int to) {
    SparseRows rows = empty(tape, histories.itemCount());
    for (int user = from; user < to; user++) {
      addRow(rows, histories, user);
    }
    return rows;
  }

  /** Adds a user's history as a row of ones. */
  static void addRow(SparseRows rows, Interactions histories, int user) {
    int[] items = BinaryMatrix.row(histories, user);
    rows.addRow(items, 0, items.length);
  }

  private static SparseRows empty(Tape tape, int items) {
    SparseRows rows = tape.sparseScratch();
    rows.clear(items);
    return rows;
  }
}
