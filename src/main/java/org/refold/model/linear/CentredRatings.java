package org.refold.model.linear;

import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;

/** Ratings less the mean of their user, by item and user. */
final class CentredRatings implements KnnRows.Entry {

  private final BinaryMatrix itemsByUser;
  private final float[] ratings;

  private CentredRatings(BinaryMatrix itemsByUser) {
    this.itemsByUser = itemsByUser;
    this.ratings = new float[itemsByUser.size()];
  }

  /** Of an item that a user has rated twice the last rating counts. */
  static CentredRatings of(Interactions train) {
    CentredRatings centred = new CentredRatings(BinaryMatrix.of(train));
    for (int user = 0; user < train.userCount(); user++) {
      for (int p = train.start(user); p < train.end(user); p++) {
        centred.ratings[centred.position(user, train.item(p))] = train.value(p);
      }
      int start = centred.itemsByUser.start(user);
      int end = centred.itemsByUser.end(user);
      double sum = 0;
      for (int at = start; at < end; at++) {
        sum += centred.ratings[at];
      }
      for (int at = start; at < end; at++) {
        centred.ratings[at] -= (float) (sum / (end - start));
      }
    }
    return centred;
  }

  private int position(int user, int item) {
    int lo = itemsByUser.start(user);
    int hi = itemsByUser.end(user) - 1;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (itemsByUser.column(mid) < item) {
        lo = mid + 1;
      } else {
        hi = mid;
      }
    }
    return lo;
  }

  @Override
  public double of(int item, int user) {
    return ratings[position(user, item)];
  }
}
