package org.refold.model.linear;

import java.util.Arrays;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Gram;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

/**
 * The Gram matrix that linear models are solved on: {@code X'X}, or with attributes of items as
 * further rows under the histories, {@code X'X + sideWeight F F'}.
 *
 * <p>F is [items, features]: an item has {@code 1 / c} in each of its c categories of a column,
 * such as genres, and 1 in the decade of its year. Titles and other numbers are left out. To stack
 * features under the histories is the collective form of O. Jeunen, J. Van Balen, B. Goethals:
 * Closed-Form Models for Collaborative Filtering with Side-Information, RecSys 2020; the scaling is
 * ours.
 */
final class ItemGram {

  private static final int DECADE = 10;

  private int[] starts;
  private int[] columns;
  private float[] weights;
  private int size;

  private ItemGram(BinaryMatrix x) {
    starts = x.starts();
    columns = x.columns();
    size = columns.length;
    weights = new float[size];
    Arrays.fill(weights, 1f);
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
    ItemGram stacked = new ItemGram(x);
    stacked.add(fitting.sideInformation().ofItems(train.items()), Math.sqrt(sideWeight));
    if (stacked.size == x.size()) {
      throw new BadInputException(
          "%s has sideWeight %s, but no categories and no years of items are known: choose data with such, or sideWeight=0"
              .formatted(who.name(), sideWeight));
    }
    int[] columns = Arrays.copyOf(stacked.columns, stacked.size);
    float[] weights = Arrays.copyOf(stacked.weights, stacked.size);
    return Gram.of(stacked.starts, columns, weights, x.columnCount(), precision);
  }

  private void add(Attributes items, double scale) {
    for (String name : items.names()) {
      if (items.column(name).orElseThrow() instanceof AttributeColumn.Categories categories) {
        BinaryMatrix itemsOf = categories.matrix().transposed();
        for (int label = 0; label < itemsOf.rowCount(); label++) {
          for (int item : itemsOf.row(label)) {
            add(item, scale / categories.matrix().count(item));
          }
          endRow();
        }
      }
    }
    int n = items.vocabulary().size();
    int[] decades = new int[n];
    for (int item = 0; item < n; item++) {
      decades[item] = Math.floorDiv(items.year(item).orElse(Integer.MIN_VALUE), DECADE);
    }
    int unknown = Math.floorDiv(Integer.MIN_VALUE, DECADE);
    for (int decade : Arrays.stream(decades).filter(d -> d != unknown).distinct().toArray()) {
      for (int item = 0; item < n; item++) {
        if (decades[item] == decade) {
          add(item, scale);
        }
      }
      endRow();
    }
  }

  private void add(int item, double weight) {
    if (size == columns.length) {
      int capacity = Math.addExact(size, Math.max(1024, size / 2));
      columns = Arrays.copyOf(columns, capacity);
      weights = Arrays.copyOf(weights, capacity);
    }
    columns[size] = item;
    weights[size++] = (float) weight;
  }

  private void endRow() {
    starts = Arrays.copyOf(starts, starts.length + 1);
    starts[starts.length - 1] = size;
  }
}
