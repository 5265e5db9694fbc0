package org.refold.tribuo;

import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Parallel;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.RatingPredictor;
import org.tribuo.regression.Regressor;

/**
 * A fitted {@link TribuoRecommender}. It does not fold in: users go by their raw ids, and what they
 * have rated since is not looked at.
 *
 * <p>Scores are predicted ratings, not clipped, so that they tell good from best; predictions are
 * clipped to the bounds of the training ratings. Features that the model has not been trained on
 * are passed over, as Tribuo does. So for a user or item without training ratings, what remains is
 * the other one of the pair and the side information: a linear model then has the bias of the item
 * alone, a factorisation machine that and no factors of the user, trees take the branch for missing
 * values. Where no feature is known at all, for which Tribuo throws, the prediction is the mean of
 * the training ratings.
 *
 * <p>May be asked by several threads as far as the Tribuo model may: linear models, factorisation
 * machines, trees and XGBoost may.
 */
public final class TribuoModel implements KnownUsers, RatingPredictor {

  private final org.tribuo.Model<Regressor> model;
  private final RatingFeatures features;
  private final RatingSummary ratings;
  private final FitProvenance provenance;
  private final Features[] itemFeatures;

  TribuoModel(
      org.tribuo.Model<Regressor> model,
      RatingFeatures features,
      RatingSummary ratings,
      FitProvenance provenance) {
    this.model = model;
    this.features = features;
    this.ratings = ratings;
    this.provenance = provenance;
    this.itemFeatures = known(features.items(), items());
  }

  @Override
  public Vocabulary items() {
    return features.items().known();
  }

  @Override
  public Vocabulary users() {
    return features.users().known();
  }

  /** The model as Tribuo has it: its parameters, its provenance, its ways of saving. */
  public org.tribuo.Model<Regressor> tribuo() {
    return model;
  }

  /** Our side of the fit: recommender, training data, side information, seed. */
  public FitProvenance provenance() {
    return provenance;
  }

  @Override
  public void scoreKnown(int[] known, float[] scores) {
    Parallel.rows(
        known.length,
        1,
        (from, to) -> {
          PairBlock block = new PairBlock(model, ratings.mean(), scores);
          for (int row = from; row < to; row++) {
            Features user = known(features.users(), users().id(known[row]));
            for (int item = 0; item < itemFeatures.length; item++) {
              block.add(itemFeatures[item], user, row * itemFeatures.length + item);
            }
          }
          block.flush();
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Items, too, go by their raw ids.
   */
  @Override
  public void predict(Interactions histories, Interactions pairs, float[] predictions) {
    Features[] items =
        pairs.items().equals(items()) ? itemFeatures : known(features.items(), pairs.items());
    Parallel.rows(
        pairs.userCount(),
        1,
        (from, to) -> {
          PairBlock block = new PairBlock(model, ratings.mean(), predictions);
          for (int row = from; row < to; row++) {
            Features user = known(features.users(), pairs.users().id(row));
            for (int p = pairs.start(row); p < pairs.end(row); p++) {
              block.add(items[pairs.item(p)], user, p);
            }
          }
          block.flush();
        });
    for (int p = 0; p < pairs.size(); p++) {
      predictions[p] = ratings.clip(predictions[p]);
    }
  }

  private Features[] known(EntityFeatures of, Vocabulary ids) {
    return ids.ids().stream().map(id -> known(of, id)).toArray(Features[]::new);
  }

  private Features known(EntityFeatures of, String id) {
    return of.of(id).within(model.getFeatureIDMap());
  }

  @Override
  public String toString() {
    return "%s over %d users and %d items"
        .formatted(model.getName(), users().size(), items().size());
  }
}
