package org.refold.nn.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      if (!parameters.get(k).isFrozen()) {
        change(parameters.get(k), states.get(k), update, learningRate);
      }
      parameters.get(k).gradient().forget();
    }
    return loss;
  }

  private void change(Parameter parameter, State state, Rule.Update update, double learningRate) {
    double rate = decay.rateFor(parameter);
    Gradient gradient = parameter.gradient();
    Pieces pieces =
        new Pieces(parameter, state, update, Pieces.Decay.of(decay.kind(), rate, learningRate));
    boolean othersStay = rate == 0 && rule.skipsRowsWithoutGradient();
    switch (gradient.extent()) {
      case ALL_ROWS -> changeAll(pieces, true);
      case SOME_ROWS -> {
        changeTouched(pieces, gradient);
        if (!othersStay) {
          changeUntouched(pieces, gradient);
        }
      }
      case NOTHING -> {
        if (!othersStay) {
          changeAll(pieces, false);
        }
      }
    }
  }

  private static void changeAll(Pieces pieces, boolean touched) {
    Parallel.rows(
        pieces.parameter().value().rows(),
        pieces.grain(),
        (from, to) -> pieces.change(from, to, touched));
  }

  private static void changeTouched(Pieces pieces, Gradient gradient) {
    Optional<Gradient.RowwiseTerm> rowwise = gradient.rowwise();
    if (rowwise.isPresent()) {
      rowwise.get().forEachPiece(pieces::change);
      return;
    }
    Parallel.rows(
        gradient.touchedCount(),
        pieces.grain(),
        (from, to) -> {
          for (int k = from; k < to; k++) {
            int row = gradient.touchedRows()[k];
            pieces.change(row, row + 1, true);
          }
        });
  }

  /** Works on the gaps between touched rows; block k of them ends at the k-th touched row. */
  private static void changeUntouched(Pieces pieces, Gradient gradient) {
    int[] touched = gradient.touchedRows();
    int count = gradient.touchedCount();
    Parallel.rows(
        count + 1,
        1,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            int end = k < count ? touched[k] : pieces.parameter().value().rows();
            pieces.change(k == 0 ? 0 : touched[k - 1] + 1, end, false);
          }
        });
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
