package org.refold.nn.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.refold.kernel.Parallel;
import org.refold.nn.Gradient;
import org.refold.nn.Parameter;

/**
 * The frame of optimisers that change each number by itself: one fused pass over value, gradient
 * and state, on all threads. Rows that a sparse gradient lacks are changed as by a gradient of
 * zero, without zeros being written anywhere.
 */
final class ElementwiseOptimizer implements Optimizer {

  private final Rule rule;
  private final WeightDecay decay;
  private final List<Parameter> parameters;
  private final List<State> states = new ArrayList<>();
  private long steps;

  ElementwiseOptimizer(Rule rule, WeightDecay decay, List<Parameter> parameters) {
    this.rule = rule;
    this.decay = decay;
    this.parameters = List.copyOf(parameters);
    for (Parameter parameter : this.parameters) {
      states.add(new State(parameter, rule));
    }
  }

  @Override
  public double step(double learningRate, Objective objective) {
    parameters.forEach(parameter -> parameter.gradient().forget());
    double loss = objective.lossAndGradients();
    steps++;
    Rule.Update update = rule.update(steps, learningRate);
    for (int k = 0; k < parameters.size(); k++) {
      change(parameters.get(k), states.get(k), update, learningRate);
      parameters.get(k).gradient().forget();
    }
    return loss;
  }

  private void change(Parameter parameter, State state, Rule.Update update, double learningRate) {
    double rate = decay.rateFor(parameter);
    Gradient gradient = parameter.gradient();
    if (rate == 0 && rule.skipsRowsWithoutGradient()) {
      if (gradient.extent() == Gradient.Extent.NOTHING) {
        return;
      }
      if (gradient.extent() == Gradient.Extent.SOME_ROWS) {
        changeTouched(parameter, state, update);
        return;
      }
    }
    Pieces.Decay shrink = Pieces.Decay.of(decay.kind(), rate, learningRate);
    int rows = parameter.value().rows();
    Parallel.rows(
        rows,
        Pieces.grain(parameter),
        (from, to) -> {
          int next = firstTouchedFrom(gradient, from);
          for (int row = from; row < to; row++) {
            boolean touched = gradient.extent() == Gradient.Extent.ALL_ROWS;
            if (next < gradient.touchedCount() && gradient.touchedRows()[next] == row) {
              touched = true;
              next++;
            }
            Pieces.change(parameter, row, touched, state, update, shrink);
          }
        });
  }

  private static void changeTouched(Parameter parameter, State state, Rule.Update update) {
    Gradient gradient = parameter.gradient();
    Parallel.rows(
        gradient.touchedCount(),
        Pieces.grain(parameter),
        (from, to) -> {
          for (int k = from; k < to; k++) {
            int row = gradient.touchedRows()[k];
            Pieces.change(parameter, row, true, state, update, Pieces.Decay.NONE);
          }
        });
  }

  private static int firstTouchedFrom(Gradient gradient, int row) {
    if (gradient.extent() != Gradient.Extent.SOME_ROWS) {
      return 0;
    }
    int at = Arrays.binarySearch(gradient.touchedRows(), 0, gradient.touchedCount(), row);
    return at >= 0 ? at : -at - 1;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeUTF(rule.name());
    out.writeLong(steps);
    out.writeInt(parameters.size());
    for (int k = 0; k < parameters.size(); k++) {
      StateFormat.writeShape(parameters.get(k), out);
      states.get(k).write(out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    StateFormat.expect(rule.name(), in.readUTF(), "kind of optimiser");
    steps = in.readLong();
    StateFormat.expect(parameters.size(), in.readInt(), "number of parameters");
    for (int k = 0; k < parameters.size(); k++) {
      StateFormat.expectShape(parameters.get(k), in);
      states.get(k).read(in);
    }
  }
}
