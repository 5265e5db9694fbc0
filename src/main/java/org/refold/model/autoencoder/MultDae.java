package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.kernel.Activation;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Stochastic;
import org.refold.settings.Check;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Histories;
import org.refold.train.neural.DifferentiableInput;
import org.refold.train.neural.HistoryRecommender;
import org.refold.train.neural.Likelihood;
import org.refold.train.neural.MirroredNetwork;

/**
 * Mult-DAE: a denoising autoencoder with multinomial likelihood.
 *
 * <pre>
 *   x~ = dropout(x / |x|)            the history, corrupted in training only
 *   z  = tanh(... tanh(x~ W1 + b1) ...)          [users, latent]
 *   z~ = dropout(z)                              in training only, and not in the paper
 *   f  = tanh(... tanh(z~ V1 + c1) ...) Vn + cn  [users, items]
 *   loss = mean over users of -sum over items of x log softmax(f),  + l2 / 2 |weights|^2
 *   scores = f
 * </pre>
 *
 * <p>x is [users, items] and binary. D. Liang, R. Krishnan, M. Hoffman, T. Jebara: Variational
 * Autoencoders for Collaborative Filtering, WWW 2018, sections 2.2 and 2.4.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>input</td><td>dropout 0.5 (section 4.3)</td>
 *     <td>divided by its length, then inverted dropout 0.5</td><td>as the code</td></tr>
 * <tr><td>code</td><td>whole</td><td>whole</td>
 *     <td>whole; inverted dropout by choice, {@code codeDropout}</td></tr>
 * <tr><td>layers</td><td>items-200-items is best for DAE</td><td>the same</td>
 *     <td>items-600-200-600-items, to be compared with Mult-VAE; {@code withHidden(none)} for the
 *     paper's</td></tr>
 * <tr><td>activation</td><td>tanh between layers, the code included</td><td>the same</td>
 *     <td>the same</td></tr>
 * <tr><td>likelihood</td><td>multinomial (equation 2), Gaussian (3) or logistic (4)</td>
 *     <td>multinomial</td><td>all three; Gaussian with confidences of 1</td></tr>
 * <tr><td>loss</td><td>sum over items</td><td>sum over items, mean over users</td>
 *     <td>as the code</td></tr>
 * <tr><td>regularisation</td><td>weight decay 0.01</td>
 *     <td>0.01 / 500 times the squared weights, biases free</td>
 *     <td>the same, which is {@code l2} 4e-5 for half the squared weights</td></tr>
 * <tr><td>first weights</td><td>not said</td>
 *     <td>Xavier, uniform; biases truncated normal 0.001</td>
 *     <td>Xavier, normal, of the same variance; biases as the code</td></tr>
 * <tr><td>optimiser</td><td>Adam, batches of 500 users</td><td>Adam, 0.001</td>
 *     <td>the same</td></tr>
 * <tr><td>epochs</td><td>200 for MovieLens-20M, best by validation NDCG@100</td>
 *     <td>the same</td><td>the same; the last without validation data</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>left out of training</td></tr>
 * </table>
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code
 * @param activation function of all layers but the last
 * @param likelihood how likely a history is under the outputs
 * @param dropout share of a history that training drops, in [0, 1)
 * @param codeDropout share of the units of z that training drops, in [0, 1): 0 in the paper
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained; the paper does not stop early
 */
@RecordBuilder
public record MultDae(
    LayerSizes hidden,
    int latent,
    Activation activation,
    Likelihood likelihood,
    double dropout,
    double codeDropout,
    double l2,
    Training training)
    implements HistoryRecommender, Trainable<MultDae>, MultDaeBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public MultDae {
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.rate("dropout", dropout, "paper: 0.5");
    Check.rate("codeDropout", codeDropout, "paper: 0");
    Check.notNegative("l2", l2, "typical: 4e-5");
  }

  /** The settings of the paper, with the layers of its Mult-VAE. */
  public MultDae() {
    this(
        LayerSizes.of(600),
        200,
        Activation.TANH,
        Likelihood.MULTINOMIAL,
        0.5,
        0,
        2 * 0.01 / 500,
        Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "mult-dae";
  }

  @Override
  public MultDae with(Training other) {
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
    public Var loss(Step<Histories.Batch> step) {
      return loss(step.tape(), step.batch().items());
    }

    /**
     * Summed over items, mean over users. First the length, then dropout: the other way round,
     * dropout would change the lengths.
     */
    Var loss(Tape tape, SparseRows x) {
      SparseRows corrupted = Inputs.dropout(tape, Inputs.normalised(tape, x), dropout, "input");
      Var z = Stochastic.dropout(encoder.apply(tape, corrupted), codeDropout, "code dropout");
      return likelihood.negativeLog(decode(z), x);
    }
  }
}
