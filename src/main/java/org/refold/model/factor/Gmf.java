package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Model;
import org.refold.settings.Check;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.SideFeatures;
import org.refold.train.neural.PairFeatures;
import org.refold.train.neural.PairModel;
import org.refold.train.neural.PairRecommender;

/**
 * GMF: matrix factorisation whose dimensions have weights, trained on interactions and drawn
 * negatives.
 *
 * <pre>
 *   z = h.(p_u * q_i) + b,   y^ = s(z)
 *   loss = mean over pairs of -y log y^ - (1 - y) log(1 - y^)
 * </pre>
 *
 * <p>p and q are vectors of {@code latent} numbers, * multiplies them number by number, s is the
 * logistic function; y is 1 for an interaction and 0 for a negative. X. He, L. Liao, H. Zhang, L.
 * Nie, X. Hu, T.-S. Chua: Neural Collaborative Filtering, WWW 2017, section 3.2. There are no
 * biases of users or items.
 *
 * <p>A user who was not in training is folded in by 20 steps of Adam on the user's own vector, with
 * the rest as it is: iterative, and the minimum is not reached.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>negatives</td><td>4 for an interaction</td><td>uniform, not of the history, drawn anew each
 *     epoch, all pairs shuffled</td><td>as the code</td></tr>
 * <tr><td>first weights</td><td>normal, 0.01</td><td>the same; h uniform with variance 1 / latent, b
 *     0</td><td>as the code</td></tr>
 * <tr><td>attributes</td><td>none</td><td>none</td><td>{@code side}: p_u + a_u M_u for p_u, and so for
 *     items; M begins at 0</td></tr>
 * <tr><td>optimiser</td><td>Adam, 0.001, batch 256</td><td>the same</td>
 *     <td>Adam, 0.001, batch 1024</td></tr>
 * <tr><td>penalty</td><td>tuned</td><td>0; else of the whole matrices at each batch</td>
 *     <td>none, or {@code weightDecay}</td></tr>
 * <tr><td>epochs</td><td>tuned on one training item a user</td><td>the best on the test</td>
 *     <td>30, or the best on validation data</td></tr>
 * </table>
 *
 * <p>Cost: {@code 12 latent} operations a pair, and a step of Adam on all vectors each batch.
 *
 * @param latent numbers of a vector
 * @param negatives items drawn for each interaction
 * @param side whose attributes add to vectors
 * @param training how it is trained
 */
@RecordBuilder
public record Gmf(int latent, int negatives, SideFeatures.Use side, Training training)
    implements PairRecommender, Trainable<Gmf>, GmfBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Gmf {
    Check.atLeast(1, "latent", latent, "typical: 8-64 factors");
    Check.atLeast(1, "negatives", negatives, "paper: 4 for each item of the history");
  }

  /** 32 factors. */
  public Gmf() {
    this(32, 4, SideFeatures.Use.NONE, Training.adam(1e-3, 1024, 30).withPatience(5));
  }

  @Override
  public String name() {
    return "gmf";
  }

  @Override
  public Gmf with(Training other) {
    return withTraining(other);
  }

  @Override
  public GmfNetwork network(Sizes sizes, Scope scope, PairFeatures features) {
    return new GmfNetwork(sizes, scope, features, latent, "");
  }

  @Override
  public boolean mayBe(Class<? extends Model> ability) {
    return ability.isAssignableFrom(GmfModel.class);
  }

  @Override
  public PairModel model(PairModel.Parts parts) {
    return new GmfModel(parts, (GmfNetwork) parts.frozen());
  }
}
