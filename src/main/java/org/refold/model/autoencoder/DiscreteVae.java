package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.kernel.Activation;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.settings.Check;
import org.refold.train.Schedule;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.neural.HistoryRecommender;

/**
 * A variational autoencoder whose code is a choice: of each of G groups, one of K codes.
 *
 * <pre>
 *   a = encoder(dropout(x / |x|))          tanh layers, the last linear
 *   Gumbel: y_g = softmax((a_g - log(-log u)) / tau(t)), a_g [K];  pi_g = softmax(a_g)
 *           loss = -sum x log softmax(f(y)) + beta(t) sum over groups of sum pi log(pi K)
 *   vector: q_g = the row e of codebook g, [K, codeUnits], that is nearest to a_g [codeUnits]
 *           loss = -sum x log softmax(f(q)) + |sg(a) - q|^2 + 0.25 |a - sg(q)|^2
 *   mean over users,  + l2 / 2 |weights|^2;  scores = f(pi) or f(q)       [users, items]
 * </pre>
 *
 * <p>sg takes no gradient; where the decoder reads q, its gradient goes to a as it is. tau(t) is
 * the {@code temperature} at step t, not below 0.5; beta(t) rises as in {@link MultVae}. The log
 * has the mean perplexity of the groups' choices in a batch: 1 is a collapse, K an even use. E.
 * Jang, S. Gu, B. Poole: Categorical Reparameterization with Gumbel-Softmax, ICLR 2017; A. van den
 * Oord, O. Vinyals, K. Kavukcuoglu: Neural Discrete Representation Learning, NIPS 2017, section 3.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>papers</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>data, layers</td><td>images</td><td>not checked</td><td>our definition for histories:
 *     encoder and decoder of Mult-VAE</td></tr>
 * <tr><td>draw</td><td>Gumbel-softmax, tau annealed</td><td>not checked</td><td>soft; scores come
 *     from pi, without noise</td></tr>
 * <tr><td>codebook</td><td>by its loss, or by moving averages</td><td>not checked</td>
 *     <td>by its loss (equation 3); a codebook for each group</td></tr>
 * <tr><td>first codebook</td><td>not said</td><td>not checked</td><td>uniform up to 1 / K; codes
 *     that die are not drawn anew</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>left out of training</td></tr>
 * </table>
 *
 * <p>Vector codes are a step function of a history: similar ones have the same code, and scores.
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param activation function of the hidden layers
 * @param quantisation how a choice is made
 * @param groups G
 * @param codes K, of each group
 * @param codeUnits length of a vector of a codebook; vector only
 * @param temperature tau at each step; Gumbel only
 * @param dropout share of a history that training drops, in [0, 1)
 * @param beta weight of the divergence at the end of annealing; Gumbel only
 * @param annealSteps training steps over which the weight would rise to 1, if beta did not stop it
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record DiscreteVae(
    LayerSizes hidden,
    Activation activation,
    Quantisation quantisation,
    int groups,
    int codes,
    int codeUnits,
    Schedule temperature,
    double dropout,
    double beta,
    int annealSteps,
    double l2,
    Training training)
    implements HistoryRecommender, Trainable<DiscreteVae>, DiscreteVaeBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public DiscreteVae {
    Check.atLeast(1, "groups", groups, "typical: 16-64");
    Check.atLeast(2, "codes", codes, "typical: 16-512");
    Check.atLeast(1, "codeUnits", codeUnits, "typical: 8-64");
    Check.positive("temperature at the first step", temperature.at(0), "typical: 1");
    Check.rate("dropout", dropout, "typical: 0.5");
    Check.notNegative("beta", beta, "typical: 0.1-1");
    Check.atLeast(1, "annealSteps", annealSteps, "typical: 20000-200000");
    Check.notNegative("l2", l2, "typical: 0");
  }

  /** 32 soft choices of 64; tau falls by half in 6931 steps, as e^(-0.0001 t). */
  public DiscreteVae() {
    this(
        LayerSizes.of(600),
        Activation.TANH,
        Quantisation.GUMBEL,
        32,
        64,
        8,
        Schedule.exponential(1, 0.5, 6931),
        0.5,
        0.2,
        200_000,
        0,
        Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "discrete-vae";
  }

  @Override
  public DiscreteVae with(Training other) {
    return withTraining(other);
  }

  @Override
  public DiscreteVaeNetwork network(Sizes sizes, Scope scope) {
    return new DiscreteVaeNetwork(this, sizes, scope);
  }

  /** Numbers of a group in the code. */
  int unitsOfGroup() {
    return quantisation == Quantisation.GUMBEL ? codes : codeUnits;
  }
}
