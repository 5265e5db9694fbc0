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
        load(file, "users", side.isOfUsers(), file.users().size()),
        load(file, "items", side.isOfItems(), file.items().size()));
  }

  /** Rows that {@link #save(ModelWriter, String, FeatureRows)} kept, or none. */
  static FeatureRows load(ModelReader file, String name, boolean used, int rows)
      throws IOException {
    if (!used) {
      return FeatureRows.none(rows);
    }
    int[] ids = file.ints(name + " attribute ids");
    return new FeatureRows(
        file.ints(name + " attribute count", 1)[0],
        file.ints(name + " attribute starts", rows + 1),
        ids,
        file.floats(name + " attribute weights", ids.length));
  }

  void save(ModelWriter file) {
    save(file, "users", users);
    save(file, "items", items);
  }

  /** Keeps rows, if they have features. */
  static void save(ModelWriter file, String name, FeatureRows rows) {
    if (!rows.isEmpty()) {
      file.add(name + " attribute count", new int[] {rows.count()})
          .add(name + " attribute starts", rows.starts())
          .add(name + " attribute ids", rows.ids())
          .add(name + " attribute weights", rows.weights());
    }
  }
}
