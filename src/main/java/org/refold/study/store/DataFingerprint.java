package org.refold.study.store;

import org.refold.data.Holdout;
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

  /** What tells the parts that a search stands on from others: the hashes of their content. */
  public static String hashes(Interactions train, Holdout validation) {
    return train.sha256() + validation.foldIn().sha256() + validation.foldOut().sha256();
  }
}
