package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.List;
import org.refold.data.BinaryMatrix;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Products;
import org.refold.nn.op.Sums;
import org.refold.settings.Check;
import org.refold.train.Phase;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Histories;
import org.refold.train.neural.Course;
import org.refold.train.neural.DifferentiableInput;
import org.refold.train.neural.HistoryRecommender;
import org.refold.train.neural.MirroredNetwork;

/**
 * A denoising autoencoder of square loss with a confidence for each entry.
 *
 * <pre>
 *   h = tanh(corruption(x / |x|) W + b)                [users, latent]
 *   f = h V + v                                        [users, items]
 *   loss = mean over users of sum over items of c_i (x_i - f_i)^2,  + l2 / 2 |weights|^2
 *   c_i = confidence of an observed item, c0_i of one that was not
 *   c0_i = c0, or c0 items n_i^w / sum of n^w          n_i users have item i, w popularityExponent
 *   scores = f
 * </pre>
 *
 * <p>Only observed outputs are computed in training: the weighted squares of all are those of a
 * quadratic form, {@code sum of c0_i f_i^2 = [h, 1] M [h, 1]'} with {@code M = [V; v] diag(c0) [V;
 * v]'}, at 2 latent^2 items operations a batch in place of 2 users latent items. The layer before
 * the last is h if there are several. Weights are those of Y. Hu, Y. Koren, C. Volinsky, ICDM 2008.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>model</td><td>factors</td><td>none</td><td>our definition: an autoencoder</td></tr>
 * <tr><td>strength r</td><td>how often, how long</td><td>none</td><td>1 for each item</td></tr>
 * <tr><td>unobserved</td><td>weight 1</td><td>none</td><td>{@code unobservedWeight}, more for popular
 *     items by choice</td></tr>
 * </table>
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code
 * @param activation function of all layers but the last
 * @param corruption what training does to the input
 * @param confidence weight of an observed entry
 * @param unobservedWeight c0, the mean weight of other entries
 * @param popularityExponent w; 0 for the same weight for all
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record WeightedAe(
    LayerSizes hidden,
    int latent,
    Activation activation,
    Corruption corruption,
    Confidence confidence,
    double unobservedWeight,
    double popularityExponent,
    double l2,
    Training training)
    implements HistoryRecommender, Trainable<WeightedAe>, WeightedAeBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public WeightedAe {
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.notNegative("unobservedWeight", unobservedWeight, "typical: 1");
    Check.notNegative("popularityExponent", popularityExponent, "typical: 0-1");
    Check.notNegative("l2", l2, "typical: 0-4e-5");
  }

  /** Observed items count eleven times as much as others. */
  public WeightedAe() {
    this(
        LayerSizes.of(),
        200,
        Activation.TANH,
        Corruption.dropout(0.5),
        Confidence.linear(10),
        1,
        0,
        0,
        Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "weighted-ae";
  }

  @Override
  public WeightedAe with(Training other) {
    return withTraining(other);
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net extends MirroredNetwork implements DifferentiableInput {

    Net(Sizes n, Scope s) {
      super(s, n.items(), hidden, latent, activation, activation);
    }

    @Override
    public Course course(Scope scope, Histories examples) {
      double[] roots = roots(examples.matrix());
      return () ->
          List.of(new Phase<>("all", scope.parameters(), examples, step -> loss(step, roots)));
    }

    /** The square roots of c0_i. */
    private double[] roots(BinaryMatrix histories) {
      BinaryMatrix items = histories.transposed();
      double[] powers = new double[items.rowCount()];
      Arrays.setAll(powers, k -> Math.pow(items.count(k), popularityExponent));
      double mean = Arrays.stream(powers).average().orElse(1);
      return Arrays.stream(powers).map(p -> Math.sqrt(unobservedWeight * p / mean)).toArray();
    }

    @Override
    public Var loss(Step<Histories.Batch> step) {
      return loss(step, roots(BinaryMatrix.of(step.batch().items().columns(), List.of())));
    }

    private Var loss(Step<Histories.Batch> step, double[] roots) {
      SparseRows x = step.batch().items();
      SparseRows in = corruption.of(step.tape(), Inputs.normalised(step.tape(), x));
      Var h = encoder.apply(step.tape(), in);
      for (Dense layer : decoder.layers().subList(0, decoder.layers().size() - 1)) {
        h = layer.apply(h);
      }
      return loss(h, x, roots);
    }

    /** The loss for the input h {@code [batch, units]} of the last layer. */
    Var loss(Var h, SparseRows x, double[] roots) {
      Tape tape = h.tape();
      Var weight = tape.parameter(output().weight());
      Var bias = tape.parameter(output().bias());
      Var observed = Layers.observed(h, Columns.transposed(weight), bias, x);
      Var unweighted = Elements.multiply(observed, tape.constant(rootsOf(tape, x, roots)));
      double mean = 2.0 / Math.max(1, x.rows());
      Var errors = Sums.squares(confidence.of(1) * mean, List.of(Elements.shift(observed, -1)));
      Var ofObserved = Elements.combine(1, errors, -1, Sums.squares(mean, List.of(unweighted)));
      return Elements.add(ofObserved, squaresOfAll(h, weight, bias, roots));
    }

    private Matrix rootsOf(Tape tape, SparseRows x, double[] roots) {
      Matrix own = tape.scratch(1, x.size());
      for (int at = 0; at < x.size(); at++) {
        own.set(0, at, roots[x.column(at)]);
      }
      return own;
    }

    private Var squaresOfAll(Var h, Var weight, Var bias, double[] roots) {
      Tape tape = h.tape();
      Matrix scales = tape.scratch(weight.rows() + 1, roots.length);
      for (int row = 0; row < scales.rows(); row++) {
        for (int item = 0; item < roots.length; item++) {
          scales.set(row, item, roots[item]);
        }
      }
      Var both =
          Columns.transposed(Columns.join(Columns.transposed(weight), Columns.transposed(bias)));
      Var scaled = Elements.multiply(both, tape.constant(scales));
      Var form = Products.multiply(scaled, Transpose.NO, scaled, Transpose.YES);
      Matrix ones = tape.scratch(h.rows(), 1);
      tape.arithmetic().totals().addConstant(1, 0, ones);
      Var extended = Columns.join(h, tape.constant(ones));
      Var squares = Products.rowDots(Products.multiply(extended, form), extended);
      return Elements.scale(1.0 / Math.max(1, h.rows()), Sums.sum(squares));
    }
  }
}
