package org.refold.nn.optimizer;

import org.refold.nn.Parameter;

/**
 * How weights are drawn towards zero in each step. Only parameters of the role {@link
 * Parameter.Role#WEIGHT} are, unless {@link Scope#ALL} is chosen.
 *
 * @param kind where the decay enters
 * @param rate lambda; 0 for none
 * @param scope which parameters
 */
public record WeightDecay(Kind kind, double rate, Scope scope) {

  /** Where the decay enters. */
  public enum Kind {
    /**
     * {@code gradient + rate w}, before anything else: the gradient of {@code rate / 2 |w|^2} in
     * the loss.
     */
    COUPLED,
    /** {@code w (1 - learningRate rate)}, beside the step (Loshchilov and Hutter 2019). */
    DECOUPLED
  }

  /** Which parameters decay. */
  public enum Scope {
    /** Weights, not biases. */
    WEIGHTS,
    /** Weights and biases. */
    ALL
  }

  /** No decay. */
  public static final WeightDecay NONE = new WeightDecay(Kind.COUPLED, 0, Scope.WEIGHTS);

  /** Checks the rate. */
  public WeightDecay {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "the weight decay is " + rate + ", but must be 0 or positive");
    }
  }

  /** Coupled decay of weights. */
  public static WeightDecay coupled(double rate) {
    return new WeightDecay(Kind.COUPLED, rate, Scope.WEIGHTS);
  }

  /** Decoupled decay of weights. */
  public static WeightDecay decoupled(double rate) {
    return new WeightDecay(Kind.DECOUPLED, rate, Scope.WEIGHTS);
  }

  /** The same, for all parameters. */
  public WeightDecay ofAll() {
    return new WeightDecay(kind, rate, Scope.ALL);
  }

  double rateFor(Parameter parameter) {
    return scope == Scope.ALL || parameter.role() == Parameter.Role.WEIGHT ? rate : 0;
  }
}
