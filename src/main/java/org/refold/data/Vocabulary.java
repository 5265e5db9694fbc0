package org.refold.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refold.settings.BadInputException;

/**
 * The border between raw ids and the integers that everything inside works with: raw id {@code k}
 * of {@code size()} ids has the index {@code k}. Immutable.
 */
public final class Vocabulary {

  private final List<String> ids;
  private final Map<String, Integer> indices;

  private Vocabulary(List<String> ids) {
    this.ids = ids;
    this.indices = new HashMap<>(ids.size() * 4 / 3 + 1);
    for (int k = 0; k < ids.size(); k++) {
      Integer earlier = indices.putIfAbsent(ids.get(k), k);
      if (earlier != null) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "the id '%s' stands at %d and again at %d; ids of a vocabulary differ from each"
                    + " other",
                ids.get(k),
                earlier,
                k));
      }
    }
  }

  /**
   * A vocabulary of these ids, in this order.
   *
   * @throws BadInputException if an id stands twice
   */
  public static Vocabulary of(Collection<String> ids) {
    return new Vocabulary(List.copyOf(ids));
  }

  /** A vocabulary whose raw ids are the numbers 0 to {@code size - 1}. */
  public static Vocabulary ofNumbers(int size) {
    List<String> ids = new ArrayList<>(size);
    for (int k = 0; k < size; k++) {
      ids.add(Integer.toString(k));
    }
    return new Vocabulary(List.copyOf(ids));
  }

  /** How many ids there are. */
  public int size() {
    return ids.size();
  }

  /** The raw id at an index. */
  public String id(int index) {
    return ids.get(index);
  }

  /** All raw ids by index; not modifiable. */
  public List<String> ids() {
    return ids;
  }

  /** The index of a raw id, or -1 where it is unknown. */
  public int indexOf(String id) {
    Integer index = indices.get(id);
    return index == null ? -1 : index;
  }

  /** Whether a raw id is known. */
  public boolean contains(String id) {
    return indices.containsKey(id);
  }

  /**
   * The vocabulary of some of these ids, in the order of the given indices.
   *
   * @param kept indices of this vocabulary, each at most once
   */
  public Vocabulary subset(int[] kept) {
    List<String> some = new ArrayList<>(kept.length);
    for (int index : kept) {
      some.add(ids.get(index));
    }
    return new Vocabulary(List.copyOf(some));
  }

  /**
   * For each index of this vocabulary the index of the same raw id in another, or -1.
   *
   * @return {@code [size()]}
   */
  public int[] indicesIn(Vocabulary other) {
    int[] result = new int[size()];
    for (int k = 0; k < result.length; k++) {
      result[k] = other.indexOf(ids.get(k));
    }
    return result;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && (this == that || ids.equals(that.ids));
  }

  @Override
  public int hashCode() {
    return ids.hashCode();
  }

  @Override
  public String toString() {
    return size() + " ids";
  }
}
