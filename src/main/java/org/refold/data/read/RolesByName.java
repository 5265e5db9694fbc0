package org.refold.data.read;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.refold.settings.BadInputException;

/**
 * Gives roles to the columns that a header names.
 *
 * @param roles Modified: gets the columns
 * @param notes Modified: gets what was guessed
 */
record RolesByName(RoleAssignment roles, Notes notes) {

  /**
   * Takes the columns that have known names.
   *
   * @throws BadInputException if a column is named like values, but holds something else
   */
  void take() {
    take(Role.USER, column -> true);
    take(Role.ITEM, column -> true);
    take(Role.VALUE, this::holdsValues);
    take(Role.TIME, column -> Looks.someAreTimes(column.values()));
  }

  /** Takes a column of titles, once the ids are taken: a title may be the only id that there is. */
  void takeTitles() {
    take(Role.TITLE, column -> Role.TITLE.rank(column.name()) < Role.GUESSED);
  }

  /** The free column whose name is the most common one for a role, if it can hold that. */
  private void take(Role role, Predicate<Column> fits) {
    if (!roles.isOpen(role)) {
      return;
    }
    Optional<Column> best =
        roles.free().stream()
            .filter(column -> role.rank(column.name()) >= 0)
            .sorted(Comparator.comparingInt(column -> role.rank(column.name())))
            .filter(fits)
            .findFirst();
    if (best.isPresent()) {
      roles.take(role, best.get(), Grounds.NAME);
      if (role.rank(best.get().name()) >= Role.GUESSED) {
        notes.warn(
            "%s is taken for the %s by the end of its name; if it is not, name another with --%s%s"
                .formatted(
                    best.get(), role, role, role.isId() ? "" : " or give --" + role + " none"));
      }
    }
  }

  /**
   * Makes sure that values are not left out for the way they are written.
   *
   * @throws BadInputException if all values of the column have a comma between digits
   */
  static void refuseDecimalCommas(String where, Column column) {
    List<String> written = column.values().stream().filter(value -> !value.isEmpty()).toList();
    if (!written.isEmpty() && written.stream().allMatch(Looks::hasDecimalComma)) {
      String found = RowErrors.shown(written.get(0));
      String decimal = found.replace(',', '.');
      boolean thousands = written.stream().allMatch(value -> value.matches("\\d{1,3},\\d{3}"));
      throw new BadInputException(
          "%s: %s holds values with a %s, such as '%s'; write each %s"
              .formatted(
                  where,
                  column,
                  thousands ? "comma of decimals or of thousands" : "decimal comma",
                  found,
                  thousands
                      ? "as " + decimal + " or " + found.replace(",", "")
                      : "with a point: " + decimal));
    }
  }

  /**
   * Whether a column that is named like values has some.
   *
   * @throws BadInputException if it has words or decimal commas, so that leaving it out would make
   *     positives of everything
   */
  private boolean holdsValues(Column column) {
    List<String> written = column.values().stream().filter(value -> !value.isEmpty()).toList();
    if (written.isEmpty() || written.stream().anyMatch(Looks::isNumber)) {
      return !written.isEmpty();
    }
    String found = RowErrors.shown(written.get(0));
    refuseDecimalCommas(roles.where(), column);
    if (Role.VALUE.rank(column.name()) >= Role.GUESSED) {
      return false;
    }
    throw new BadInputException(
        "%s: %s should hold the value, but holds words such as '%s'; write numbers instead, such as 1 and 0, or leave values out with --value none (then every line is a positive)"
            .formatted(roles.where(), column, found));
  }

  /**
   * Where only one of user and item is known: the other, if there is no choice.
   *
   * @throws BadInputException if there is
   */
  void takeTheOther() {
    for (Role role : roles.missing()) {
      List<Column> ids = roles.free().stream().filter(Column::isIds).toList();
      if (ids.size() != 1) {
        boolean matrix =
            ids.size() > RoleAssignment.MATRIX && ids.stream().allMatch(Column::isNumeric);
        throw roles.noColumnFor(
            role,
            "the columns are: "
                + roles.names()
                + (matrix ? "; if each is an item, write a line for each value instead" : ""));
      }
      roles.take(role, ids.get(0), Grounds.PLACE);
      notes.warn("%s is taken for the %s".formatted(ids.get(0), role));
    }
  }
}
