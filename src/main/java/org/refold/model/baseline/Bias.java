package org.refold.model.baseline;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.Interactions;
import org.refold.data.RatingScale;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.Check;

/**
 * The rating baseline: the mean of all ratings, what the item differs from it, and what the user
 * does, both held down where there are few ratings.
 *
 * <pre>
 *   r = mu + b_u + b_i
 *   min of sum over ratings (r_ui - mu - b_u - b_i)^2 + userShrink sum b_u^2 + itemShrink sum b_i^2
 *   b_i = sum over U_i of (r - mu - b_u) / (itemShrink + |U_i|), then
 *   b_u = sum over I_u of (r - mu - b_i) / (userShrink + |I_u|);  epochs times, from 0
 * </pre>
 *
 * <p>mu is the mean of the training ratings. Y. Koren: Factor in the Neighbors: Scalable and
 * Accurate Collaborative Filtering, ACM TKDD 4(1), 2010, section 2.1.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>Surprise</th><th>here</th></tr>
 * <tr><td>solution</td><td>by gradient, or decoupled in one sweep with shrinkage 25 and 10</td>
 *     <td>alternating, items first, 10 sweeps; or SGD</td><td>alternating, items first</td></tr>
 * <tr><td>shrinkage</td><td>tuned</td><td>items 10, users 15</td><td>the same defaults</td></tr>
 * <tr><td>an unseen user</td><td>not said</td><td>0</td><td>b_u of the history at hand</td></tr>
 * <tr><td>the scale</td><td>not said</td><td>predictions are clipped</td><td>the same; scores are
 *     not</td></tr>
 * </table>
 *
 * <p>Cost: four operations for each rating and sweep; 8 bytes for each user and item.
 *
 * @param itemShrink ratings of difference 0 that each item has besides, at least 0
 * @param userShrink ratings of difference 0 that each user has besides, at least 0
 * @param epochs how often items and users are solved for
 */
@RecordBuilder
public record Bias(double itemShrink, double userShrink, int epochs)
    implements Recommender, BiasBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a hyper-parameter is out of its range
   */
  public Bias {
    Check.notNegative("itemShrink", itemShrink, "typical: 5-25 ratings");
    Check.notNegative("userShrink", userShrink, "typical: 5-25 ratings");
    Check.atLeast(1, "epochs", epochs, "typical: 10");
  }

  /** Shrinkages of 10 and 15 ratings, 10 sweeps. */
  public Bias() {
    this(10, 15, 10);
  }

  @Override
  public String name() {
    return "bias";
  }

  @Override
  public Fitted<BiasModel> fit(Interactions train, Fitting fitting) {
    Preconditions.ratings(this, train);
    double mean = BiasModel.mean(train);
    float[] biases = itemBiases(train, mean);
    RatingScale scale = RatingScale.of(train);
    return Fitted.of(new BiasModel(this, train.items(), scale, mean, biases, userShrink));
  }

  /** Those after the last sweep; the users' follow from them. */
  private float[] itemBiases(Interactions train, double mean) {
    double[] ofItems = new double[train.itemCount()];
    double[] ofUsers = new double[train.userCount()];
    int[] counts = train.itemCounts();
    for (int sweep = 0; sweep < epochs; sweep++) {
      double[] sums = new double[ofItems.length];
      for (int user = 0; user < ofUsers.length; user++) {
        for (int p = train.start(user); p < train.end(user); p++) {
          sums[train.item(p)] += train.value(p) - mean - ofUsers[user];
        }
      }
      for (int item = 0; item < ofItems.length; item++) {
        ofItems[item] = counts[item] == 0 ? 0 : sums[item] / (itemShrink + counts[item]);
      }
      for (int user = 0; user < ofUsers.length; user++) {
        double sum = 0;
        for (int p = train.start(user); p < train.end(user); p++) {
          sum += train.value(p) - mean - ofItems[train.item(p)];
        }
        ofUsers[user] = train.count(user) == 0 ? 0 : sum / (userShrink + train.count(user));
      }
    }
    float[] floats = new float[ofItems.length];
    for (int item = 0; item < floats.length; item++) {
      floats[item] = (float) ofItems[item];
    }
    return floats;
  }

  @Override
  public BiasModel load(ModelReader file) throws IOException {
    return BiasModel.load(this, file, userShrink);
  }

  @Override
  public long fitBytes(Interactions train) {
    return 2L * Double.BYTES * (train.userCount() + 2L * train.itemCount());
  }
}
