package org.refold.train;

import java.util.List;
import java.util.Locale;
import org.refold.kernel.Matrix;
import org.refold.nn.Gradient;
import org.refold.nn.Parameter;
import org.refold.settings.BadInputException;

/** Notices a training that runs away, before it spoils the weights, and says where. */
final class DivergenceCheck {

  /** A loss this many times the first one is lost: spikes that training recovers from are less. */
  private static final double EXPLODED = 1e4;

  private final String who;
  private final List<Parameter> parameters;

  DivergenceCheck(String who, List<Parameter> parameters) {
    this.who = who;
    this.parameters = parameters;
  }

  /** Whether a loss has run away, given the first one of the run or NaN. */
  static boolean isLost(double loss, double firstLoss) {
    return !Double.isFinite(loss) || Math.abs(loss) > EXPLODED * Math.max(1, Math.abs(firstLoss));
  }

  /**
   * What to say of a step with a lost loss; gradients are those of the step.
   *
   * @param learningRate of the steps before it
   */
  BadInputException lostLoss(Position position, double loss, double learningRate) {
    String problem = String.format(Locale.ROOT, "the loss is %.4g", loss);
    if (!Double.isNaN(position.firstLoss)) {
      problem += String.format(Locale.ROOT, " (it began with %.4g)", position.firstLoss);
    }
    return exception(position, problem + ", " + suspect(), learningRate);
  }

  /**
   * Looks through the weights after an epoch.
   *
   * @throws BadInputException if one is not finite
   */
  void checkWeights(Position position, double learningRate) {
    for (Parameter parameter : parameters) {
      if (!Double.isFinite(Weights.largest(parameter.value()))) {
        throw exception(
            position, "parameter '" + parameter.name() + "' is no longer finite", learningRate);
      }
    }
  }

  private BadInputException exception(Position position, String problem, double learningRate) {
    String hint =
        position.step == 0
            ? "look for very large values in the data"
            : String.format(
                Locale.ROOT,
                "lower learningRate (it is %.3g), or look for very large values in the data",
                learningRate);
    return new BadInputException(
        String.format(
            Locale.ROOT,
            "%s diverged in epoch %d, step %d: %s; %s",
            who,
            position.epoch,
            position.step,
            problem,
            hint));
  }

  /** The parameter that looks worst: not finite, or with a gradient that is not, or largest. */
  private String suspect() {
    Parameter largest = parameters.get(0);
    double size = -1;
    for (Parameter parameter : parameters) {
      double weight = Weights.largest(parameter.value());
      if (!Double.isFinite(weight)) {
        return "parameter '" + parameter.name() + "' is not finite";
      }
      if (weight > size) {
        size = weight;
        largest = parameter;
      }
    }
    for (Parameter parameter : parameters) {
      if (!Double.isFinite(largestGradient(parameter))) {
        return "the gradient of parameter '" + parameter.name() + "' is not finite";
      }
    }
    return String.format(
        Locale.ROOT, "the largest weight is %.3g, in parameter '%s'", size, largest.name());
  }

  private static double largestGradient(Parameter parameter) {
    Gradient gradient = parameter.gradient();
    if (gradient.extent() == Gradient.Extent.NOTHING) {
      return 0;
    }
    Matrix whole = gradient.filled();
    return Weights.largest(whole);
  }
}
