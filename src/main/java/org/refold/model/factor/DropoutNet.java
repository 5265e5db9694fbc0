package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Ndcg;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.settings.Check;
import org.refold.train.Phase;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.SideFeatures;
import org.refold.train.batch.SideRecommender;
import org.refold.train.batch.UserFeatures;
import org.refold.train.neural.NeuralFit;

/**
 * DropoutNet: two towers that read the factors of {@link Ials} and attributes, and are trained with
 * factors left out, so that attributes alone serve those of whom there are none.
 *
 * <pre>
 *   u = f([p_u ; a_u]),  v = g([q_i ; a_i]),  score = u.v
 *   f, g: layers tanh(batchnorm(x W + b)), the last one x W + b
 *   loss = mean over pairs of (u.v - p_u.q_i)^2 / 2
 * </pre>
 *
 * <p>p and q are vectors of {@code latent} numbers, a the attributes of {@link SideFeatures}, u and
 * v have {@code vectorUnits}. Of a batch a share {@code dropout} of the pairs has p_u = 0, and
 * another such share, drawn by itself, q_i = 0; targets keep the factors. M. Volkovs, G. Yu, T.
 * Poutanen: DropoutNet: Addressing Cold Start in Recommender Systems, NIPS 2017, section 4.
 *
 * <p>p of a user, of the training data or not, is that of iALS for the history at hand, and zero
 * without one; q of an item that no training user has is zero. Both are standardised, zeros not.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>factors</td><td>WMF, 200</td><td>given</td><td>iALS, 192</td></tr>
 * <tr><td>pairs of a user</td><td>all, or some</td><td>2,500 of the best scores and 2,500 random
 *     items</td><td>{@code pairs} an epoch: half of the {@code candidates} best, half of all items
 *     with users</td></tr>
 * <tr><td>a new user's p</td><td>mean of the q of her items, also in training</td><td>zero</td>
 *     <td>solved for by iALS</td></tr>
 * <tr><td>inputs</td><td>not said</td><td>factors standardised, cut at 5</td><td>the same</td></tr>
 * <tr><td>batch normalisation</td><td>not said</td><td>TensorFlow: running averages by 0.1, 0.001
 *     added to variances; PyTorch: by 0.01</td><td>0.1, 0.001</td></tr>
 * <tr><td>first weights</td><td>not said</td><td>truncated normal, 0.01</td><td>the same</td></tr>
 * <tr><td>optimiser</td><td>SGD, momentum 0.9</td><td>the same, 0.005, times 0.1 at times; batch
 *     100</td><td>Adam, 0.001, batch 1000</td></tr>
 * </table>
 *
 * <p>Cost: that of iALS, and for each pair six times the weights of both towers in operations.
 *
 * @param latent numbers of a factor
 * @param unobservedWeight as in {@link Ials}
 * @param l2 as in {@link Ials}
 * @param pretrainingEpochs of {@link Ials}
 * @param hidden units of the hidden layers of either tower, from the input on
 * @param vectorUnits numbers of u and v
 * @param dropout share of the pairs of a batch without the factor of the user, and of the item
 * @param candidates how many of a user's best items are drawn from
 * @param pairs how many pairs of each user an epoch has
 * @param side whose attributes are read
 * @param training how the towers are trained
 */
@RecordBuilder
public record DropoutNet(
    int latent,
    double unobservedWeight,
    double l2,
    int pretrainingEpochs,
    LayerSizes hidden,
    int vectorUnits,
    double dropout,
    int candidates,
    int pairs,
    SideFeatures.Use side,
    Training training)
    implements SideRecommender, Trainable<DropoutNet>, DropoutNetBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public DropoutNet {
    factors(latent, unobservedWeight, l2, pretrainingEpochs);
    Check.atLeast(1, "vectorUnits", vectorUnits, "typical: 64-200");
    Check.rate("dropout", dropout, "typical: 0.5");
    Check.atLeast(1, "candidates", candidates, "typical: 100-2500 items");
    Check.atLeast(1, "pairs", pairs, "typical: 20-400 for each user");
  }

  /** The factors of {@link ContentMap}, and towers of 200 and 100 units on all attributes. */
  public DropoutNet() {
    this(
        192,
        0.3,
        0.007,
        12,
        LayerSizes.of(200, 100),
        64,
        0.5,
        200,
        40,
        SideFeatures.Use.BOTH,
        Training.adam(1e-3, 1000, 40).withPatience(10));
  }

  private static Ials factors(int latent, double unobservedWeight, double l2, int epochs) {
    return new Ials(latent, unobservedWeight, l2, 1, epochs);
  }

  private Ials factors() {
    return factors(latent, unobservedWeight, l2, pretrainingEpochs);
  }

  @Override
  public String name() {
    return "dropout-net";
  }

  @Override
  public DropoutNet with(Training other) {
    return withTraining(other);
  }

  @Override
  public Fitted<DropoutNetModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    FeatureRows ofItems = side.ofItems(fitting.sideInformation(), train);
    UserFeatures ofUsers = side.ofAllUsers(fitting.sideInformation(), train);
    IalsModel factors = factors().fit(train, fitting).model();
    try {
      FactorPairs examples = FactorPairs.of(train, factors, candidates, pairs);
      TowerInputs users = examples.users(ofUsers.rows());
      TowerInputs items = examples.items(ofItems);
      Scope scope = NeuralFit.scope(fitting);
      DropoutNetTowers towers = new DropoutNetTowers(this, scope, users, items);
      Interactions histories = train.withoutValues().withUsers(ofUsers.ids());
      DropoutNetModel model = new DropoutNetModel(this, histories, factors, scope, towers);
      return NeuralFit.train(
          this,
          train,
          fitting,
          training.plan(0, examples),
          new Ndcg(100),
          scope,
          model::refresh,
          List.of(
              new Phase<>(
                  "all", scope.parameters(), examples, step -> towers.loss(step, examples))));
    } catch (RuntimeException | Error e) {
      factors.close();
      throw e;
    }
  }

  @Override
  public DropoutNetModel load(ModelReader file) throws IOException {
    IalsModel factors = factors().load(file);
    TowerInputs users =
        TowerInputs.load(file, "users", side.isOfUsers(), file.users().size(), latent);
    TowerInputs items =
        TowerInputs.load(file, "items", side.isOfItems(), file.items().size(), latent);
    Scope scope = NeuralFit.scope(file);
    DropoutNetTowers towers = new DropoutNetTowers(this, scope, users, items);
    return new DropoutNetModel(this, file.histories(), factors, scope, towers).refresh();
  }

  /** That of iALS, the towers, the factors of all users once more, and their best items. */
  @Override
  public long fitBytes(Interactions train) {
    TowerInputs none = TowerInputs.none(latent);
    return factors().fitBytes(train)
        + NeuralFit.bytes(scope -> new DropoutNetTowers(this, scope, none, none), training, train)
        + Float.BYTES * (long) train.userCount() * (latent + candidates);
  }
}
