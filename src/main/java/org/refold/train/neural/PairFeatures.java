package org.refold.train.neural;

import java.io.IOException;
import org.refold.data.Interactions;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.SideFeatures;

/**
 * What a network of pairs knows of users and items besides who they are.
 *
 * @param users a row for each user of the training data
 * @param items a row for each item
 */
public record PairFeatures(FeatureRows users, FeatureRows items) {

  /** Nothing. */
  public static PairFeatures none(Sizes sizes) {
    return new PairFeatures(FeatureRows.none(sizes.users()), FeatureRows.none(sizes.items()));
  }

  /** One feature that nothing has, of each side that is used: to see what parameters there are. */
  public static PairFeatures named(SideFeatures.Use side) {
    FeatureRows one = new FeatureRows(1, new int[2], new int[0], new float[0]);
    FeatureRows none = FeatureRows.none(1);
    return new PairFeatures(side.isOfUsers() ? one : none, side.isOfItems() ? one : none);
  }

  /** Those of a fit. */
  static PairFeatures of(SideFeatures.Use side, Interactions train, Fitting fitting) {
    return new PairFeatures(
        side.ofUsers(fitting.sideInformation(), train),
        side.ofItems(fitting.sideInformation(), train));
  }

  /** Those of a model file. */
  static PairFeatures load(ModelReader file, SideFeatures.Use side) throws IOException {
    return new PairFeatures(
        FeatureRows.load(file, "users", side.isOfUsers(), file.users().size()),
        FeatureRows.load(file, "items", side.isOfItems(), file.items().size()));
  }

  void save(ModelWriter file) {
    users.save(file, "users");
    items.save(file, "items");
  }
}
