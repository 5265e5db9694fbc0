package org.refold.tribuo;

import java.util.HashMap;
import java.util.Map;
import org.refold.data.Interactions;
import org.tribuo.MutableDataset;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * Ratings as Tribuo's data sets: one example for each rating, with the dimension {@value #RATING}.
 *
 * <p>Memory: Tribuo keeps an object for each example. Examples made here take about 0.1 kB a rating
 * without side information (105 bytes were measured on MovieLens-100K), since equal ratings share
 * one output and names are shared; examples of Tribuo's own readers take about 0.3 kB. Trainers
 * copy them: count another 0.2 kB a rating while one is fitted.
 */
public final class RatingDatasets {

  /** The name of the one dimension that is predicted. */
  public static final String RATING = "rating";

  private RatingDatasets() {}

  /**
   * The ratings of all users, without side information.
   *
   * @param name what its provenance calls the data, such as {@code ml-100k}
   * @param ratings one example each, in order; where there are no values each counts as 1
   */
  public static MutableDataset<Regressor> of(String name, Interactions ratings) {
    return of(name, ratings, RatingFeatures.of(ratings));
  }

  /**
   * The ratings of all users. The provenance of the data set has the name of the data, its size and
   * its hash ({@link Interactions#sha256}), and by Tribuo's design the time of this call.
   *
   * @param name what its provenance calls the data
   * @param ratings one example each, in order; with the users and items of the features, or others
   * @param features those of the training data
   * @throws IllegalArgumentException if there is no feature of either user or item of a rating
   */
  public static MutableDataset<Regressor> of(
      String name, Interactions ratings, RatingFeatures features) {
    RegressionFactory factory = new RegressionFactory();
    String description = "%s: %s, sha256 %s".formatted(name, ratings, ratings.sha256());
    MutableDataset<Regressor> data =
        new MutableDataset<>(new SimpleDataSourceProvenance(description, factory), factory);
    Features[] items =
        ratings.items().ids().stream().map(features.items()::of).toArray(Features[]::new);
    Map<Float, Regressor> outputs = new HashMap<>();
    for (int u = 0; u < ratings.userCount(); u++) {
      Features user = features.users().of(ratings.users().id(u));
      for (int p = ratings.start(u); p < ratings.end(u); p++) {
        Regressor rating =
            outputs.computeIfAbsent(ratings.value(p), value -> new Regressor(RATING, value));
        data.add(new PairExample(rating).set(items[ratings.item(p)], user));
      }
    }
    return data;
  }
}
