package org.refold.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.refold.settings.BadInputException;

/**
 * Ranges of whole numbers that follow each other: bin k holds {@code edge(k) <= n < edge(k + 1)},
 * and the last one everything from its edge on. Immutable.
 *
 * @param edges the lower ends, ascending, at least one
 */
public record Bins(List<Integer> edges) {

  /** Checks the order. */
  public Bins {
    edges = List.copyOf(edges);
    if (edges.isEmpty()) {
      throw new BadInputException("there is no bin; name lower ends, such as 1, 20, 100");
    }
    for (int k = 1; k < edges.size(); k++) {
      if (edges.get(k) <= edges.get(k - 1)) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "the lower ends of bins must ascend, but %d follows %d",
                edges.get(k),
                edges.get(k - 1)));
      }
    }
  }

  /** Bins with these lower ends, such as {@code Bins.from(1, 20, 100)}; less is in none. */
  public static Bins from(int... edges) {
    return new Bins(Arrays.stream(edges).boxed().toList());
  }

  /**
   * Bins that hold about as many of some numbers each. Equal numbers share a bin, so that there may
   * be fewer bins than asked for.
   *
   * @param numbers at least one. Not modified.
   * @param count how many bins
   * @throws BadInputException if count is less than 1 or there is no number
   */
  public static Bins quantiles(int[] numbers, int count) {
    if (count < 1 || numbers.length == 0) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d bins of %d numbers; there must be at least 1 of each",
              count,
              numbers.length));
    }
    int[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return new Bins(
        IntStream.range(0, count)
            .map(k -> sorted[(int) ((long) k * sorted.length / count)])
            .distinct()
            .boxed()
            .toList());
  }

  /** How many there are. */
  public int count() {
    return edges.size();
  }

  /** The bin of a number, or -1 where it lies below all. */
  public int of(int number) {
    int bin = -1;
    while (bin + 1 < edges.size() && edges.get(bin + 1) <= number) {
      bin++;
    }
    return bin;
  }

  /** A bin for a person: {@code "20-99"}, the last one {@code "100 and more"}. */
  public String label(int bin) {
    int low = edges.get(bin);
    if (bin + 1 == edges.size()) {
      return low + " and more";
    }
    int high = edges.get(bin + 1) - 1;
    return low == high ? Integer.toString(low) : low + "-" + high;
  }
}
