package org.refold.model.baseline;

import java.io.IOException;
import org.refold.data.Interactions;
import org.refold.data.RatingScale;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;

/**
 * The mean of an item's ratings, for every user: {@code r = (1 / |U_i|) sum over U_i of r_ui}, and
 * the mean of all training ratings for an item without any. It has no hyper-parameters.
 *
 * <p>An item of one rating of 5 is ranked first: {@code bias} with its shrinkage does better.
 *
 * <p>Cost: one pass over the ratings.
 */
public record ItemMean() implements Recommender {

  @Override
  public String name() {
    return "item-mean";
  }

  @Override
  public Fitted<BiasModel> fit(Interactions train, Fitting fitting) {
    Preconditions.ratings(this, train);
    double mean = BiasModel.mean(train);
    double[] sums = new double[train.itemCount()];
    int[] counts = train.itemCounts();
    for (int p = 0; p < train.size(); p++) {
      sums[train.item(p)] += train.value(p) - mean;
    }
    float[] biases = new float[sums.length];
    for (int item = 0; item < biases.length; item++) {
      biases[item] = counts[item] == 0 ? 0 : (float) (sums[item] / counts[item]);
    }
    RatingScale scale = RatingScale.of(train);
    return Fitted.of(new BiasModel(this, train.items(), scale, mean, biases, BiasModel.ALL_ALIKE));
  }

  @Override
  public BiasModel load(ModelReader file) throws IOException {
    return BiasModel.load(this, file, BiasModel.ALL_ALIKE);
  }

  @Override
  public long fitBytes(Interactions train) {
    return (long) (Float.BYTES + Double.BYTES + Integer.BYTES) * train.itemCount();
  }
}
