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
 * The mean of all training ratings, for every user and item: {@code r = mu}. The floor of rating
 * prediction; as a ranking it says nothing, and ties go to the item with the lower index. It has no
 * hyper-parameters.
 *
 * <p>Cost: one pass over the ratings.
 */
public record MeanRating() implements Recommender {

  @Override
  public String name() {
    return "mean";
  }

  @Override
  public Fitted<BiasModel> fit(Interactions train, Fitting fitting) {
    Preconditions.ratings(this, train);
    float[] none = new float[train.itemCount()];
    RatingScale scale = RatingScale.of(train);
    double mean = BiasModel.mean(train);
    return Fitted.of(new BiasModel(this, train.items(), scale, mean, none, BiasModel.ALL_ALIKE));
  }

  @Override
  public BiasModel load(ModelReader file) throws IOException {
    return BiasModel.load(this, file, BiasModel.ALL_ALIKE);
  }

  @Override
  public long fitBytes(Interactions train) {
    return (long) Float.BYTES * train.itemCount();
  }
}
