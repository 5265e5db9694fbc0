package org.refold.model.linear;

import java.util.Arrays;
import org.refold.kernel.Largest;
import org.refold.kernel.Parallel;
import org.refold.recommend.CoCounts;

/**
 * The nearest neighbours of every item, found without an items x items matrix: each thread
 * multiplies one item with its companions at a time. {@code of[j]} are the neighbours of item
 * {@code j}, ascending, {@code similarities[j]} how near they are.
 */
final class Neighbours {

  /** How alike two rows are. */
  interface Likeness {
    /**
     * @param product their inner product
     * @param a the squared length of the neighbour
     * @param b the squared length of the one whose neighbours are sought
     */
    double of(double product, double a, double b);
  }

  final int[][] of;
  final float[][] similarities;

  private final Likeness likeness;
  private final int most;
  private final Normalisation normalisation;

  private Neighbours(int items, Likeness likeness, int most, Normalisation normalisation) {
    this.likeness = likeness;
    this.most = Math.min(most, items);
    this.normalisation = normalisation;
    this.of = new int[items][];
    this.similarities = new float[items][];
  }

  /**
   * Takes time in the order of the sum over users of their squared history lengths, and memory of
   * {@code 8 * most * items} bytes.
   */
  Neighbours(KnnRows items, Likeness likeness, int most, Normalisation normalisation) {
    this(items.count(), likeness, most, normalisation);
    Parallel.unevenRows(items.count(), 32, (from, to) -> findAll(items, from, to));
  }

  /** The same out of counts, to the bit where all elements are ones. */
  Neighbours(CoCounts counts, Likeness likeness, int most, Normalisation normalisation) {
    this(counts.items().size(), likeness, most, normalisation);
    int[] users = counts.itemCounts();
    Largest nearest = new Largest(this.most);
    counts.forEach(
        (item, both) -> {
          nearest.clear();
          for (int other = 0; other < both.length; other++) {
            if (other != item && both[other] > 0) {
              offer(other, likeness.of(both[other], users[other], users[item]), nearest);
            }
          }
          keep(item, nearest.sorted());
        });
  }

  private void findAll(KnnRows items, int from, int to) {
    KnnRows.Products products = items.new Products();
    Largest nearest = new Largest(most);
    for (int item = from; item < to; item++) {
      items.multiply(item, products);
      offer(items, likeness, item, items.squares(item), products, nearest);
      keep(item, nearest.sorted());
    }
  }

  /**
   * Offers all that are alike.
   *
   * @param self the row whose neighbours are sought, which is none of them; -1 if it is not there
   * @param squares its squared length
   * @param products with all others. Not modified.
   * @param nearest what is kept. Modified: cleared first.
   */
  static void offer(
      KnnRows rows,
      Likeness likeness,
      int self,
      double squares,
      KnnRows.Products products,
      Largest nearest) {
    nearest.clear();
    for (int k = 0; k < products.found(); k++) {
      int other = products.other(k);
      if (other != self) {
        offer(other, likeness.of(products.product(other), rows.squares(other), squares), nearest);
      }
    }
  }

  private static void offer(int other, double likeness, Largest nearest) {
    float similarity = (float) likeness;
    if (similarity > 0) {
      nearest.offer(other, similarity);
    }
  }

  private void keep(int item, long[] pairs) {
    int[] others = Arrays.stream(pairs).mapToInt(Largest::index).sorted().toArray();
    float[] near = new float[others.length];
    for (long pair : pairs) {
      near[Arrays.binarySearch(others, Largest.index(pair))] = Largest.value(pair);
    }
    double divisor = normalisation.divisor(near);
    for (int k = 0; k < near.length; k++) {
      near[k] = (float) (near[k] / divisor);
    }
    of[item] = others;
    similarities[item] = near;
  }
}
