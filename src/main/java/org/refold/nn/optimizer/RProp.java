package org.refold.nn.optimizer;

import java.util.Arrays;
import java.util.List;
import org.refold.kernel.Kernels;
import org.refold.nn.Parameter;

/**
 * Resilient propagation, the variant without going back after a change of sign (iRprop-, Igel and
 * Huesken 2000): each number has a step size of its own, which grows by 1.2 while the sign of its
 * gradient stays and shrinks by half when it changes; the size of the gradient does not matter. For
 * full batches: the noise of small ones changes signs.
 *
 * <p>The learning rate is the first step size; later changes of it have no effect.
 *
 * @param smallest bound of step sizes
 * @param largest bound of step sizes
 * @param decay weight decay; coupled, as the sign of the gradient includes it
 */
public record RProp(double smallest, double largest, WeightDecay decay) {

  private static final double GROWTH = 1.2;
  private static final double SHRINKAGE = 0.5;

  /** Steps between 1e-6 and 50, without decay. */
  public RProp() {
    this(1e-6, 50, WeightDecay.NONE);
  }

  /** Checks the settings. */
  public RProp {
    Checks.positive("smallest", smallest);
    Checks.positive("largest", largest);
    if (largest < smallest) {
      throw new IllegalArgumentException(
          "largest is " + largest + ", but must be at least smallest, " + smallest);
    }
  }

  /** The same with another weight decay. */
  public RProp withDecay(WeightDecay newDecay) {
    return new RProp(smallest, largest, newDecay);
  }

  /** An optimiser of these settings. */
  public Optimizer over(List<Parameter> parameters) {
    return new ElementwiseOptimizer(new RPropRule(this), decay, parameters);
  }

  private record RPropRule(RProp settings) implements Rule {

    @Override
    public String name() {
      return "rprop";
    }

    @Override
    public int slots() {
      return 2;
    }

    @Override
    public boolean skipsRowsWithoutGradient() {
      return false;
    }

    @Override
    public Update update(long step, double learningRate) {
      return new RPropUpdate(settings, step == 1 ? learningRate : 0);
    }
  }

  /**
   * One step.
   *
   * @param firstStep what step sizes begin with, in the first step; 0 in all others
   */
  private record RPropUpdate(RProp settings, double firstStep) implements Rule.Update {

    @Override
    public void run(float[] w, float[] g, int from, int to, float[][] state, int start) {
      if (firstStep != 0) {
        Arrays.fill(state[1], start + from, start + to, (float) firstStep);
      }
      Kernels.rprop(
          (float) settings.smallest,
          (float) settings.largest,
          w,
          g,
          state[0],
          state[1],
          start,
          from,
          to);
    }

    @Override
    public void run(double[] w, double[] g, int from, int to, double[][] state, int start) {
      double[] previous = state[0];
      double[] sizes = state[1];
      if (firstStep != 0) {
        Arrays.fill(sizes, start + from, start + to, firstStep);
      }
      for (int k = from; k < to; k++) {
        int at = start + k;
        double turn = g[k] * previous[at];
        if (turn > 0) {
          sizes[at] = Math.min(settings.largest, sizes[at] * GROWTH);
        } else if (turn < 0) {
          sizes[at] = Math.max(settings.smallest, sizes[at] * SHRINKAGE);
        }
        previous[at] = turn < 0 ? 0 : g[k];
        w[k] -= Math.signum(previous[at]) * sizes[at];
      }
    }
  }
}
