package org.refold.data.read;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.refold.settings.BadInputException;

/**
 * Which column holds what. Columns count from 0 here, and from 1 in everything a person reads.
 *
 * @param user the column of raw user ids
 * @param item the column of raw item ids
 * @param value the column of ratings or counts, if there is one
 * @param time the column of times, if there is one
 */
public record ColumnRoles(int user, int item, OptionalInt value, OptionalInt time) {

  /**
   * @throws BadInputException if a column is negative or has two roles
   */
  public ColumnRoles {
    int[] all =
        IntStream.concat(IntStream.of(user, item), IntStream.concat(value.stream(), time.stream()))
            .toArray();
    if (IntStream.of(all).anyMatch(column -> column < 0)) {
      throw new BadInputException("columns count from 1; given was one before the first");
    }
    if (IntStream.of(all).distinct().count() < all.length) {
      throw new BadInputException(
          "%s: one column cannot have two roles; give each its own"
              .formatted(describe(user, item, value, time)));
    }
  }

  /** Users and items only. */
  public static ColumnRoles of(int user, int item) {
    return new ColumnRoles(user, item, OptionalInt.empty(), OptionalInt.empty());
  }

  /** The same with a column of values. */
  public ColumnRoles withValue(int column) {
    return new ColumnRoles(user, item, OptionalInt.of(column), time);
  }

  /** The same with a column of times. */
  public ColumnRoles withTime(int column) {
    return new ColumnRoles(user, item, value, OptionalInt.of(column));
  }

  /** The role of a column, for messages: {@code user}, {@code item}, {@code value}, ... */
  String roleOf(int column) {
    if (column == user) {
      return "user";
    }
    if (column == item) {
      return "item";
    }
    if (value.isPresent() && value.getAsInt() == column) {
      return "value";
    }
    return time.isPresent() && time.getAsInt() == column ? "time" : "unused";
  }

  /** Such as {@code user 1, item 2, value 3}, counted from 1. */
  @Override
  public String toString() {
    return describe(user, item, value, time);
  }

  private static String describe(int user, int item, OptionalInt value, OptionalInt time) {
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "user %d, item %d", user + 1, item + 1));
    value.ifPresent(column -> text.append(", value ").append(column + 1));
    time.ifPresent(column -> text.append(", time ").append(column + 1));
    return text.toString();
  }
}
