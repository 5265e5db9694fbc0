package org.refold.model.linear;

import java.util.Locale;
import org.refold.kernel.MemoryForecast;
import org.refold.kernel.Precision;
import org.refold.settings.BadInputException;

/** Whether a closed form over all pairs of items fits into memory, asked before it begins. */
final class ClosedFormMemory {

  /** The heap also holds the data and a batch of scores. */
  private static final double SHARE_OF_HEAP = 0.9;

  private static final int[] USUAL_MINIMA = {5, 10, 20};

  private static final String HALF = "set precision=float for half of it";

  private ClosedFormMemory() {}

  /**
   * Forecasts one items x items matrix outside the heap for the solution and one of floats on the
   * heap for the model.
   *
   * @param name the recommender, for the message
   * @param users how many users have each item
   * @throws BadInputException if there is not as much, with what can be done about it
   */
  static void check(String name, Precision precision, int[] users) {
    long free = MemoryForecast.freeBytes();
    checkOffHeap(name, 1, precision, users, free);
    checkHeap(name, users, Runtime.getRuntime().maxMemory());
    checkBoth(name, precision, users, free + Runtime.getRuntime().freeMemory());
  }

  /** As {@link #check}: solution and model are there at once. */
  static void checkBoth(String name, Precision precision, int[] users, long free) {
    long items = users.length;
    MemoryForecast both =
        MemoryForecast.of(
                String.format(Locale.ROOT, "%s with %,d items and its model", name, items))
            .matrices(1, precision, items, items)
            .matrices(1, Precision.FLOAT, items, items);
    if (precision == Precision.DOUBLE) {
      both.option(HALF);
    }
    require(both, free, users);
  }

  /**
   * Forecasts some items x items matrices outside the heap.
   *
   * @param name the recommender, for the message
   * @param users how many users have each item
   * @throws BadInputException if there is not as much, with what can be done about it
   */
  static void checkOffHeap(String name, int matrices, Precision precision, int[] users) {
    checkOffHeap(name, matrices, precision, users, MemoryForecast.freeBytes());
  }

  /** The same with so many bytes free. */
  static void checkOffHeap(String name, int matrices, Precision precision, int[] users, long free) {
    long items = users.length;
    MemoryForecast solution =
        MemoryForecast.of(
                String.format(
                    Locale.ROOT,
                    "%s with %,d items in precision %s",
                    name,
                    items,
                    precision.name().toLowerCase(Locale.ROOT)))
            .matrices(matrices, precision, items, items);
    if (precision == Precision.DOUBLE) {
      solution.option(HALF);
    }
    require(solution, free, users);
  }

  /** As {@link #check}, only the model, with a heap of so many bytes. */
  static void checkHeap(String name, int[] users, long heap) {
    long items = users.length;
    MemoryForecast model =
        MemoryForecast.ofHeap(
                String.format(Locale.ROOT, "the model of %s with %,d items", name, items))
            .matrices(1, Precision.FLOAT, items, items)
            .option(largerHeap(items * items * Float.BYTES));
    require(model, (long) (SHARE_OF_HEAP * heap), users);
  }

  private static String largerHeap(long bytes) {
    long gigabytes = (long) Math.ceil(bytes / SHARE_OF_HEAP / 1e9);
    return String.format(
        Locale.ROOT,
        "allow a larger heap (REFOLD_HEAP=%dg ./refold, or -Xmx%dg of Java)",
        gigabytes,
        gigabytes);
  }

  private static void require(MemoryForecast needed, long free, int[] users) {
    if (!needed.fits(free)) {
      throw new BadInputException(needed.option(fewerItems(users)).describe(free));
    }
  }

  private static String fewerItems(int[] users) {
    StringBuilder text = new StringBuilder("keep only items of enough users:");
    for (int minimum : USUAL_MINIMA) {
      long items = 0;
      for (int count : users) {
        items += count >= minimum ? 1 : 0;
      }
      text.append(String.format(Locale.ROOT, " %,d items have at least %d,", items, minimum));
    }
    return text.substring(0, text.length() - 1);
  }
}
