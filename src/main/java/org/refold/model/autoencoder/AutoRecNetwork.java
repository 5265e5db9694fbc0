package org.refold.model.autoencoder;

import java.util.ArrayList;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.nn.Initializer;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.EntryLosses;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Stochastic;
import org.refold.nn.op.Sums;

/**
 * The equations of AutoRec, {@code h(r) = f(W g(V r + mu) + b)}, for rows of ratings that are items
 * or users: see {@link IAutoRec} and {@link UAutoRec}. Only observed entries of the output are ever
 * computed in training.
 */
final class AutoRecNetwork {

  /** Rows that are encoded at once when scoring. */
  static final int BLOCK = 512;

  private final Mlp encoder;
  private final Parameter weight;
  private final Parameter bias;
  private final RatingOutput output;
  private final double dropout;
  private final double codeDropout;

  /**
   * @param columns of a row of ratings
   * @param scale the bounds of the ratings
   */
  AutoRecNetwork(int columns, AutoRec<?> settings, RatingScale scale, Mlp.Start start) {
    List<Integer> units = new ArrayList<>(List.of(columns));
    units.addAll(settings.hidden().units());
    Initializer drawn = settings.firstWeights().initializer();
    encoder = new Mlp("encoder", units, settings.activation(), settings.activation(), start, drawn);
    weight =
        Parameter.drawn(
            "output",
            Parameter.Role.WEIGHT,
            start.precision(),
            columns,
            units.get(units.size() - 1),
            drawn,
            start.seed());
    bias =
        Parameter.of(
            "output bias", Parameter.Role.BIAS, Matrix.zeros(start.precision(), 1, columns));
    output = RatingOutput.of(settings.outputActivation(), scale);
    dropout = settings.dropout();
    codeDropout = settings.codeDropout();
  }

  /** All weights and biases, from the input on. */
  List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(encoder.parameters());
    all.add(weight);
    all.add(bias);
    return all;
  }

  /** W, {@code [columns, units]}. */
  Matrix weight() {
    return weight.value();
  }

  /** b, {@code [1, columns]}. */
  Matrix bias() {
    return bias.value();
  }

  /** From what output units put out to ratings. */
  RatingOutput output() {
    return output;
  }

  /**
   * The codes {@code g(V r + mu)}, or those of the last of several hidden layers. In training some
   * of the ratings and some of the units may be dropped.
   *
   * @param ratings {@code [batch, columns]}
   * @return {@code [batch, units]}
   */
  Var code(Tape tape, SparseRows ratings) {
    Var code = encoder.apply(tape, Inputs.dropout(tape, ratings, dropout, "input"));
    return Stochastic.dropout(code, codeDropout, "code dropout");
  }

  /**
   * The squared error, summed over the observed ratings of the batch and in their unit, squared.
   *
   * @param ratings {@code [batch, columns]}
   * @return {@code [1, 1]}
   */
  Var squaredError(Tape tape, SparseRows ratings) {
    Var outputs = outputs(tape, ratings, ratings);
    if (output.f() == Activation.IDENTITY) {
      return EntryLosses.squaredError(outputs, ratings, EntryLosses.Reduction.SUM);
    }
    Var error =
        EntryLosses.squaredError(outputs, targets(tape, ratings), EntryLosses.Reduction.SUM);
    return Elements.scale((double) output.span() * output.span(), error);
  }

  private SparseRows targets(Tape tape, SparseRows ratings) {
    SparseRows targets = tape.sparseScratch();
    targets.copyPattern(ratings);
    for (int at = 0; at < ratings.size(); at++) {
      targets.setValue(at, output.target(ratings.value(at)));
    }
    return targets;
  }

  /**
   * What all output units put out, {@code f(W code + b)}.
   *
   * @param ratings {@code [batch, columns]}
   * @return {@code [batch, columns]}
   */
  Var outputs(Tape tape, SparseRows ratings) {
    return Layers.dense(
        code(tape, ratings),
        tape.parameter(weight),
        Transpose.YES,
        tape.parameter(bias),
        output.f());
  }

  /**
   * What some output units put out.
   *
   * @param ratings {@code [batch, columns]}
   * @param asked {@code [batch, columns]}; which units. Its values are not read.
   * @return {@code [1, asked.size()]}, in the order of {@code asked}
   */
  Var outputs(Tape tape, SparseRows ratings, SparseRows asked) {
    Var linear =
        Layers.observed(code(tape, ratings), tape.parameter(weight), tape.parameter(bias), asked);
    return output.f() == Activation.IDENTITY ? linear : Elements.activate(linear, output.f());
  }

  /**
   * The codes of many rows.
   *
   * @param rows {@code [rows, columns]}
   * @param codes {@code [rows, units]}. Modified.
   */
  void encode(Interactions rows, Matrix codes) {
    float[] code = new float[codes.columns()];
    try (Tape tape = Tape.ofFloats()) {
      for (int from = 0; from < rows.userCount(); from += BLOCK) {
        int to = Math.min(rows.userCount(), from + BLOCK);
        tape.begin(Mode.SCORING, 0, 0);
        Matrix block = code(tape, batch(rows, from, to)).value();
        for (int row = from; row < to; row++) {
          block.readRow(row - from, code);
          codes.writeRow(row, code);
        }
      }
    }
  }

  /** Some rows of ratings; a one for each where the data have no values. */
  static SparseRows batch(Interactions ratings, int from, int to) {
    SparseRows batch = new SparseRows(ratings.itemCount());
    for (int row = from; row < to; row++) {
      batch.startRow();
      for (int p = ratings.start(row); p < ratings.end(row); p++) {
        batch.add(ratings.item(p), ratings.value(p));
      }
    }
    return batch;
  }

  /**
   * The penalty {@code l2 / 2} times the squared length of all weights, biases left out.
   *
   * @return {@code [1, 1]}
   */
  Var penalty(Tape tape, double l2) {
    return Sums.squares(
        l2,
        parameters().stream()
            .filter(parameter -> parameter.role() == Parameter.Role.WEIGHT)
            .map(tape::parameter)
            .toList());
  }
}
