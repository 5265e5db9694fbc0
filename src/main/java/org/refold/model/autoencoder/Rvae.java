package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.settings.Check;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.neural.HistoryRecommender;

/**
 * RVAE, the ranking variational autoencoder: Bayesian personalised ranking with a stochastic code
 * of each pair of user and item.
 *
 * <pre>
 *   e_u = mean of e_i over the history                   [vectorUnits]
 *   a   = relu(e_u A1 + e_i A2 + c)                      [hidden]
 *   mu, log s^2 = linear of a;  z ~ N(mu, s^2)           [latent]; mu when scoring
 *   s_ui = z w + w0 + b_i
 *   loss = mean over triples (u, i, j) of -log sigmoid(s_ui - s_uj) + beta (KL_ui + KL_uj)
 * </pre>
 *
 * <p>i is an item of the history, j one that is drawn anew for it each epoch, uniformly from the
 * others. It has the letters of a recurrent autoencoder, but is none. N. Sachdeva, G. Manco, E.
 * Ritacco, V. Pudi: Sequential Variational Autoencoders for Collaborative Filtering, WSDM 2019,
 * section 4.2, equations 4.2 to 4.4, where it is a baseline that stays below BPR.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>user</td><td>a vector of its own</td><td>trained on the fold-in of test users, too</td>
 *     <td>our definition: the mean of the history, so that new users fold in; a bias of each item</td></tr>
 * <tr><td>loss</td><td>logistic, beta (KL + KL)</td><td>0 KL + 3.8 hinge + a decoder that names the
 *     item</td><td>logistic, or hinge; no such decoder</td></tr>
 * <tr><td>negatives</td><td>not said</td><td>5 for each user, fixed</td><td>one for each item, drawn
 *     anew</td></tr>
 * <tr><td>training</td><td>not said</td><td>Adam 1e-3, 512 pairs, weight decay 1e-6, 50 epochs;
 *     vectors N(0, 0.01^2), Xavier normal</td><td>the same, in batches of users</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>left out of training</td></tr>
 * </table>
 *
 * <p>Scoring takes 2 hidden operations for each user and item: the part of an item is computed
 * once.
 *
 * @param vectorUnits units of the vector of an item
 * @param hidden units of the layer that user and item meet in
 * @param latent units of the code of a pair
 * @param rankingLoss of a pair of scores
 * @param beta weight of the divergences
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained, on batches of users
 */
@RecordBuilder
public record Rvae(
    int vectorUnits,
    int hidden,
    int latent,
    RankingLoss rankingLoss,
    double beta,
    double l2,
    Training training)
    implements HistoryRecommender, Trainable<Rvae>, RvaeBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Rvae {
    Check.atLeast(1, "vectorUnits", vectorUnits, "paper: 128");
    Check.atLeast(1, "hidden", hidden, "paper: 100 units");
    Check.atLeast(1, "latent", latent, "paper: 64 units");
    Check.notNegative("beta", beta, "typical: 0.01");
    Check.notNegative("l2", l2, "typical: 1e-6");
  }

  /** The layers of the authors' code, and the loss of the paper. */
  public Rvae() {
    this(128, 100, 64, RankingLoss.LOGISTIC, 0.01, 1e-6, Training.adam(1e-3, 16, 50));
  }

  @Override
  public String name() {
    return "rvae";
  }

  @Override
  public Rvae with(Training other) {
    return withTraining(other);
  }

  @Override
  public RvaeNetwork network(Sizes sizes, Scope scope) {
    return new RvaeNetwork(this, sizes, scope);
  }
}
