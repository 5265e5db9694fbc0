package org.refold.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.refold.settings.BadInputException;

/** Items by their titles. */
public final class Titles {

  private Titles() {}

  /**
   * The items of some titles, for notebooks that name well-known ones and run on any data: in place
   * of each title that the data lack stands the most popular item that is not named otherwise.
   *
   * @param data whose items are meant, and whose interactions say what is popular
   * @param items what is known of items, in any order
   * @param titles exact, each once
   * @return indices of items of the data, in the order of the titles, all different
   * @throws BadInputException if there are more titles than items
   */
  public static int[] orPopular(Interactions data, Attributes items, String... titles) {
    if (titles.length > data.itemCount()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d titles were given, but there are %d items; name at most as many",
              titles.length,
              data.itemCount()));
    }
    Attributes known = items.alignedWith(data.items());
    List<OptionalInt> named = Arrays.stream(titles).map(known::indexOfTitle).toList();
    int[] counts = data.itemCounts();
    Iterator<Integer> popular =
        IntStream.range(0, counts.length)
            .filter(item -> !named.contains(OptionalInt.of(item)))
            .boxed()
            .sorted(Comparator.comparingInt(item -> -counts[item])) // stable: the lower index first
            .iterator();
    return named.stream().mapToInt(item -> item.orElseGet(popular::next)).toArray();
  }
}
