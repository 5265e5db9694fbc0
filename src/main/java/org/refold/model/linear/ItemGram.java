package org.refold.model.linear;

import java.util.Arrays;
import org.refold.data.Attributes;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Gram;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.CoCounts;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.SideFeatures;

/**
 * The Gram matrix that linear models are solved on: {@code X'X}, or with attributes of items as
 * further rows under the histories, {@code X'X + sideWeight F F'}.
 *
 * <p>F is [items, features], encoded as {@link SideFeatures} says. To stack features under the
 * histories is the collective form of O. Jeunen, J. Van Balen, B. Goethals: Closed-Form Models for
 * Collaborative Filtering with Side-Information, RecSys 2020; the scaling is ours.
 */
final class ItemGram {

  private ItemGram() {}

  /**
   * The same out of counts: {@code X'X}, to the bit.
   *
   * @return {@code [items, items]}, which the caller closes
   */
  static Matrix of(CoCounts counts, Precision precision) {
    int items = counts.items().size();
    Matrix gram = Matrix.zeros(precision, items, items);
    try {
      double[] row = new double[items];
      counts.forEach(
          (item, users) -> {
            for (int other = 0; other < items; other++) {
              row[other] = users[other];
            }
            DoubleRows.write(gram, item, row);
          });
      return gram;
    } catch (RuntimeException | Error e) {
      gram.close();
      throw e;
    }
  }

  /**
   * @param who the recommender, for messages
   * @param sideWeight what a feature weighs against a user; 0 to leave attributes out
   * @return {@code [items, items]}, which the caller closes
   * @throws BadInputException if attributes are to weigh something and there are none
   */
  static Matrix of(
      Recommender who,
      Interactions train,
      Fitting fitting,
      double sideWeight,
      Precision precision) {
    BinaryMatrix x = BinaryMatrix.of(train);
    if (sideWeight == 0) {
      return Gram.of(x.starts(), x.columns(), null, x.columnCount(), precision);
    }
    Attributes items = fitting.sideInformation().items();
    if (SideFeatures.nothingKnown(items, train.items())) {
      throw new BadInputException(
          "%s has sideWeight %s, but the data have no attributes of its items (%s): choose data with such, or sideWeight=0"
              .formatted(who.name(), sideWeight, items));
    }
    FeatureRows features = SideFeatures.of("items", items, train.items()).transposed();
    int users = x.rowCount();
    int[] starts = Arrays.copyOf(x.starts(), users + features.starts().length);
    int[] columns = Arrays.copyOf(x.columns(), x.size() + features.ids().length);
    float[] weights = new float[columns.length];
    Arrays.fill(weights, 0, x.size(), 1f);
    for (int feature = 1; feature < features.starts().length; feature++) {
      starts[users + feature] = x.size() + features.starts()[feature];
    }
    System.arraycopy(features.ids(), 0, columns, x.size(), features.ids().length);
    for (int at = 0; at < features.weights().length; at++) {
      weights[x.size() + at] = (float) (Math.sqrt(sideWeight) * features.weights()[at]);
    }
    return Gram.of(starts, columns, weights, x.columnCount(), precision);
  }
}
