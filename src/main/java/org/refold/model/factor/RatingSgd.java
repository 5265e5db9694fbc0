package org.refold.model.factor;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.refold.data.Interactions;
import org.refold.kernel.Kernels;
import org.refold.kernel.Parallel;
import org.refold.kernel.Streams;
import org.refold.train.Pass;

/**
 * Stochastic gradients one rating at a time. With {@code e = r - r^} and the factor 2 of the
 * gradient left out:
 *
 * <pre>
 *   b += rate (e - l2 b)      p += rate (e q - l2 p)      q += rate (e z - l2 q)
 * </pre>
 *
 * <p>z is the user's vector before the step, features included. Users come in random order, and a
 * user's ratings in random order behind each other, so that z stays in the cache. What features of
 * a user learn is collected over these ratings and one step for all of them:
 *
 * <pre>  T_f += rate (w_f sum of e q - featureL2 T_f)</pre>
 *
 * <p>Without features users and items are cut into blocks: in each of as many rounds every block of
 * users meets another block of items, and those of a round touch nothing in common. So the bits are
 * the same for any number of threads. With features all is one block, on one thread.
 */
final class RatingSgd implements Pass {

  private static final int BLOCKS = 8;
  private static final int WORTH_BLOCKS = 100_000;

  private final RatingSide users;
  private final RatingSide items;
  private final Interactions train;
  private final BiasTerms terms;
  private final float mean;
  private final double l2;
  private final double featureL2;
  private final long seed;
  private final int blocks;

  /** The positions of each user, by block of the item; where each begins. */
  private final int[] positions;

  private final int[] starts;

  RatingSgd(RatingFit fit, BiasTerms terms, double l2, double featureL2) {
    this.users = fit.users();
    this.items = fit.items();
    this.train = fit.train();
    this.terms = terms;
    this.mean = (float) fit.mean();
    this.l2 = l2;
    this.featureL2 = featureL2;
    this.seed = fit.fitting().seed();
    boolean alone = !users.features.isEmpty() || !items.features.isEmpty();
    blocks = alone || train.size() < WORTH_BLOCKS ? 1 : BLOCKS;
    positions = new int[train.size()];
    starts = new int[train.userCount() * blocks + 1];
    int next = 0;
    for (int user = 0; user < train.userCount(); user++) {
      for (int block = 0; block < blocks; block++) {
        starts[user * blocks + block] = next;
        for (int p = train.start(user); p < train.end(user); p++) {
          if (train.item(p) % blocks == block) {
            positions[next++] = p;
          }
        }
      }
    }
    starts[train.userCount() * blocks] = next;
  }

  /** The mean of squared errors, each before its step. */
  @Override
  public double run(int epoch, double rate) {
    users.take();
    items.take();
    double[] errors = new double[blocks];
    for (int round = 0; round < blocks; round++) {
      int shift = round;
      Parallel.unevenRows(
          blocks,
          1,
          (from, to) -> {
            for (int block = from; block < to; block++) {
              errors[block] += stratum(epoch, block, (block + shift) % blocks, (float) rate);
            }
          });
    }
    users.put();
    items.put();
    return Arrays.stream(errors).sum() / train.size();
  }

  private double stratum(int epoch, int userBlock, int itemBlock, float rate) {
    SplittableRandom random = Streams.of(seed, "ratings", epoch, userBlock, itemBlock);
    int[] order = new int[(train.userCount() - userBlock + blocks - 1) / blocks];
    Arrays.setAll(order, k -> userBlock + k * blocks);
    Streams.shuffle(order, random);
    UserSteps step = new UserSteps(rate);
    for (int user : order) {
      int at = user * blocks + itemBlock;
      if (starts[at] < starts[at + 1]) {
        int[] own = Arrays.copyOfRange(positions, starts[at], starts[at + 1]);
        Streams.shuffle(own, random);
        step.user(user, own);
      }
    }
    return step.squares;
  }

  /** Works on one user after the other, on one thread. */
  private final class UserSteps {

    private final int k = users.latent;
    private final float rate;
    private final float keep;
    private final float[] z = new float[k];
    private final float[] old = new float[k];
    private final float[] implied = new float[k];
    private final float[] collected = new float[k];
    private final float[] item = new float[k];
    private final boolean userFeatures = !users.features.isEmpty();
    private final boolean itemFeatures = !items.features.isEmpty();
    private double squares;

    UserSteps(float rate) {
      this.rate = rate;
      this.keep = (float) (1 - rate * l2);
    }

    void user(int user, int[] own) {
      System.arraycopy(users.p, user * k, z, 0, k);
      float ofFeatures = mean;
      float errors = 0;
      if (userFeatures) {
        Arrays.fill(implied, 0);
        Arrays.fill(collected, 0);
        users.addFeatures(user, implied);
        Kernels.axpy(1, implied, 0, z, 0, k);
        ofFeatures += users.featureBias(user);
      }
      for (int position : own) {
        errors += rating(user, train.item(position), train.value(position) - ofFeatures);
      }
      if (userFeatures) {
        Kernels.axpy(-1, implied, 0, z, 0, k);
        float featureKeep = (float) (1 - rate * featureL2);
        users.stepFeatures(user, rate, collected, errors, featureKeep);
      }
      System.arraycopy(z, 0, users.p, user * k, k);
    }

    private float rating(int user, int row, float target) {
      float[] q = items.p;
      int at = row * k;
      if (itemFeatures) {
        System.arraycopy(q, at, item, 0, k);
        items.addFeatures(row, item);
        q = item;
        at = 0;
      }
      float e = target - items.featureBias(row) - users.b[user] - items.b[row];
      e -= Kernels.dot(z, 0, q, at, k);
      squares += (double) e * e;
      if (terms.ofUsers()) {
        users.b[user] = keep * users.b[user] + rate * e;
      }
      if (terms.ofItems()) {
        items.b[row] = keep * items.b[row] + rate * e;
      }
      if (userFeatures) {
        Kernels.axpy(e, q, at, collected, 0, k);
      }
      if (itemFeatures) {
        System.arraycopy(z, 0, old, 0, k);
        Kernels.axpby(rate * e, q, at, keep, z, 0, k);
        Kernels.axpby(rate * e, old, 0, keep, items.p, row * k, k);
        items.stepFeatures(row, rate * e, old, 1, (float) (1 - rate * featureL2));
      } else {
        Kernels.axpbyBoth(rate * e, keep, z, 0, q, at, k);
      }
      if (userFeatures) {
        Kernels.axpy(1 - keep, implied, 0, z, 0, k);
      }
      return e;
    }
  }
}
