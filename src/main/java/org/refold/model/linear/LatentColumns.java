package org.refold.model.linear;

import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

/** What linear models of low rank have in common. */
final class LatentColumns {

  private LatentColumns() {}

  /**
   * @param who the recommender that is to be fitted
   * @throws BadInputException if there are more factors than items
   */
  static void check(Recommender who, int latent, Interactions train) {
    if (latent > train.itemCount()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s has latent=%d, but there are only %d items: choose latent of at most that",
              who.name(),
              latent,
              train.itemCount()));
    }
  }

  /**
   * Rows as columns.
   *
   * @param rows {@code [latent, items]}, doubles. Not modified.
   * @return {@code [items, latent]}, floats, which the caller closes
   */
  static Matrix columns(Matrix rows) {
    int items = rows.columns();
    float[] row = new float[rows.rows()];
    Matrix columns = Matrix.floats(items, row.length);
    for (int item = 0; item < items; item++) {
      for (int k = 0; k < row.length; k++) {
        row[k] = (float) rows.get(k, item);
      }
      columns.writeRow(item, row);
    }
    return columns;
  }
}
