package org.refold.nn.optimizer;

import java.util.List;
import org.refold.kernel.Kernels;
import org.refold.nn.Parameter;

/**
 * Stochastic gradient descent with heavy-ball momentum: {@code v = momentum v + g}, {@code w = w -
 * learningRate v}.
 *
 * @param momentum in [0, 1); 0 for plain descent, which leaves rows without gradient alone
 * @param decay weight decay
 */
public record Sgd(double momentum, WeightDecay decay) {

  /** Plain descent without decay. */
  public Sgd() {
    this(0, WeightDecay.NONE);
  }

  /** Checks the settings. */
  public Sgd {
    Checks.fraction("momentum", momentum);
  }

  /** The same with another momentum. */
  public Sgd withMomentum(double newMomentum) {
    return new Sgd(newMomentum, decay);
  }

  /** The same with another weight decay. */
  public Sgd withDecay(WeightDecay newDecay) {
    return new Sgd(momentum, newDecay);
  }

  /** An optimiser of these settings. */
  public Optimizer over(List<Parameter> parameters) {
    return new ElementwiseOptimizer(
        momentum == 0 ? new Plain() : new Heavy(momentum), decay, parameters);
  }

  private record Plain() implements Rule {

    @Override
    public String name() {
      return "sgd";
    }

    @Override
    public int slots() {
      return 0;
    }

    @Override
    public boolean skipsRowsWithoutGradient() {
      return true;
    }

    @Override
    public Update update(long step, double learningRate) {
      return new PlainUpdate(learningRate);
    }
  }

  private record PlainUpdate(double rate) implements Rule.Update {

    @Override
    public void run(float[] w, float[] g, int from, int to, float[][] state, int start) {
      Kernels.axpy((float) -rate, g, from, w, from, to - from);
    }

    @Override
    public void run(double[] w, double[] g, int from, int to, double[][] state, int start) {
      for (int k = from; k < to; k++) {
        w[k] -= rate * g[k];
      }
    }
  }

  private record Heavy(double momentum) implements Rule {

    @Override
    public String name() {
      return "sgd-momentum";
    }

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public boolean skipsRowsWithoutGradient() {
      return false;
    }

    @Override
    public Update update(long step, double learningRate) {
      return new HeavyUpdate(learningRate, momentum);
    }
  }

  private record HeavyUpdate(double rate, double momentum) implements Rule.Update {

    @Override
    public void run(float[] w, float[] g, int from, int to, float[][] state, int start) {
      Kernels.momentum((float) rate, (float) momentum, w, g, state[0], start, from, to);
    }

    @Override
    public void run(double[] w, double[] g, int from, int to, double[][] state, int start) {
      double[] speed = state[0];
      for (int k = from; k < to; k++) {
        speed[start + k] = momentum * speed[start + k] + g[k];
        w[k] -= rate * speed[start + k];
      }
    }
  }
}
