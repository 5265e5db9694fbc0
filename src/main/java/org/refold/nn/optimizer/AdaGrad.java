package org.refold.nn.optimizer;

import java.util.List;
import org.refold.kernel.Kernels;
import org.refold.nn.Parameter;

/**
 * AdaGrad (Duchi et al. 2011, diagonal): {@code s = s + g^2}, {@code w = w - learningRate g /
 * (sqrt(s) + epsilon)}. A row without gradient stays as it is, so sparse gradients cost only their
 * rows and give the result of dense ones.
 *
 * @param initial what s begins with
 * @param epsilon added to the root, outside of it
 * @param decay weight decay
 */
public record AdaGrad(double initial, double epsilon, WeightDecay decay) {

  /** From zero, epsilon 1e-10, without decay. */
  public AdaGrad() {
    this(0, 1e-10, WeightDecay.NONE);
  }

  /** Checks the settings. */
  public AdaGrad {
    Checks.notNegative("initial", initial);
    Checks.positive("epsilon", epsilon);
  }

  /** The same with another weight decay. */
  public AdaGrad withDecay(WeightDecay newDecay) {
    return new AdaGrad(initial, epsilon, newDecay);
  }

  /** An optimiser of these settings. */
  public Optimizer over(List<Parameter> parameters) {
    return new ElementwiseOptimizer(new AdaGradRule(this), decay, parameters);
  }

  private record AdaGradRule(AdaGrad settings) implements Rule {

    @Override
    public String name() {
      return "adagrad";
    }

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public boolean skipsRowsWithoutGradient() {
      return true;
    }

    @Override
    public double initialState(int slot) {
      return settings.initial;
    }

    @Override
    public Update update(long step, double learningRate) {
      return new AdaGradUpdate(learningRate, settings.epsilon);
    }
  }

  private record AdaGradUpdate(double rate, double epsilon) implements Rule.Update {

    @Override
    public void run(float[] w, float[] g, int from, int to, float[][] state, int start) {
      Kernels.adaGrad((float) rate, (float) epsilon, w, g, state[0], start, from, to);
    }

    @Override
    public void run(double[] w, double[] g, int from, int to, double[][] state, int start) {
      double[] sum = state[0];
      for (int k = from; k < to; k++) {
        sum[start + k] += g[k] * g[k];
        w[k] -= rate * g[k] / (Math.sqrt(sum[start + k]) + epsilon);
      }
    }
  }
}
