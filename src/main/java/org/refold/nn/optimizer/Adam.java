package org.refold.nn.optimizer;

import java.util.List;
import org.refold.kernel.AdamStep;
import org.refold.kernel.Kernels;
import org.refold.nn.Parameter;

/**
 * Adam (Kingma and Ba 2015, algorithm 1):
 *
 * <pre>
 * m = beta1 m + (1 - beta1) g
 * v = beta2 v + (1 - beta2) g^2
 * w = w - learningRate / (1 - beta1^t) m / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the root, outside of it
 * @param decay weight decay; decoupled makes this AdamW
 * @param untouched what happens to rows that a sparse gradient lacks
 */
public record Adam(
    double beta1, double beta2, double epsilon, WeightDecay decay, Untouched untouched) {

  /** What happens to rows that a sparse gradient lacks. */
  public enum Untouched {
    /** They move on by their momentum, exactly as with a dense gradient of zeros. */
    AS_DENSE,
    /**
     * They stay where they are and so do their means ("lazy Adam"): faster for very large tables,
     * and not the same result. With weight decay, rows are never skipped.
     */
    LAZY
  }

  /** The settings of the paper, without decay. */
  public Adam() {
    this(0.9, 0.999, 1e-8, WeightDecay.NONE, Untouched.AS_DENSE);
  }

  /** Checks the settings. */
  public Adam {
    Checks.fraction("beta1", beta1);
    Checks.fraction("beta2", beta2);
    Checks.positive("epsilon", epsilon);
  }

  /** The same with another decay of the mean of squared gradients. */
  public Adam withBeta2(double newBeta2) {
    return new Adam(beta1, newBeta2, epsilon, decay, untouched);
  }

  /** The same with another weight decay. */
  public Adam withDecay(WeightDecay newDecay) {
    return new Adam(beta1, beta2, epsilon, newDecay, untouched);
  }

  /** The same with lazy rows or without. */
  public Adam withUntouched(Untouched newUntouched) {
    return new Adam(beta1, beta2, epsilon, decay, newUntouched);
  }

  /** An optimiser of these settings. */
  public Optimizer over(List<Parameter> parameters) {
    return new ElementwiseOptimizer(new AdamRule(this), decay, parameters);
  }

  private record AdamRule(Adam settings) implements Rule {

    @Override
    public String name() {
      return settings.untouched == Untouched.LAZY ? "lazy-adam" : "adam";
    }

    @Override
    public int slots() {
      return 2;
    }

    @Override
    public boolean skipsRowsWithoutGradient() {
      return settings.untouched == Untouched.LAZY;
    }

    @Override
    public Update update(long step, double learningRate) {
      return new AdamUpdate(
          AdamStep.at(step, learningRate, settings.beta1, settings.beta2, settings.epsilon),
          settings.beta1,
          settings.beta2,
          settings.epsilon,
          learningRate / (1 - Math.pow(settings.beta1, (double) step)),
          1 / Math.sqrt(1 - Math.pow(settings.beta2, (double) step)));
    }
  }

  private record AdamUpdate(
      AdamStep floats, double beta1, double beta2, double epsilon, double rate, double rootFactor)
      implements Rule.Update {

    @Override
    public void run(float[] w, float[] g, int from, int to, float[][] state, int start) {
      Kernels.adam(floats, w, g, state[0], state[1], start, from, to);
    }

    @Override
    public void run(double[] w, double[] g, int from, int to, double[][] state, int start) {
      double[] mean = state[0];
      double[] square = state[1];
      for (int k = from; k < to; k++) {
        int at = start + k;
        mean[at] = beta1 * mean[at] + (1 - beta1) * g[k];
        square[at] = beta2 * square[at] + (1 - beta2) * g[k] * g[k];
        w[k] -= rate * mean[at] / (Math.sqrt(square[at]) * rootFactor + epsilon);
      }
    }
  }
}
