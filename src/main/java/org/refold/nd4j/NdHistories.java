package org.refold.nd4j;

import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.settings.BadInputException;

/** Histories as dense rows of an array and back: for a few users at a time. */
public final class NdHistories {

  /** What the numbers of a row stand for. */
  public enum Entries {
    /** 1 for an item of the history, 0 for any other. */
    OCCURRENCES,
    /** The rating of an item, 0 for one that is not rated. */
    RATINGS
  }

  private NdHistories() {}

  /**
   * Rows of an array as histories of users that are named 0, 1, ...; the items of a history have
   * the order of the columns.
   *
   * @param rows {@code [users, items]}, or one user's {@code [items]}. Not modified.
   * @param items the raw id of each column
   * @throws BadInputException if the columns are not as many as the items, or a number is not what
   *     the entries may be
   */
  public static Interactions histories(INDArray rows, Vocabulary items, Entries entries) {
    try (Matrix matrix = NdArrays.matrix(rows)) {
      if (matrix.columns() != items.size()) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "an array %s has rows of %d numbers for %d items; give a column for each item",
                Arrays.toString(rows.shape()),
                matrix.columns(),
                items.size()));
      }
      InteractionsBuilder builder = new InteractionsBuilder(entries == Entries.RATINGS, false);
      for (int user = 0; user < matrix.rows(); user++) {
        for (int item = 0; item < items.size(); item++) {
          double number = matrix.get(user, item);
          boolean fits = entries == Entries.RATINGS ? Double.isFinite(number) : number == 1;
          if (number != 0 && !fits) {
            throw new BadInputException(
                String.format(
                    Locale.ROOT,
                    "row %d has %s for the item '%s', but %s are %s; threshold or scale the array"
                        + " first",
                    user,
                    number,
                    items.id(item),
                    entries,
                    entries == Entries.RATINGS ? "finite numbers" : "0 or 1"));
          }
          if (number != 0) {
            builder.add(user, item, (float) number, 0);
          }
        }
      }
      return builder.build(Vocabulary.ofNumbers(matrix.rows()), items, Duplicates.KEEP);
    }
  }

  /**
   * The histories of some users as a new dense array {@code [users.length, items]} of floats: the
   * value where there is an interaction, or 1 where they have no values, else 0. Of an item that
   * repeats the latest value counts. It takes 4 bytes a user and item, 90 MB for all of
   * MovieLens-1M, so that it is for some users, never for all of a large data set.
   *
   * @param users indices of users
   */
  public static INDArray dense(Interactions histories, int... users) {
    Matrix rows = Matrix.floats(users.length, histories.itemCount());
    float[] row = new float[histories.itemCount()];
    for (int k = 0; k < users.length; k++) {
      Arrays.fill(row, 0);
      for (int p = histories.start(users[k]); p < histories.end(users[k]); p++) {
        row[histories.item(p)] = histories.value(p);
      }
      rows.writeRow(k, row);
    }
    return NdArrays.view(rows);
  }
}
