package org.refold.model.factor;

import org.refold.data.Interactions;
import org.refold.kernel.Kernels;
import org.refold.kernel.Streams;
import org.refold.train.Pass;
import org.refold.train.batch.NegativeSampler;

/**
 * The steps of {@link Bpr}. With {@code g = s(x_uj - x_ui)}, the slope of the loss, and all of them
 * from the numbers before the step:
 *
 * <pre>
 *   p   += rate (g (q_i - q_j) - userL2 p)
 *   q_i += rate (g p - l2 q_i)            b_i += rate (g - l2 b_i)
 *   q_j += rate (-g p - negativeL2 q_j)   b_j += rate (-g - negativeL2 b_j)
 * </pre>
 */
final class BprPass implements Pass {

  private static final String PURPOSE = "triples";

  private final Bpr settings;
  private final RatingSide users;
  private final RatingSide items;
  private final Interactions positives;
  private final int[] userAt;
  private final NegativeSampler sampler;
  private final long seed;
  private final float[] old;

  BprPass(
      Bpr settings,
      RatingSide users,
      RatingSide items,
      Interactions train,
      NegativeSampler sampler,
      long seed) {
    this.settings = settings;
    this.users = users;
    this.items = items;
    this.positives = sampler.drawable(train);
    this.userAt = NegativeSampler.users(positives);
    this.sampler = sampler;
    this.seed = seed;
    this.old = new float[settings.latent()];
  }

  /** How many triples an epoch has: none if every user has all items. */
  int triples() {
    return positives.size();
  }

  /** The mean loss, without penalties. */
  @Override
  public double run(int epoch, double rate) {
    users.take();
    items.take();
    long stream = Streams.seedOf(seed, PURPOSE, epoch);
    double loss = 0;
    for (int k = 0; k < triples(); k++) {
      int position = (int) Streams.below(triples(), Streams.bitsAt(stream, 2L * k));
      int user = userAt[position];
      int negative = sampler.draw(Streams.bitsAt(stream, 2L * k + 1), 0, user);
      loss += step(user, positives.item(position), negative, (float) rate);
    }
    users.put();
    items.put();
    return loss / triples();
  }

  /** One step on the arrays of both sides; returns the loss before it. */
  double step(int user, int i, int j, float rate) {
    int k = old.length;
    float[] p = users.p;
    float[] q = items.p;
    float[] b = items.b;
    int pAt = user * k;
    int iAt = i * k;
    int jAt = j * k;
    double x = b[i] - b[j] + Kernels.dot(p, pAt, q, iAt, k) - Kernels.dot(p, pAt, q, jAt, k);
    float g = rate * (float) slope(x);
    float keep = 1 - rate * (float) settings.l2();
    float negativeKeep = 1 - rate * (float) settings.negativeL2();
    System.arraycopy(p, pAt, old, 0, k);
    Kernels.axpby(g, q, iAt, 1 - rate * (float) settings.userL2(), p, pAt, k);
    Kernels.axpy(-g, q, jAt, p, pAt, k);
    Kernels.axpby(g, old, 0, keep, q, iAt, k);
    Kernels.axpby(-g, old, 0, negativeKeep, q, jAt, k);
    b[i] = keep * b[i] + g;
    b[j] = negativeKeep * b[j] - g;
    return Math.max(0, -x) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** {@code s(-x)}. */
  static double slope(double x) {
    return 1 / (1 + Math.exp(x));
  }
}
