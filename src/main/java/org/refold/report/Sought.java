package org.refold.report;

import java.util.Set;
import org.refold.data.Attributes;

/**
 * What neighbours are looked for, as a row of a table.
 *
 * @param label what the row is called
 * @param leftOut indices of items that are no answer, such as the one that is asked about
 */
public record Sought(String label, Set<Integer> leftOut) {

  /** Copies the set. */
  public Sought {
    leftOut = Set.copyOf(leftOut);
  }

  /** What is like an item. */
  public static Sought like(Attributes items, int item) {
    return new Sought(items.title(item), Set.of(item));
  }

  /** What is to c as a is to b: items near {@code a - b + c}, which are three different ones. */
  public static Sought analogy(Attributes items, int a, int b, int c) {
    String label = "%s - %s + %s".formatted(items.title(a), items.title(b), items.title(c));
    return new Sought(label, Set.of(a, b, c));
  }
}
