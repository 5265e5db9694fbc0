package org.refold.study.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSet;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;

/**
 * The data that a result stands on, before they were split.
 *
 * @param name the name in the catalogue, or the path; of a split that comes whole from files, its
 *     text, such as {@code dir:PATH}
 * @param sha256 the hash of the content
 * @param users how many users
 * @param items how many items
 * @param interactions how many interactions
 * @param attributesFrom the data set that gave raw ids and attributes to a split that comes whole
 *     from files; null for most
 */
public record DataFingerprint(
    String name,
    String sha256,
    int users,
    int items,
    int interactions,
    @Nullable String attributesFrom) {

  /** The source of a data set, with the hash that it has from its opening. */
  public static DataFingerprint of(DataSet set) {
    return of(set.name(), set.sha256(), set.interactions(), null);
  }

  /**
   * The source of a split: the data set that was split or, where all parts come from files, what
   * these hold.
   *
   * @param set what {@link org.refold.split.Splitter#open} gave
   * @param split one that was made of it
   */
  public static DataFingerprint of(DataSet set, Split split) {
    if (!Splitters.isOfFiles(split.spec())) {
      return of(set);
    }
    Interactions all = split.union();
    String beside = set.name().equals(split.spec()) ? null : set.name();
    return of(split.spec(), all.sha256(), all, beside);
  }

  private static DataFingerprint of(
      String name, String sha256, Interactions data, @Nullable String attributesFrom) {
    return new DataFingerprint(
        name, sha256, data.userCount(), data.itemCount(), data.size(), attributesFrom);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s: %d users x %d items, %d interactions", name, users, items, interactions);
  }

  /** What {@link org.refold.split.Splitter#open} opens to have the same done again. */
  public String toOpen() {
    return attributesFrom == null ? name : attributesFrom;
  }

  /** What tells the parts that a search stands on from others: the hashes of their content. */
  public static String hashes(Interactions train, Holdout validation) {
    return train.sha256() + validation.foldIn().sha256() + validation.foldOut().sha256();
  }
}
