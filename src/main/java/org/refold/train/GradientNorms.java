package org.refold.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refold.kernel.Matrix;
import org.refold.nn.Arithmetic;
import org.refold.nn.Gradient;
import org.refold.nn.Parameter;
import org.refold.nn.Totals;

/** The lengths of the gradients of layers: whose vanish, and whose explode. */
final class GradientNorms {

  /** The layer of a parameter: its name up to the first number, or without what it is of it. */
  private static final Pattern LAYER = Pattern.compile("(.*?\\d+|.*?)(?: bias| scale| shift|$)");

  private GradientNorms() {}

  /**
   * The length of the gradient of all parameters of a layer together, by {@code "gradient LAYER"};
   * of the loss alone, without penalties. Frozen layers are left out.
   */
  static Map<String, Double> of(List<Parameter> parameters) {
    Map<String, Double> squares = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (!parameter.isFrozen()) {
        squares.merge("gradient " + layer(parameter.name()), squares(parameter), Double::sum);
      }
    }
    squares.replaceAll((name, sum) -> Math.sqrt(sum));
    return squares;
  }

  private static String layer(String name) {
    Matcher found = LAYER.matcher(name);
    return found.lookingAt() ? found.group(1) : name;
  }

  private static double squares(Parameter parameter) {
    Gradient gradient = parameter.gradient();
    if (gradient.extent() == Gradient.Extent.NOTHING) {
      return 0;
    }
    Matrix matrix = gradient.matrix();
    Totals totals = Arithmetic.of(matrix.precision()).totals();
    return gradient.extent() == Gradient.Extent.ALL_ROWS
        ? totals.squares(matrix)
        : totals.squaresOfRows(matrix, gradient.touchedRows(), gradient.touchedCount(), row -> 1);
  }
}
