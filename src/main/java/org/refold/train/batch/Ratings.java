package org.refold.train.batch;

import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;

/** Rows of ratings, those of users or those of items; rows without a rating are examples too. */
public final class Ratings implements Examples<SparseRows> {

  private final Interactions rows;
  private final String unit;

  private Ratings(Interactions rows, String unit) {
    this.rows = rows;
    this.unit = unit;
  }

  /** A row for each user, over items. */
  public static Ratings byUser(Interactions train) {
    return new Ratings(train, "users");
  }

  /** A row for each item, over users. */
  public static Ratings byItem(Interactions train) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int user = 0; user < train.userCount(); user++) {
      for (int p = train.start(user); p < train.end(user); p++) {
        builder.add(/* user= */ train.item(p), /* item= */ user, train.value(p), 0);
      }
    }
    Interactions transposed =
        builder.build(
            /* users= */ train.items(),
            /* items= */ train.users(),
            InteractionsBuilder.Duplicates.KEEP);
    return new Ratings(transposed, "items");
  }

  /** The ratings, a row an example. */
  public Interactions rows() {
    return rows;
  }

  @Override
  public int count() {
    return rows.userCount();
  }

  @Override
  public String unit() {
    return unit;
  }

  /** The ratings {@code [size, columns]}. */
  @Override
  public SparseRows batch(Tape tape, int[] chosen, int size) {
    SparseRows batch = empty(tape, rows);
    for (int k = 0; k < size; k++) {
      add(batch, rows, chosen[k]);
    }
    return batch;
  }

  /**
   * The rows {@code from <= row < to}, a one for each interaction where the data have no values.
   *
   * @return {@code [to - from, columns]}
   */
  public static SparseRows rows(Tape tape, Interactions ratings, int from, int to) {
    SparseRows batch = empty(tape, ratings);
    for (int row = from; row < to; row++) {
      add(batch, ratings, row);
    }
    return batch;
  }

  /** The same with columns that ascend, so that sums do not depend on the order of a history. */
  public static SparseRows sortedRows(Tape tape, Interactions ratings, int from, int to) {
    SparseRows batch = empty(tape, ratings);
    for (int row = from; row < to; row++) {
      addSorted(batch, ratings, row);
    }
    return batch;
  }

  private static void addSorted(SparseRows batch, Interactions ratings, int row) {
    long[] places = new long[ratings.count(row)];
    Arrays.setAll(places, k -> (long) ratings.item(ratings.start(row) + k) << Integer.SIZE | k);
    Arrays.sort(places);
    batch.startRow();
    for (long place : places) {
      int p = ratings.start(row) + (int) place;
      batch.add(ratings.item(p), ratings.value(p));
    }
  }

  private static SparseRows empty(Tape tape, Interactions ratings) {
    SparseRows batch = tape.sparseScratch();
    batch.clear(ratings.itemCount());
    return batch;
  }

  private static void add(SparseRows batch, Interactions ratings, int row) {
    batch.startRow();
    for (int p = ratings.start(row); p < ratings.end(row); p++) {
      batch.add(ratings.item(p), ratings.value(p));
    }
  }
}
