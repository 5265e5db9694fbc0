package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.data.Interactions;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Mixtures;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.neural.HistoryRecommender;

/**
 * RecVAE: a variational autoencoder with a composite prior, a weight of the divergence for each
 * user, and a deep encoder trained in turns with a linear decoder.
 *
 * <pre>
 *   a  = dropout(x / |x|)                            for the encoder only
 *   h1 = LN(swish(a W1 + c1));  hj = LN(swish(h(j-1) Wj + cj + h1 + ... + h(j-1)))
 *   mu = h A + a, log s^2 = h B + b                  [users, latent]
 *   f  = z D + d,  z ~ N(mu, s^2); mu when scoring   [users, items]
 *   p(z) = 3/20 N(0, 1) + 3/4 N(old mu, old s^2) + 1/10 N(0, e^10)     of each unit
 *   loss of the encoder = mean over users of [ -sum x log softmax(f)
 *                           + gamma |x|_1 sum over units of (log q(z) - log p(z)) ]
 *   loss of the decoder = mean over users of -sum x log softmax(f), x not dropped
 * </pre>
 *
 * <p>An epoch is {@code encoderPasses} over the data that change the encoder, then one that changes
 * the decoder; each has an optimiser of its own. The old moments are those of clean histories under
 * the encoder at the end of its last turn, at first under the first weights; they are kept for all
 * users, [users, 2 latent], while training lasts. I. Shenbin, A. Alekseev, E. Tutubalina, V.
 * Malykh, S. Nikolenko: RecVAE, WSDM 2020, section 3; code: ilya-shenbin/RecVAE.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>old moments</td><td>a copy of the encoder</td><td>branch wsdm: kept for each user; master:
 *     a copy, at first of other random weights</td><td>as wsdm</td></tr>
 * <tr><td>layer norm</td><td>not said</td><td>epsilon 1e-5 in wsdm, 0.1 in master</td>
 *     <td>0.1</td></tr>
 * <tr><td>weight of the divergence</td><td>gamma |x|_1 (3.4)</td><td>|x| of the clean history</td>
 *     <td>as the code</td></tr>
 * <tr><td>divergence</td><td>one draw</td><td>one draw, the mixture by log-sum-exp</td>
 *     <td>as the code; no gradient into the prior</td></tr>
 * <tr><td>first weights</td><td>not said</td><td>uniform up to 1 / sqrt(in), biases too</td>
 *     <td>as the code</td></tr>
 * <tr><td>training</td><td>Adam 5e-4, batches of 500, 50 epochs of 3 passes and 1</td>
 *     <td>the same</td><td>the same; what a turn leaves alone costs no gradients</td></tr>
 * <tr><td>users without history</td><td>none</td><td>not a number</td><td>left out</td></tr>
 * </table>
 *
 * @param hidden units of the encoder's layers, all the same
 * @param latent units of the code
 * @param dropout share of a history that training of the encoder drops, in [0, 1)
 * @param gamma weight of the divergence for each item of a user's history
 * @param encoderPasses passes over the data in the encoder's turn
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained; an epoch is both turns
 */
@RecordBuilder
public record RecVae(
    LayerSizes hidden,
    int latent,
    double dropout,
    double gamma,
    int encoderPasses,
    double l2,
    Training training)
    implements HistoryRecommender, Trainable<RecVae>, RecVaeBuilder.With {

  /** The prior of each unit; what is given are the old moments. */
  static final Mixtures.Composite PRIOR = new Mixtures.Composite(0.15, 0.75, 0.1, 10);

  /** Values, and those of the best epoch. */
  private static final int COPIES_OF_MOMENTS = 2;

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public RecVae {
    Check.atLeast(1, "latent", latent, "typical: 200 units");
    Check.rate("dropout", dropout, "paper: 0.5");
    Check.notNegative("gamma", gamma, "typical: 0.0035-0.01");
    Check.atLeast(1, "encoderPasses", encoderPasses, "paper: 3");
    Check.notNegative("l2", l2, "paper: 0");
    DenselyConnected.check(hidden);
  }

  /** The settings of the paper for MovieLens-20M. */
  public RecVae() {
    this(
        LayerSizes.of(600, 600, 600, 600, 600),
        200,
        0.5,
        0.005,
        3,
        0,
        Training.adam(5e-4, 500, 50));
  }

  @Override
  public String name() {
    return "rec-vae";
  }

  @Override
  public RecVae with(Training other) {
    return withTraining(other);
  }

  @Override
  public RecVaeNetwork network(Sizes sizes, Scope scope) {
    return new RecVaeNetwork(this, sizes, scope);
  }

  @Override
  public long fitBytes(Interactions train) {
    long moments = 2L * latent * train.userCount() * Float.BYTES;
    return HistoryRecommender.super.fitBytes(train) + COPIES_OF_MOMENTS * moments;
  }
}
