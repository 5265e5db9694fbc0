package org.refold.train.neural;

import java.util.ArrayList;
import java.util.List;

/**
 * Names of the rows that a network makes of a history: its last items, and what it adds to them.
 */
public final class RowNames {

  private static final String WHOLE = "(whole)";
  private static final String NEXT = "(next)";

  private RowNames() {}

  /** The last items alone. */
  public static List<String> last(List<String> items, int rows) {
    return items.subList(items.size() - rows, items.size());
  }

  /** The last items and a mask behind them, at which the next one is predicted. */
  public static List<String> andNext(List<String> items, int rows) {
    List<String> names = new ArrayList<>(last(items, rows - 1));
    names.add(NEXT);
    return names;
  }

  /** The same behind a row that stands for the whole history. */
  public static List<String> behindWhole(List<String> names) {
    List<String> all = new ArrayList<>(List.of(WHOLE));
    all.addAll(names);
    return all;
  }
}
