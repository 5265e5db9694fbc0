package org.refold.model.autoencoder;

import java.util.List;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Mlp;
import org.refold.nn.layer.Readout;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.EntryLosses;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Stochastic;
import org.refold.nn.op.Sums;
import org.refold.train.OptimizerChoice;
import org.refold.train.Step;
import org.refold.train.Training;
import org.refold.train.neural.RatingNetwork;
import org.refold.train.neural.RatingOutput;

/**
 * The equations of AutoRec, {@code h(r) = f(W g(V r + mu) + b)}, for rows of ratings that are items
 * or users: see {@link IAutoRec} and {@link UAutoRec}. Only observed entries of the output are ever
 * computed in training.
 */
final class AutoRecNetwork implements RatingNetwork {

  private final AutoRec settings;
  private final Training training;
  private final int rows;
  private final Scope scope;
  private final Mlp encoder;
  private final Readout readout;
  private final RatingOutput output;

  /**
   * @param rows of ratings: over them the penalty is shared out
   * @param columns of a row of ratings
   */
  AutoRecNetwork(
      AutoRec settings, Training training, int rows, int columns, Sizes sizes, Scope scope) {
    this.settings = settings;
    this.training = training;
    this.rows = rows;
    this.scope = scope;
    Initializer drawn = settings.firstWeights().initializer();
    LayerSizes hidden = settings.hidden();
    int code = hidden.units().get(hidden.units().size() - 1);
    List<Integer> units = hidden.between(columns, code).subList(0, hidden.units().size() + 1);
    Activation g = settings.activation();
    encoder = scope.mlp("encoder", units, g, g, drawn);
    readout = scope.readout("output", columns, code, drawn);
    output = RatingOutput.of(settings.outputActivation(), sizes.ratings());
  }

  /**
   * The squared error, summed over the observed ratings of the batch and averaged over its rows.
   * L-BFGS must see the penalty; other optimisers add its gradient to that of the error themselves.
   */
  @Override
  public Var loss(Step<SparseRows> step) {
    Var mean = Elements.scale(1.0 / step.size(), squaredError(step.tape(), step.batch()));
    return training.optimizer().kind() == OptimizerChoice.Kind.L_BFGS
        ? Elements.add(mean, penalty(step.tape(), settings.l2() / rows))
        : mean;
  }

  /**
   * The squared error, summed over the observed ratings of the batch and in their unit, squared.
   *
   * @param ratings {@code [batch, columns]}
   * @return {@code [1, 1]}
   */
  Var squaredError(Tape tape, SparseRows ratings) {
    Var outputs = decode(encode(tape, ratings), ratings);
    SparseRows targets =
        output.f() == Activation.IDENTITY ? ratings : output.targets(tape, ratings);
    Var error = EntryLosses.squaredError(outputs, targets, EntryLosses.Reduction.SUM);
    return output.f() == Activation.IDENTITY
        ? error
        : Elements.scale((double) output.span() * output.span(), error);
  }

  /**
   * The penalty {@code l2 / 2} times the squared length of all weights, biases left out.
   *
   * @return {@code [1, 1]}
   */
  Var penalty(Tape tape, double l2) {
    return Sums.squares(
        l2,
        scope.parameters().stream()
            .filter(parameter -> parameter.role() == Parameter.Role.WEIGHT)
            .map(tape::parameter)
            .toList());
  }

  /**
   * The codes {@code g(V r + mu)}, or those of the last of several hidden layers. In training some
   * of the ratings and some of the units may be dropped.
   */
  @Override
  public Var encode(Tape tape, SparseRows ratings) {
    Var code = encoder.apply(tape, Inputs.dropout(tape, ratings, settings.dropout(), "input"));
    return Stochastic.dropout(code, settings.codeDropout(), "code dropout");
  }

  @Override
  public Var decode(Var code) {
    return readout.all(code, output.f());
  }

  @Override
  public Var decode(Var code, SparseRows asked) {
    Var linear = readout.some(code, asked);
    return output.f() == Activation.IDENTITY ? linear : Elements.activate(linear, output.f());
  }

  @Override
  public RatingOutput output() {
    return output;
  }

  @Override
  public Readout readout() {
    return readout;
  }
}
