package org.refold.data.read;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.refold.settings.BadInputException;

/**
 * Which column holds what. Columns count from 0 here, and from 1 in everything a person reads.
 *
 * @param user the column of raw user ids
 * @param item the column of raw item ids
 * @param value the column of ratings or counts, if there is one
 * @param time the column of times, if there is one
 * @param title the column of the items' titles, if there is one
 */
public record ColumnRoles(
    int user, int item, OptionalInt value, OptionalInt time, OptionalInt title) {

  /**
   * @throws BadInputException if a column is negative or has two roles
   */
  public ColumnRoles {
    int[] all =
        Stream.of(IntStream.of(user, item), value.stream(), time.stream(), title.stream())
            .flatMapToInt(columns -> columns)
            .toArray();
    if (IntStream.of(all).anyMatch(column -> column < 0)) {
      throw new BadInputException("columns count from 1; given was one before the first");
    }
    if (IntStream.of(all).distinct().count() < all.length) {
      throw new BadInputException(
          "%s: one column cannot have two roles; give each its own"
              .formatted(describe(user, item, value, time, title)));
    }
  }

  /** Users and items only. */
  public static ColumnRoles of(int user, int item) {
    return new ColumnRoles(
        user, item, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  /** The same with a column of values. */
  public ColumnRoles withValue(int column) {
    return new ColumnRoles(user, item, OptionalInt.of(column), time, title);
  }

  /** The same with a column of times. */
  public ColumnRoles withTime(int column) {
    return new ColumnRoles(user, item, value, OptionalInt.of(column), title);
  }

  /** The same with a column of titles. */
  public ColumnRoles withTitle(int column) {
    return new ColumnRoles(user, item, value, time, OptionalInt.of(column));
  }

  /** The last column with a role. */
  int last() {
    return Math.max(
        Math.max(Math.max(user, item), title.orElse(0)), Math.max(value.orElse(0), time.orElse(0)));
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
    if (title.isPresent() && title.getAsInt() == column) {
      return "title";
    }
    return time.isPresent() && time.getAsInt() == column ? "time" : "unused";
  }

  /** Such as {@code user 1, item 2, value 3}, counted from 1. */
  @Override
  public String toString() {
    return describe(user, item, value, time, title);
  }

  private static String describe(
      int user, int item, OptionalInt value, OptionalInt time, OptionalInt title) {
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "user %d, item %d", user + 1, item + 1));
    value.ifPresent(column -> text.append(", value ").append(column + 1));
    time.ifPresent(column -> text.append(", time ").append(column + 1));
    title.ifPresent(column -> text.append(", title ").append(column + 1));
    return text.toString();
  }
}
