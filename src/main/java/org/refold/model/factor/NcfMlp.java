package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.settings.Check;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.SideFeatures;
import org.refold.train.neural.PairFeatures;
import org.refold.train.neural.PairRecommender;

/**
 * The multi-layer perceptron of neural collaborative filtering, instead of a dot product.
 *
 * <pre>
 *   a_0 = [p_u ; q_i],   a_l = relu(a_l-1 W_l + c_l),   z = h.a_L + b,   y^ = s(z)
 *   loss = mean over pairs of -y log y^ - (1 - y) log(1 - y^)
 * </pre>
 *
 * <p>p and q are vectors of {@code latent} numbers, s is the logistic function; y is 1 for an
 * interaction and 0 for a drawn negative. X. He, L. Liao, H. Zhang, L. Nie, X. Hu, T.-S. Chua:
 * Neural Collaborative Filtering, WWW 2017, section 3.3.
 *
 * <p>A user who was not in training is folded in by 20 steps of Adam on the user's own vector, with
 * the rest as it is: iterative, and the loss is not convex.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>layers</td><td>a tower that halves; 3 hidden layers, the last has the "factors"</td>
 *     <td>the list counts the input: 64, 32, 16, 8 are vectors of 32 and three hidden layers</td>
 *     <td>vectors of 64, hidden layers 64, 32, 16; with none z is linear and has no interaction of
 *     user and item</td></tr>
 * <tr><td>first weights</td><td>normal, 0.01</td><td>vectors the same; layers Glorot uniform, h
 *     uniform with variance 1 / fan-in, biases 0</td><td>as the code</td></tr>
 * <tr><td>negatives</td><td>4 for an interaction</td><td>uniform, not of the history, drawn anew each
 *     epoch, all pairs shuffled</td><td>as the code</td></tr>
 * <tr><td>attributes</td><td>none; the input may be any vectors</td><td>none</td><td>{@code side}: p_u
 *     + a_u M_u for p_u, and so for items; M begins at 0. The first layer makes of it what it would
 *     make of attributes in its input</td></tr>
 * <tr><td>optimiser</td><td>Adam, 0.001, batch 256</td><td>the same</td>
 *     <td>Adam, 0.001, batch 1024</td></tr>
 * <tr><td>epochs</td><td>tuned on one training item a user</td><td>the best on the test</td>
 *     <td>30, or the best on validation data</td></tr>
 * </table>
 *
 * <p>Cost: about 6 operations for each weight and pair; when all items are scored, what the first
 * layer makes of each is computed once.
 *
 * @param latent numbers of a vector
 * @param hidden units of the hidden layers
 * @param negatives items drawn for each interaction
 * @param side whose attributes add to vectors
 * @param training how it is trained
 */
@RecordBuilder
public record NcfMlp(
    int latent, LayerSizes hidden, int negatives, SideFeatures.Use side, Training training)
    implements PairRecommender, Trainable<NcfMlp>, NcfMlpBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public NcfMlp {
    Check.atLeast(1, "latent", latent, "typical: 8-64 factors");
    Check.atLeast(1, "negatives", negatives, "paper: 4 for each item of the history");
  }

  /** 64 factors and three hidden layers. */
  public NcfMlp() {
    this(
        64,
        LayerSizes.of(64, 32, 16),
        4,
        SideFeatures.Use.NONE,
        Training.adam(1e-3, 1024, 30).withPatience(5));
  }

  @Override
  public String name() {
    return "ncf-mlp";
  }

  @Override
  public NcfMlp with(Training other) {
    return withTraining(other);
  }

  @Override
  public NcfMlpNetwork network(Sizes sizes, Scope scope, PairFeatures features) {
    return new NcfMlpNetwork(sizes, scope, features, latent, hidden, "");
  }
}
