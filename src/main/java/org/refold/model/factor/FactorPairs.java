package org.refold.model.factor;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.kernel.Kernels;
import org.refold.kernel.Parallel;
import org.refold.kernel.Streams;
import org.refold.nn.Tape;
import org.refold.train.batch.Examples;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.Pairs;

/**
 * Pairs of a user and an item, whose label is the inner product of their factors: of each user with
 * a history some pairs an epoch, every other one with an item out of the user's best, the rest with
 * any item that has users. Drawn anew in each epoch.
 */
final class FactorPairs implements Examples<Pairs.Batch> {

  /** Users that are scored at once. */
  private static final int SCORED = 256;

  private static final int GRAIN = 256;

  private final int latent;
  private final float[] ofUsers;
  private final float[] ofItems;
  private final int[] users;
  private final int[] items;
  private final int[][] best;
  private final int each;

  private FactorPairs(Interactions train, IalsModel factors, int candidates, int each) {
    this.latent = factors.vectors().columns();
    this.each = each;
    this.users =
        IntStream.range(0, train.userCount()).filter(user -> train.count(user) > 0).toArray();
    int[] counts = train.itemCounts();
    this.items = IntStream.range(0, counts.length).filter(item -> counts[item] > 0).toArray();
    this.ofUsers = new float[train.userCount() * latent];
    factors.encode(train, 0, train.userCount(), ofUsers);
    this.ofItems = new float[counts.length * latent];
    factors.vectors().readRows(0, counts.length, ofItems, 0);
    this.best = new int[train.userCount()][];
    for (int from = 0; from < best.length; from += SCORED) {
      int first = from;
      int end = Math.min(best.length, from + SCORED);
      float[] scores = new float[(end - first) * counts.length];
      factors.score(train, first, end, scores);
      Parallel.rows(
          end - first,
          1,
          (low, high) -> {
            for (int row = low; row < high; row++) {
              best[first + row] = best(scores, row * counts.length, candidates);
            }
          });
    }
  }

  /** The pairs of some training data. */
  static FactorPairs of(Interactions train, IalsModel factors, int candidates, int each) {
    return new FactorPairs(train, factors, candidates, each);
  }

  /** The items of the best scores; of equal ones the lower index. */
  private int[] best(float[] scores, int offset, int candidates) {
    long[] keys = new long[items.length];
    for (int k = 0; k < keys.length; k++) {
      int bits = Float.floatToRawIntBits(scores[offset + items[k]] + 0f);
      int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      keys[k] = ((long) ~ascending << 32) | items[k];
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).limit(candidates).mapToInt(key -> (int) key).toArray();
  }

  @Override
  public int count() {
    return users.length * each;
  }

  @Override
  public String unit() {
    return "pairs";
  }

  @Override
  public Pairs.Batch batch(Tape tape, int[] chosen, int size) {
    Pairs.Batch batch = new Pairs.Batch(new int[size], new int[size], new float[size]);
    long seed = tape.streamSeed("items of pairs");
    Parallel.rows(
        size,
        GRAIN,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            int user = users[chosen[k] / each];
            int[] some = chosen[k] % 2 == 0 ? best[user] : items;
            int item = some[(int) Streams.below(some.length, Streams.bitsAt(seed, chosen[k]))];
            batch.users()[k] = user;
            batch.items()[k] = item;
            batch.labels()[k] = Kernels.dot(ofUsers, user * latent, ofItems, item * latent, latent);
          }
        });
    return batch;
  }

  /** The factors of all users, {@code [users, latent]} row by row; not to be changed. */
  float[] userFactors() {
    return ofUsers;
  }

  /** Those of all items. */
  float[] itemFactors() {
    return ofItems;
  }

  /** What the tower of users reads: how factors of those with a history are standardised. */
  TowerInputs users(FeatureRows attributes) {
    return TowerInputs.of(attributes, ofUsers, users, latent);
  }

  /** What the tower of items reads. */
  TowerInputs items(FeatureRows attributes) {
    return TowerInputs.of(attributes, ofItems, items, latent);
  }
}
