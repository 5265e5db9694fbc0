package org.refold.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds items by a part of their titles, or by their ids where they have none. Case, accents,
 * punctuation and a moved article make no difference. Immutable.
 */
public final class TitleSearch {

  private final List<String> keys;

  private TitleSearch(List<String> keys) {
    this.keys = keys;
  }

  /** Over the titles of some items. */
  public static TitleSearch of(Attributes items) {
    List<String> keys = new ArrayList<>(items.vocabulary().size());
    for (int item = 0; item < items.vocabulary().size(); item++) {
      keys.add(TitleKey.of(items.title(item)));
    }
    return new TitleSearch(List.copyOf(keys));
  }

  /**
   * Items by index: first those whose title begins with the text, then those that have a word that
   * begins with it, then those that contain it.
   *
   * @param most how many are wanted
   */
  public List<Integer> find(String text, int most) {
    String wanted = TitleKey.of(text);
    List<Integer> found = new ArrayList<>();
    for (int rank = 0; rank < 3; rank++) {
      for (int item = 0; item < keys.size() && found.size() < most; item++) {
        if (rank(keys.get(item), wanted) == rank) {
          found.add(item);
        }
      }
    }
    return List.copyOf(found);
  }

  /** Items by index whose title is this one, but for case, accents, punctuation and the year. */
  public List<Integer> exactly(String title) {
    String wanted = TitleKey.of(title);
    return IntStream.range(0, keys.size())
        .filter(item -> keys.get(item).equals(wanted))
        .boxed()
        .toList();
  }

  private static int rank(String key, String wanted) {
    if (key.startsWith(wanted)) {
      return 0;
    }
    if (key.contains(" " + wanted)) {
      return 1;
    }
    return key.contains(wanted) ? 2 : Integer.MAX_VALUE;
  }
}
