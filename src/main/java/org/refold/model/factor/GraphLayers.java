package org.refold.model.factor;

import java.util.ArrayList;
import java.util.List;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.nn.SparseRows;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Products;

/**
 * Propagation along the graph of users and items: with {@code S = D_u^-1/2 X D_i^-1/2}, D the
 * numbers of interactions,
 *
 * <pre>  U_l+1 = S V_l,   V_l+1 = S' U_l</pre>
 */
final class GraphLayers {

  private final SparseRows byUser;
  private final SparseRows byItem;
  private final BinaryMatrix usersOf;

  GraphLayers(Interactions train) {
    BinaryMatrix itemsOf = BinaryMatrix.of(train);
    usersOf = itemsOf.transposed();
    byUser = normalised(itemsOf, usersOf);
    byItem = normalised(usersOf, itemsOf);
  }

  private static SparseRows normalised(BinaryMatrix x, BinaryMatrix transposed) {
    SparseRows rows = new SparseRows(x.columnCount());
    for (int row = 0; row < x.rowCount(); row++) {
      rows.startRow();
      for (int p = x.start(row); p < x.end(row); p++) {
        int column = x.column(p);
        rows.add(column, 1 / Math.sqrt((double) x.count(row) * transposed.count(column)));
      }
    }
    return rows;
  }

  /** How many users have an item. */
  int count(int item) {
    return usersOf.count(item);
  }

  /**
   * The vectors of all layers.
   *
   * @param users of all users, layer by layer, {@code [users, latent]}
   * @param items of all items, layer by layer, {@code [items, latent]}
   */
  record Layers(List<Var> users, List<Var> items) {

    /** The mean of some matrices. */
    static Var mean(List<Var> matrices) {
      return Elements.scale(1.0 / matrices.size(), sum(matrices));
    }

    /** The sum of some matrices. */
    static Var sum(List<Var> matrices) {
      Var sum = matrices.get(0);
      for (Var next : matrices.subList(1, matrices.size())) {
        sum = Elements.add(sum, next);
      }
      return sum;
    }
  }

  /** The vectors of layers 0 to {@code last}. */
  Layers of(Var users, Var items, int last) {
    List<Var> u = new ArrayList<>(List.of(users));
    List<Var> v = new ArrayList<>(List.of(items));
    for (int layer = 1; layer <= last; layer++) {
      u.add(Products.multiplySparse(byUser, v.get(layer - 1)));
      v.add(Products.multiplySparse(byItem, u.get(layer - 1)));
    }
    return new Layers(u, v);
  }
}
