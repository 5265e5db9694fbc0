package org.refold.model.factor;

import org.refold.data.Interactions;
import org.refold.data.RatingScale;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;

/**
 * A {@link FactorModel} of ratings. Scores are predicted ratings that are not clipped, so that they
 * tell good from best; predictions are clipped to the scale. Of users and items without a rating
 * the terms are zero, so that what is left is the mean with the other side's bias.
 */
public final class RatedFactorModel extends FactorModel implements RatingPredictor {

  private final RatingScale scale;

  RatedFactorModel(
      Recommender recommender,
      Interactions histories,
      Factors factors,
      FoldInRule rule,
      RatingScale scale) {
    super(recommender, histories, factors, rule);
    this.scale = scale;
  }

  @Override
  public void predict(Interactions asked, Interactions pairs, float[] predictions) {
    Preconditions.predict(this, asked, pairs, predictions);
    scorePairs(asked, pairs, predictions);
    for (int p = 0; p < pairs.size(); p++) {
      predictions[p] = scale.clip(predictions[p]);
    }
  }

  @Override
  public void save(ModelWriter file) {
    super.save(file);
    file.scale(scale);
  }
}
