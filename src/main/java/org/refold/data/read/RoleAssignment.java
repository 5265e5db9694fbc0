package org.refold.data.read;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.refold.settings.BadInputException;

/** The columns of a file: which of them has which role so far, and why; which are left. */
final class RoleAssignment {

  /** So many columns of numbers without known names are a matrix of users and items. */
  static final int MATRIX = 7;

  private final String where;
  private final ReadOptions options;
  private final boolean named;
  private final List<Column> columns;
  private final Map<Role, Taken> taken = new EnumMap<>(Role.class);

  /** A column with a role. */
  private record Taken(Column column, Grounds why) {}

  /**
   * @param named whether the columns have names of a header
   */
  RoleAssignment(String where, ReadOptions options, boolean named, List<Column> columns) {
    this.where = where;
    this.options = options;
    this.named = named;
    this.columns = columns;
  }

  /** The name of the source. */
  String where() {
    return where;
  }

  /** Whether the columns have names of a header. */
  boolean isNamed() {
    return named;
  }

  /** All columns, in order. */
  List<Column> columns() {
    return columns;
  }

  /** The names in the header, as a message shows them. */
  String names() {
    return RowErrors.shown(columns.stream().map(Column::name).collect(Collectors.joining(", ")));
  }

  /** The columns without a role. */
  List<Column> free() {
    List<Column> used = taken.values().stream().map(Taken::column).toList();
    return columns.stream().filter(column -> !used.contains(column)).toList();
  }

  /** Gives a column a role. */
  void take(Role role, Column column, Grounds why) {
    taken.put(role, new Taken(column, why));
  }

  /** Whether a role was given. */
  boolean has(Role role) {
    return taken.containsKey(role);
  }

  /** Whether it was asked for a column of this role, or for none. */
  boolean isTold(Role role) {
    return options.column(role).isPresent();
  }

  /** Whether a role may still be given. */
  boolean isOpen(Role role) {
    return !has(role) && !isTold(role);
  }

  /** Which of user and item were not given yet. */
  List<Role> missing() {
    return Stream.of(Role.USER, Role.ITEM).filter(role -> !has(role)).toList();
  }

  /** The column of a role that was given. */
  Column at(Role role) {
    return Objects.requireNonNull(taken.get(role)).column();
  }

  /** Whether a role was given for this reason. */
  boolean isBy(Grounds why, Role role) {
    Taken found = taken.get(role);
    return found != null && found.why() == why;
  }

  /**
   * Complains that there is no column for an id.
   *
   * @param more what else there is to say of the columns
   */
  BadInputException noColumnFor(Role role, String more) {
    return new BadInputException(
        "%s%s: no column looks like the %s; name it with --%s, %s"
            .formatted(where, named ? ", line 1" : "", role, role, more));
  }

  /** Where each role is, once none is missing. */
  ColumnRoles roles() {
    return new ColumnRoles(
        at(Role.USER).index(),
        at(Role.ITEM).index(),
        index(Role.VALUE),
        index(Role.TIME),
        index(Role.TITLE));
  }

  private OptionalInt index(Role role) {
    return has(role) ? OptionalInt.of(at(role).index()) : OptionalInt.empty();
  }

  /** Such as {@code column 1 as the user (by its place), column 2 as the item (by its place)}. */
  @Override
  public String toString() {
    return taken.entrySet().stream()
        .map(
            e ->
                "%s as the %s (%s)"
                    .formatted(e.getValue().column(), e.getKey(), e.getValue().why()))
        .collect(Collectors.joining(", "));
  }
}
