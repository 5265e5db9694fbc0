package org.refold.data.sets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.data.read.Reading;

/**
 * A data set as it was opened: the interactions, what is known of items and users, and where it all
 * came from.
 *
 * @param name the catalogue's name, or the path as it was given
 * @param interactions who liked what
 * @param items what is known of the items, aligned with the interactions; maybe nothing
 * @param users what is known of the users, likewise
 * @param source the file or folder that was read; empty for synthetic data
 * @param sha256 hash of the interactions' content, see {@link Interactions#sha256}
 * @param duplicates how many interactions of the source were left out since the same user and item
 *     came again
 * @param warnings what a careful reader of results should know, one line each
 * @param reading which column of the source was what
 */
public record DataSet(
    String name,
    Interactions interactions,
    Attributes items,
    Attributes users,
    Optional<Path> source,
    String sha256,
    int duplicates,
    List<String> warnings,
    Reading reading) {

  public DataSet {
    warnings = List.copyOf(warnings);
  }

  /** A data set of nothing but interactions, such as one made in a notebook. */
  public static DataSet of(String name, Interactions interactions) {
    return new DataSet(
        name,
        interactions,
        Attributes.none(interactions.items()),
        Attributes.none(interactions.users()),
        Optional.empty(),
        interactions.sha256(),
        0,
        List.of(),
        Reading.NONE);
  }

  /** The same with these attributes of items, brought into the order of the interactions' items. */
  public DataSet withItems(Attributes newItems) {
    return new DataSet(
        name,
        interactions,
        newItems.alignedWith(interactions.items()),
        users,
        source,
        sha256,
        duplicates,
        warnings,
        reading);
  }

  /** The same with these attributes of users, brought into the order of the interactions' users. */
  public DataSet withUsers(Attributes newUsers) {
    return new DataSet(
        name,
        interactions,
        items,
        newUsers.alignedWith(interactions.users()),
        source,
        sha256,
        duplicates,
        warnings,
        reading);
  }

  /** What is known of users and items, for splits and models. */
  public SideInformation side() {
    return new SideInformation(users, items);
  }

  DataSet withWarning(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return new DataSet(name, interactions, items, users, source, sha256, duplicates, more, reading);
  }

  /** The figures of the data; computed anew at each call. */
  public DataInfo info() {
    return DataInfo.of(this);
  }

  @Override
  public String toString() {
    return name + ": " + interactions;
  }
}
