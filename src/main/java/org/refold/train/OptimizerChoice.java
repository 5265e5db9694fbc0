package org.refold.train;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.refold.nn.Parameter;
import org.refold.nn.optimizer.AdaGrad;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.Lbfgs;
import org.refold.nn.optimizer.Optimizer;
import org.refold.nn.optimizer.RProp;
import org.refold.nn.optimizer.Sgd;
import org.refold.nn.optimizer.WeightDecay;
import org.refold.settings.BadInputException;
import org.refold.settings.NamedForms;
import org.refold.settings.Spec;

/**
 * An optimiser as a setting: {@code adam}, {@code adam(0.98)} with beta2, {@code sgd}, {@code
 * sgd(0.9)} with momentum, {@code adagrad}, {@code rprop}, {@code l-bfgs}, {@code l-bfgs(20)} with
 * the past iterations it keeps.
 *
 * @param kind which one
 * @param number beta2 of {@code adam}, momentum of {@code sgd}, iterations of {@code l-bfgs}; 0 for
 *     the others
 */
public record OptimizerChoice(Kind kind, double number) {

  /** The optimisers. */
  public enum Kind {
    /** Adaptive moments, on mini-batches. */
    ADAM,
    /** Stochastic gradients, on mini-batches. */
    SGD,
    /** Adaptive gradients, on mini-batches. */
    ADAGRAD,
    /** Resilient propagation, on all examples at once: an epoch is one step. */
    RPROP,
    /** Limited-memory BFGS, on all examples at once: an epoch is one iteration. */
    L_BFGS
  }

  private static final NamedForms PLAIN =
      NamedForms.of("optimiser", "adam", "sgd", "adagrad", "rprop", "l-bfgs");
  private static final NamedForms WITH_NUMBER =
      NamedForms.of("optimiser", "adam(0.999)", "sgd(0.9)", "l-bfgs(10)");

  /**
   * @throws BadInputException if the number is out of its range
   */
  public OptimizerChoice {
    boolean fits =
        switch (kind) {
          case ADAM -> number > 0 && number < 1;
          case SGD -> number >= 0 && number < 1;
          case L_BFGS -> number >= 1 && number == Math.rint(number);
          default -> number == 0;
        };
    if (!fits) {
      throw new BadInputException(
          "optimizer is %s(%s), but adam takes a beta2 in (0, 1), sgd a momentum in [0, 1), l-bfgs the number of past iterations, and the others nothing"
              .formatted(name(kind), number));
    }
  }

  private static double usual(Kind kind) {
    return switch (kind) {
      case ADAM -> new Adam().beta2();
      case L_BFGS -> 10;
      case SGD, ADAGRAD, RPROP -> 0;
    };
  }

  /** An optimiser with its usual number. */
  public static OptimizerChoice of(Kind kind) {
    return new OptimizerChoice(kind, usual(kind));
  }

  /** Adam. */
  public static OptimizerChoice adam() {
    return of(Kind.ADAM);
  }

  /**
   * Adam with another beta2.
   *
   * @param beta2 decay of the mean of squared gradients, in (0, 1)
   */
  public static OptimizerChoice adam(double beta2) {
    return new OptimizerChoice(Kind.ADAM, beta2);
  }

  /** Stochastic gradients with momentum, in [0, 1). */
  public static OptimizerChoice sgd(double momentum) {
    return new OptimizerChoice(Kind.SGD, momentum);
  }

  /** AdaGrad. */
  public static OptimizerChoice adaGrad() {
    return of(Kind.ADAGRAD);
  }

  /** Resilient propagation. */
  public static OptimizerChoice rProp() {
    return of(Kind.RPROP);
  }

  /** L-BFGS with ten past iterations. */
  public static OptimizerChoice lbfgs() {
    return of(Kind.L_BFGS);
  }

  /**
   * Reads the text form.
   *
   * @throws BadInputException if it is none, or the number is out of its range
   */
  public static OptimizerChoice parse(String text) {
    boolean numbered = text.contains("(");
    NamedForms.Found found = (numbered ? WITH_NUMBER : PLAIN).read(text);
    Kind kind = Kind.valueOf(found.name().toUpperCase(Locale.ROOT).replace('-', '_'));
    return new OptimizerChoice(kind, numbered ? found.number(0) : usual(kind));
  }

  /** Whether it needs all examples at once. */
  public boolean isFullBatch() {
    return kind == Kind.RPROP || kind == Kind.L_BFGS;
  }

  /**
   * The weight of a penalty whose gradient the optimiser adds: none where the loss must hold it.
   */
  public double penaltyOutsideLoss(double l2) {
    return kind == Kind.L_BFGS ? 0 : l2;
  }

  /**
   * Makes the optimiser of some parameters.
   *
   * @param decay of the weights
   * @throws BadInputException if it has none of its own and one is asked for
   */
  Function<List<Parameter>, Optimizer> with(WeightDecay decay) {
    return switch (kind) {
      case ADAM -> new Adam().withBeta2(number).withDecay(decay)::over;
      case SGD -> new Sgd().withMomentum(number).withDecay(decay)::over;
      case ADAGRAD -> new AdaGrad().withDecay(decay)::over;
      case RPROP -> new RProp().withDecay(decay)::over;
      case L_BFGS -> {
        if (decay.rate() != 0) {
          throw new BadInputException(
              "l-bfgs minimises the loss as it is, so the loss must hold the penalty; set"
                  + " weightDecay and l2 to 0 or choose adam");
        }
        yield parameters -> new Lbfgs((int) number, parameters);
      }
    };
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return number == usual(kind) ? name(kind) : name(kind) + "(" + Spec.number(number) + ")";
  }
}
