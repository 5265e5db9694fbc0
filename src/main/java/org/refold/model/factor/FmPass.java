package org.refold.model.factor;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.refold.data.Interactions;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Streams;
import org.refold.train.Pass;
import org.refold.train.batch.NegativeSampler;

/**
 * The steps of {@link Fm}, example by example. With S the sum of {@code x_j v_j} over all features
 * and m the slope of the loss in f:
 *
 * <pre>
 *   v_j -= rate (m (x_j S - x_j^2 v_j) + l2 v_j)   w_j -= rate (m x_j + linearL2 w_j)   w0 -= rate m
 * </pre>
 */
final class FmPass implements Pass {

  private final Fm settings;
  private final FmParameters parameters;
  private final RatingSide users;
  private final RatingSide items;
  private final Interactions train;
  private final int[] userAt;
  private final NegativeSampler sampler;
  private final long seed;
  private final FmSum sum;
  private final FmSum other;
  private final float[] difference;
  private float w0;
  private float rate;

  FmPass(Fm settings, FmParameters parameters, Interactions train, long seed) {
    NegativeSampler sampler = NegativeSampler.uniform(train);
    this.settings = settings;
    this.parameters = parameters;
    this.users = parameters.users();
    this.items = parameters.items();
    this.train = settings.objective() == Fm.Objective.REGRESSION ? train : sampler.drawable(train);
    this.userAt = NegativeSampler.users(this.train);
    this.sampler = sampler;
    this.seed = seed;
    this.sum = new FmSum(settings.latent());
    this.other = new FmSum(settings.latent());
    this.difference = new float[settings.latent()];
  }

  /** How many interactions an epoch goes through. */
  int examples() {
    return train.size();
  }

  /** The mean loss of the examples, without penalties. */
  @Override
  public double run(int epoch, double learningRate) {
    take();
    rate = (float) learningRate;
    int[] order = new int[train.size()];
    Arrays.setAll(order, k -> k);
    SplittableRandom random = Streams.of(seed, "examples", epoch);
    Streams.shuffle(order, random);
    int negatives = settings.objective() == Fm.Objective.LOGISTIC ? settings.negatives() : 0;
    double loss = 0;
    for (int position : order) {
      int user = userAt[position];
      int item = train.item(position);
      switch (settings.objective()) {
        case REGRESSION -> loss += rating(user, item, train.value(position));
        case LOGISTIC -> loss += label(user, item, 1);
        case PAIRWISE -> loss += pair(user, item, sampler.draw(random.nextLong(), 0, user));
      }
      for (int k = 0; k < negatives; k++) {
        loss += label(user, sampler.draw(random.nextLong(), 0, user), -1);
      }
    }
    put();
    return loss / ((1.0 + negatives) * train.size());
  }

  void take() {
    users.take();
    items.take();
    w0 = (float) parameters.constant().value().get(0, 0);
  }

  private void put() {
    users.put();
    items.put();
    parameters.constant().value().set(0, 0, w0);
  }

  /** f of a pair, on the arrays of both sides; keeps its sums. */
  float value(int user, int item) {
    return w0 + value(sum, user, item);
  }

  private float value(FmSum of, int user, int item) {
    of.clear();
    of.add(users, user);
    of.add(items, item);
    return of.value();
  }

  private double rating(int user, int item, float rating) {
    float error = value(user, item) - rating;
    step(user, item, error);
    return error * error / 2;
  }

  double label(int user, int item, int y) {
    double f = value(user, item);
    step(user, item, (float) (-y * BprPass.slope(y * f)));
    return softplus(-y * f);
  }

  private void step(int user, int item, float slope) {
    step(users, user, sum.vector, slope, slope);
    step(items, item, sum.vector, slope, slope);
    w0 -= rate * slope;
  }

  /** What both pairs share steps by the difference of their sums. */
  private double pair(int user, int i, int j) {
    double x = value(sum, user, i) - value(other, user, j);
    float slope = (float) -BprPass.slope(x);
    System.arraycopy(sum.vector, 0, difference, 0, difference.length);
    Kernels.axpy(-1, other.vector, 0, difference, 0, difference.length);
    step(users, user, difference, slope, 0);
    step(items, i, sum.vector, slope, slope);
    step(items, j, other.vector, -slope, -slope);
    return softplus(-x);
  }

  private static double softplus(double x) {
    return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /**
   * @param total S, or the difference of two
   * @param slope m
   * @param own m again, or 0 where what is the feature's own in S cancels
   */
  private void step(RatingSide side, int row, float[] total, float slope, float own) {
    int k = total.length;
    float keep = (float) (1 - rate * settings.l2());
    float linearKeep = (float) (1 - rate * settings.linearL2());
    Kernels.axpby(-rate * slope, total, 0, keep + rate * own, side.p, row * k, k);
    side.b[row] = linearKeep * side.b[row] - rate * own;
    int[] starts = side.features.starts();
    for (int at = starts[row]; at < starts[row + 1]; at++) {
      float x = side.features.weights()[at];
      int feature = side.features.ids()[at];
      Kernels.axpby(-rate * slope * x, total, 0, keep + rate * own * x * x, side.t, feature * k, k);
      side.tb[feature] = linearKeep * side.tb[feature] - rate * own * x;
    }
  }

  /** The factors of the model: w0 and what items have alone are biases of items. */
  void total(Factors factors) {
    take();
    total(users, factors.users(), factors.userBiases(), 0);
    total(items, factors.items(), factors.itemBiases(), w0);
  }

  private void total(RatingSide side, Matrix vectors, float[] biases, float plus) {
    for (int row = 0; row < biases.length; row++) {
      sum.clear();
      sum.add(side, row);
      vectors.writeRow(row, sum.vector);
      biases[row] = plus + sum.value();
    }
  }
}
