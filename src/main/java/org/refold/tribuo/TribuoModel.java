package org.refold.tribuo;

import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Parallel;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.RatingPredictor;
import org.refold.settings.BadInputException;
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

  private final TribuoRecommender recommender;
  private final org.tribuo.Model<Regressor> model;
  private final RatingFeatures features;
  private final Interactions histories;
  private final RatingSummary ratings;
  private final FitProvenance provenance;
  private final Features[] itemFeatures;

  TribuoModel(
      TribuoRecommender recommender,
      org.tribuo.Model<Regressor> model,
      RatingFeatures features,
      Interactions histories,
      RatingSummary ratings,
      FitProvenance provenance) {
    this.recommender = recommender;
    this.model = model;
    this.histories = histories;
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
  public Interactions histories() {
    return histories;
  }

  @Override
  public TribuoRecommender recommender() {
    return recommender;
  }

  /**
   * Refuses: a model of Tribuo is kept in Tribuo's own files.
   *
   * @throws BadInputException always
   */
  @Override
  public void save(ModelWriter file) {
    throw keptByTribuo();
  }

  static BadInputException keptByTribuo() {
    return new BadInputException(
        "a model of Tribuo is not kept in a model file of ours: use"
            + " tribuo().serializeToFile(path)");
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
  public void score(Interactions asked, int from, int to, float[] scores) {
    Preconditions.foldIn(this, asked, from, to, scores);
    for (int row = from; row < to; row++) {
      known(asked.users().id(row)); // refuses users it was not trained on
    }
    Parallel.rows(
        to - from,
        1,
        (first, end) -> {
          PairBlock block = new PairBlock(model, ratings.mean(), scores);
          for (int row = first; row < end; row++) {
            Features user = known(features.users(), asked.users().id(from + row));
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
      predictions[p] = ratings.scale().clip(predictions[p]);
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
    return String.format(
        Locale.ROOT,
        "%s over %d users and %d items",
        model.getName(),
        users().size(),
        items().size());
  }
}
