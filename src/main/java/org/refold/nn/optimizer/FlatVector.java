package org.refold.nn.optimizer;

import java.util.Arrays;
import java.util.List;
import org.refold.kernel.Matrix;
import org.refold.nn.Parameter;
import org.refold.nn.Rows;

/** All parameters as one long vector in double. */
final class FlatVector {

  private final List<Parameter> parameters;
  private final int length;

  FlatVector(List<Parameter> parameters) {
    this.parameters = parameters;
    int sum = 0;
    for (Parameter parameter : parameters) {
      sum = Math.addExact(sum, Math.toIntExact(parameter.value().size()));
    }
    this.length = sum;
  }

  int length() {
    return length;
  }

  double[] values() {
    double[] flat = new double[length];
    int at = 0;
    for (Parameter parameter : parameters) {
      read(parameter.value(), flat, at);
      at += (int) parameter.value().size();
    }
    return flat;
  }

  double[] gradient() {
    double[] flat = new double[length];
    int at = 0;
    for (Parameter parameter : parameters) {
      if (!parameter.isFrozen()) {
        read(parameter.gradient().filled(), flat, at);
      }
      at += (int) parameter.value().size();
    }
    return flat;
  }

  /** Writes zeros where a frozen parameter has its numbers. */
  void keepFrozen(double[] direction) {
    int at = 0;
    for (Parameter parameter : parameters) {
      int end = at + (int) parameter.value().size();
      if (parameter.isFrozen()) {
        Arrays.fill(direction, at, end, 0);
      }
      at = end;
    }
  }

  private static void read(Matrix from, double[] to, int start) {
    Rows.each(
        from.rows(),
        from.columns(),
        (row, work) ->
            System.arraycopy(
                work.read(1, from, row), 0, to, start + row * from.columns(), from.columns()));
  }

  /** Sets the parameters, without frozen ones, to {@code start + step direction}. */
  void moveTo(double[] start, double step, double[] direction) {
    int at = 0;
    for (Parameter parameter : parameters) {
      Matrix value = parameter.value();
      int first = at;
      Rows.each(
          parameter.isFrozen() ? 0 : value.rows(),
          value.columns(),
          (row, work) -> {
            double[] numbers = work.scratch(1, value.columns());
            int from = first + row * value.columns();
            for (int k = 0; k < value.columns(); k++) {
              numbers[k] = start[from + k] + step * direction[from + k];
            }
            work.write(numbers, value, row);
          });
      at += (int) value.size();
    }
  }

  /** Loss and fresh gradients at the current values. */
  double evaluate(Optimizer.Objective objective) {
    parameters.forEach(parameter -> parameter.gradient().forget());
    return objective.lossAndGradients();
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  static double absoluteSum(double[] a) {
    double sum = 0;
    for (double number : a) {
      sum += Math.abs(number);
    }
    return sum;
  }

  /** {@code y = y + factor x}. */
  static void add(double factor, double[] x, double[] y) {
    for (int k = 0; k < x.length; k++) {
      y[k] += factor * x[k];
    }
  }

  static void scale(double factor, double[] x) {
    for (int k = 0; k < x.length; k++) {
      x[k] *= factor;
    }
  }
}
