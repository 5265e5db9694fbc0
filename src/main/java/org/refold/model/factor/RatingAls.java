package org.refold.model.factor;

import org.refold.data.Interactions;
import org.refold.kernel.Kernels;
import org.refold.kernel.Parallel;
import org.refold.train.Pass;

/**
 * Alternating least squares: first the vector and the bias of each user given all items, then the
 * other way round, each exactly, see {@link RatingRidge}. The rate of learning has no meaning. The
 * result does not depend on the number of threads.
 */
final class RatingAls implements Pass {

  /** Rows that a thread takes at a time; their cost varies with their lengths. */
  private static final int GRAIN = 32;

  private final RatingSide users;
  private final RatingSide items;
  private final Interactions train;
  private final BiasTerms terms;
  private final float mean;
  private final double l2;
  private final RatingRidge.Scaling scaling;

  RatingAls(RatingFit fit, BiasTerms terms, double l2, RatingRidge.Scaling scaling) {
    this.users = fit.users();
    this.items = fit.items();
    this.train = fit.train();
    this.terms = terms;
    this.mean = (float) fit.mean();
    this.l2 = l2;
    this.scaling = scaling;
  }

  /** The mean of squared errors after the epoch. */
  @Override
  public double run(int epoch, double rate) {
    users.take();
    items.take();
    Interactions.ByItem byItem = train.byItem();
    solve(
        users,
        items,
        terms.ofUsers(),
        user -> new Row(train.start(user), train.count(user), train::item, train::value));
    solve(
        items,
        users,
        terms.ofItems(),
        item -> new Row(byItem.start(item), byItem.count(item), byItem::user, byItem::value));
    users.put();
    items.put();
    return meanSquare();
  }

  private interface Id {
    int at(int index);
  }

  private interface Value {
    float at(int index);
  }

  private interface Rows {
    Row of(int index);
  }

  /** The ratings of a user or an item. */
  private record Row(int start, int count, Id ids, Value values) {}

  private void solve(RatingSide side, RatingSide standing, boolean withBias, Rows rows) {
    standing.put();
    try (RatingRidge ridge = new RatingRidge(standing.own.value(), withBias, l2, scaling)) {
      Parallel.unevenRows(
          side.b.length,
          GRAIN,
          (from, to) -> {
            float[] vector = new float[side.latent];
            for (int k = from; k < to; k++) {
              Row row = rows.of(k);
              if (row.count() > 0) {
                side.b[k] = solve(ridge, standing, row, vector);
                System.arraycopy(vector, 0, side.p, k * side.latent, side.latent);
              }
            }
          });
    }
  }

  private float solve(RatingRidge ridge, RatingSide standing, Row row, float[] vector) {
    int[] ids = new int[row.count()];
    float[] errors = new float[row.count()];
    for (int k = 0; k < ids.length; k++) {
      ids[k] = row.ids().at(row.start() + k);
      errors[k] = row.values().at(row.start() + k) - mean - standing.b[ids[k]];
    }
    return ridge.solve(ids, errors, ids.length, vector);
  }

  private double meanSquare() {
    int k = users.latent;
    double sum = 0;
    for (int user = 0; user < train.userCount(); user++) {
      for (int p = train.start(user); p < train.end(user); p++) {
        int item = train.item(p);
        double e = train.value(p) - mean - users.b[user] - items.b[item];
        e -= Kernels.dot(users.p, user * k, items.p, item * k, k);
        sum += e * e;
      }
    }
    return sum / train.size();
  }
}
