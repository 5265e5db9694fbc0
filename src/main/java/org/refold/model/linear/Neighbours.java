package org.refold.model.linear;

import java.util.Arrays;
import org.refold.data.BinaryMatrix;
import org.refold.kernel.Parallel;

/**
 * The nearest neighbours of every item, found from the interactions without an items x items
 * matrix: each thread counts one item's companions at a time. {@code of[j]} are the neighbours of
 * item {@code j}, ascending, {@code similarities[j]} how near they are.
 */
final class Neighbours {

  final int[][] of;
  final float[][] similarities;

  private final BinaryMatrix itemsByUser;
  private final BinaryMatrix usersByItem;
  private final ItemKnn settings;

  /**
   * Takes time in the order of the sum over users of their squared history lengths, and memory of
   * {@code 8 * neighbours * items} bytes.
   */
  Neighbours(BinaryMatrix itemsByUser, ItemKnn settings) {
    this.itemsByUser = itemsByUser;
    this.usersByItem = itemsByUser.transposed();
    this.settings = settings;
    int items = usersByItem.rowCount();
    this.of = new int[items][];
    this.similarities = new float[items][];
    Parallel.unevenRows(items, 32, this::findAll);
  }

  private void findAll(int from, int to) {
    int items = of.length;
    int[] both = new int[items];
    int[] companions = new int[items];
    Largest nearest = new Largest(Math.min(settings.neighbours(), items));
    for (int item = from; item < to; item++) {
      int found = countCompanions(item, both, companions);
      nearest.clear();
      for (int k = 0; k < found; k++) {
        int other = companions[k];
        float similarity = similarity(other, item, both[other]);
        both[other] = 0;
        if (other != item && similarity > 0) {
          nearest.offer(other, similarity);
        }
      }
      keep(item, nearest.sorted());
    }
  }

  /** Counts with how many users each item stands beside this one; returns how many items do. */
  private int countCompanions(int item, int[] both, int[] companions) {
    int found = 0;
    for (int p = usersByItem.start(item); p < usersByItem.end(item); p++) {
      int user = usersByItem.column(p);
      for (int q = itemsByUser.start(user); q < itemsByUser.end(user); q++) {
        int other = itemsByUser.column(q);
        if (both[other]++ == 0) {
          companions[found++] = other;
        }
      }
    }
    return found;
  }

  private float similarity(int inHistory, int scored, int both) {
    return (float)
        settings
            .similarity()
            .of(
                both,
                usersByItem.count(inHistory),
                usersByItem.count(scored),
                itemsByUser.rowCount(),
                settings.shrink());
  }

  private void keep(int item, long[] pairs) {
    int[] others = Arrays.stream(pairs).mapToInt(Largest::index).sorted().toArray();
    float[] near = new float[others.length];
    for (long pair : pairs) {
      near[Arrays.binarySearch(others, Largest.index(pair))] = Largest.value(pair);
    }
    double divisor = settings.normalisation().divisor(near);
    for (int k = 0; k < near.length; k++) {
      near[k] = (float) (near[k] / divisor);
    }
    of[item] = others;
    similarities[item] = near;
  }
}
