package org.refold.study.store;

import org.refold.data.Interactions;
import org.refold.data.sets.DataSet;

/**
 * The data that a result stands on, before it was split.
 *
 * @param name the name in the catalogue, or the path
 * @param sha256 the hash of the content
 * @param users how many users
 * @param items how many items
 * @param interactions how many interactions
 */
public record DataFingerprint(String name, String sha256, int users, int items, int interactions) {

  /** The source of a data set, with the hash that it has from its opening. */
  public static DataFingerprint of(DataSet set) {
    Interactions data = set.interactions();
    return new DataFingerprint(
        set.name(), set.sha256(), data.userCount(), data.itemCount(), data.size());
  }

  /** What a file says of its data. */
  static DataFingerprint read(JsonFields json) {
    return new DataFingerprint(
        json.text("name"),
        json.text("sha256"),
        (int) json.whole("users"),
        (int) json.whole("items"),
        (int) json.whole("interactions"));
  }
}
