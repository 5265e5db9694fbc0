package org.refold.model.sequence;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.settings.Check;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceRecommender;

/**
 * SVAE: at each place of a history a variational autoencoder predicts the next items.
 *
 * <pre>
 *   h_t = GRU(E[i_t], h_{t-1})                                        [places, state]
 *   [mu_t, o_t] = A tanh(W h_t + c) + d,  o_t = log s_t^2             [places, 2 latent]
 *   z_t = mu_t + s_t e, e ~ N(0, 1)       in training; mu_t when scoring
 *   f_t = C tanh(B z_t + b) + c                                       [places, items]
 *   y_t = the items t+1 ... t+nextItems
 *   loss = mean over places of [ -1/|y_t| sum over y_t of log softmax(f_t)
 *            + beta(t) sum over latent of (mu^2 + s^2 - 1 - log s^2) / 2 ],  + l2 / 2 |weights|^2
 *   beta(t) = min(beta, t / annealSteps);  scores = f_T
 * </pre>
 *
 * <p>N. Sachdeva, G. Manco, E. Ritacco, V. Pudi: Sequential Variational Autoencoders for
 * Collaborative Filtering, WSDM 2019, equations 4.5 to 4.9.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here; as published</th></tr>
 * <tr><td>loss of a user</td><td>sum over places of likelihood and divergence</td>
 *     <td>likelihood summed over places and divided by |y_1|, divergence averaged over places</td>
 *     <td>mean over places of both; the code's likelihood, a mean over users, and with
 *     {@code batchSize=1} its divergence</td></tr>
 * <tr><td>o_t</td><td>log variance</td>
 *     <td>log standard deviation in the draw, log variance in the divergence</td>
 *     <td>log variance; the code's</td></tr>
 * <tr><td>beta</td><td>rises linearly</td>
 *     <td>min(.2, step / 200,000), anew in each epoch: it stays below .03 on MovieLens-1M</td>
 *     <td>rises once, by 1 in {@code annealSteps}, to its cap; by the users
 *     of the epoch so far, the code's with {@code annealSteps=200000}</td></tr>
 * <tr><td>scoring</td><td>not said</td>
 *     <td>z is drawn; the last item folded in is neither read nor masked; seen items are pushed down
 *     by a multiple of their score</td>
 *     <td>mean, all items read; the same as published, since scores must not depend on chance</td>
 *     </tr>
 * <tr><td>first weights</td><td>not said</td><td>table N(0, 1), GRU uniform, others Xavier</td>
 *     <td>the same</td></tr>
 * <tr><td>first biases</td><td>not said</td><td>uniform, 1 / sqrt(inputs) at most</td>
 *     <td>those of the GRU the same; others N(0, .001^2) cut at two deviations, 0 of the output</td>
 *     </tr>
 * <tr><td>optimiser</td><td>Adam, weight decay .01</td><td>Adam 0.001, .005 in the gradient</td>
 *     <td>{@code l2}, .00005: the code's, against a mean over places in place of a sum over some
 *     95; with .005 the likelihood stays at that of popularity. As published .005. Biases do not
 *     decay, the code's do</td></tr>
 * <tr><td>best epoch</td><td>-</td><td>by NDCG@100 of validation</td><td>by NDCG@10</td></tr>
 * <tr><td>batches</td><td>-</td><td>one user</td><td>16</td></tr>
 * </table>
 *
 * @param embedding units of an item
 * @param state units of the GRU
 * @param hidden units of the hidden layers from the state to the code; the decoder mirrors them
 * @param latent units of the code
 * @param nextItems how many items each place is to predict
 * @param beta weight of the divergence at the end of annealing
 * @param annealSteps training steps over which the weight would rise to 1
 * @param details whether the deviations of the authors' code are kept
 * @param maxLength the last items of a history that count
 * @param cuts of long histories, and of batches
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record Svae(
    int embedding,
    int state,
    LayerSizes hidden,
    int latent,
    int nextItems,
    double beta,
    int annealSteps,
    SvaeDetails details,
    int maxLength,
    Sequences.Cuts cuts,
    double l2,
    Training training)
    implements SequenceRecommender, Trainable<Svae>, SvaeBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Svae {
    Check.atLeast(1, "embedding", embedding, "paper: 256 units");
    Check.atLeast(1, "state", state, "paper: 200 units");
    Check.atLeast(1, "latent", latent, "paper: 64 units");
    Check.atLeast(1, "nextItems", nextItems, "paper: 4");
    Check.notNegative("beta", beta, "typical: 0.1-1");
    Check.atLeast(1, "annealSteps", annealSteps, "typical: 20000-200000");
    Check.atLeast(1, "maxLength", maxLength, "typical: 200-1000 items");
    cuts.check(maxLength);
    Check.notNegative("l2", l2, "typical: 0.00005; code, with a sum over places: 0.005");
  }

  /** The layers of the paper, the rest as the table says. */
  public Svae() {
    this(
        256,
        200,
        LayerSizes.of(150),
        64,
        4,
        0.2,
        20_000,
        SvaeDetails.CORRECTED,
        1000,
        Sequences.Cuts.last(),
        0.00005,
        Training.adam(1e-3, 16, 50).withPatience(10));
  }

  @Override
  public String name() {
    return "svae";
  }

  @Override
  public Svae with(Training other) {
    return withTraining(other);
  }

  @Override
  public long numbersOfPlace() {
    long hiddenUnits = hidden.units().stream().mapToLong(Integer::longValue).sum();
    return 3L * embedding + 30L * state + 6L * hiddenUnits + 8L * latent + 2L * nextItems;
  }

  @Override
  public SvaeNetwork network(Sizes sizes, Scope scope) {
    return new SvaeNetwork(this, sizes, scope);
  }
}
