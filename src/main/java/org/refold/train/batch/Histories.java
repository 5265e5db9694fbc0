package org.refold.train.batch;

import java.util.stream.IntStream;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;

/**
 * The histories of all users that have one, as rows of ones; a repeated item counts once. Users
 * without a history are no examples.
 */
public final class Histories implements Examples<Histories.Batch> {

  /**
   * Some histories.
   *
   * @param items {@code [batch, items]}, a one for each item of a history
   * @param users {@code [batch, users]}, a one in each row: whose history it is
   */
  public record Batch(SparseRows items, SparseRows users) {}

  private final BinaryMatrix matrix;
  private final int[] users;

  /** The histories of some training data. */
  public Histories(Interactions train) {
    matrix = BinaryMatrix.of(train);
    users = IntStream.range(0, matrix.rowCount()).filter(user -> matrix.count(user) > 0).toArray();
  }

  /** The histories of all users, those without one included: {@code [users, items]}. */
  public BinaryMatrix matrix() {
    return matrix;
  }

  @Override
  public int count() {
    return users.length;
  }

  @Override
  public String unit() {
    return "users";
  }

  @Override
  public Batch batch(Tape tape, int[] chosen, int size) {
    SparseRows items = empty(tape, matrix.columnCount());
    SparseRows whose = empty(tape, matrix.rowCount());
    for (int row = 0; row < size; row++) {
      int user = users[chosen[row]];
      items.startRow();
      for (int p = matrix.start(user); p < matrix.end(user); p++) {
        items.add(matrix.column(p), 1);
      }
      whose.startRow();
      whose.add(user, 1);
    }
    return new Batch(items, whose);
  }

  /**
   * The histories {@code from <= user < to} as they enter a network.
   *
   * @return {@code [to - from, items]}
   */
  public static SparseRows rows(Tape tape, Interactions histories, int from, int to) {
    SparseRows rows = empty(tape, histories.itemCount());
    for (int user = from; user < to; user++) {
      int[] items = BinaryMatrix.row(histories, user);
      rows.addRow(items, 0, items.length);
    }
    return rows;
  }

  private static SparseRows empty(Tape tape, int columns) {
    SparseRows rows = tape.sparseScratch();
    rows.clear(columns);
    return rows;
  }
}
