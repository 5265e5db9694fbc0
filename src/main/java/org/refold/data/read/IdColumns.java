package org.refold.data.read;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which columns hold the ids, told by their names alone: for tables that others read. */
public final class IdColumns {

  private IdColumns() {}

  /** The column of users; empty if no name is a usual one. */
  public static Optional<String> user(List<String> names) {
    return best(Role.USER, names);
  }

  /** The column of items; empty if no name is a usual one. */
  public static Optional<String> item(List<String> names) {
    return best(Role.ITEM, names);
  }

  private static Optional<String> best(Role role, List<String> names) {
    return IntStream.range(0, names.size())
        .boxed()
        .filter(k -> role.rank(names.get(k)) >= 0)
        .min(Comparator.comparingInt(k -> role.rank(names.get(k))))
        .map(names::get);
  }
}
