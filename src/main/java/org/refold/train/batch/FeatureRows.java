package org.refold.train.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.refold.data.Interactions;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;

/**
 * Sparse features of users or of items, row by row, in arrays for kernels: those of a row stand at
 * {@code starts[row] <= at < starts[row + 1]}.
 *
 * @param count how many features there are
 * @param starts where each row begins, and one entry more
 * @param ids of features
 * @param weights beside each id
 */
@SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
public record FeatureRows(int count, int[] starts, int[] ids, float[] weights) {

  /** Rows without features. */
  public static FeatureRows none(int rows) {
    return new FeatureRows(0, new int[rows + 1], new int[0], new float[0]);
  }

  /** The items of each history as its features, each weighing {@code 1 / sqrt(|history|)}. */
  public static FeatureRows ofHistories(Interactions histories) {
    int[] starts = new int[histories.userCount() + 1];
    int[] ids = new int[histories.size()];
    float[] weights = new float[ids.length];
    for (int user = 0; user < histories.userCount(); user++) {
      starts[user + 1] = histories.end(user);
      float weight = (float) (1 / Math.sqrt(histories.count(user)));
      for (int p = histories.start(user); p < histories.end(user); p++) {
        ids[p] = histories.item(p);
        weights[p] = weight;
      }
    }
    return new FeatureRows(histories.itemCount(), starts, ids, weights);
  }

  /** The features of both, those of the other behind these. */
  public FeatureRows and(FeatureRows other) {
    List<List<Feature>> rows = new ArrayList<>();
    for (int row = 0; row < starts.length - 1; row++) {
      List<Feature> both = new ArrayList<>(features(row, 0));
      both.addAll(other.features(row, count));
      rows.add(both);
    }
    return of(count + other.count, rows);
  }

  /** The same, where some rows lose their features. */
  FeatureRows withoutRows(IntPredicate emptied) {
    List<List<Feature>> rows = new ArrayList<>();
    for (int row = 0; row < starts.length - 1; row++) {
      rows.add(emptied.test(row) ? List.of() : features(row, 0));
    }
    return of(count, rows);
  }

  private List<Feature> features(int row, int shift) {
    List<Feature> features = new ArrayList<>();
    for (int at = starts[row]; at < starts[row + 1]; at++) {
      features.add(new Feature(shift + ids[at], weights[at]));
    }
    return features;
  }

  /** Rows out of the features of each, by id and weight. */
  static FeatureRows of(int count, List<? extends List<Feature>> rows) {
    int[] starts = new int[rows.size() + 1];
    for (int row = 0; row < rows.size(); row++) {
      starts[row + 1] = starts[row] + rows.get(row).size();
    }
    int[] ids = new int[starts[rows.size()]];
    float[] weights = new float[ids.length];
    for (int row = 0; row < rows.size(); row++) {
      int at = starts[row];
      for (Feature feature : rows.get(row)) {
        ids[at] = feature.id();
        weights[at++] = feature.weight();
      }
    }
    return new FeatureRows(count, starts, ids, weights);
  }

  /**
   * One feature of a row.
   *
   * @param id of the feature
   * @param weight of it
   */
  record Feature(int id, float weight) {}

  /** Turned round: a row for each feature, whose features are the rows that have it. */
  public FeatureRows transposed() {
    List<List<Feature>> turned = new ArrayList<>();
    for (int feature = 0; feature < count; feature++) {
      turned.add(new ArrayList<>());
    }
    for (int row = 0; row < starts.length - 1; row++) {
      for (int at = starts[row]; at < starts[row + 1]; at++) {
        turned.get(ids[at]).add(new Feature(row, weights[at]));
      }
    }
    return of(starts.length - 1, turned);
  }

  /**
   * Rows that {@link #save} kept.
   *
   * @param name of whom they are
   * @param used whether there are any
   * @param rows how many
   */
  public static FeatureRows load(ModelReader file, String name, boolean used, int rows)
      throws IOException {
    if (!used) {
      return none(rows);
    }
    int[] ids = file.ints(name + " attribute ids");
    return new FeatureRows(
        file.ints(name + " attribute count", 1)[0],
        file.ints(name + " attribute starts", rows + 1),
        ids,
        file.floats(name + " attribute weights", ids.length));
  }

  /** Hands over the rows, if they have features. */
  public void save(ModelWriter file, String name) {
    if (!isEmpty()) {
      file.add(name + " attribute count", new int[] {count})
          .add(name + " attribute starts", starts)
          .add(name + " attribute ids", ids)
          .add(name + " attribute weights", weights);
    }
  }

  /** Whether no row has a feature. */
  public boolean isEmpty() {
    return ids.length == 0;
  }
}
