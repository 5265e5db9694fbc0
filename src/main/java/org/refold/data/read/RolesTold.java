package org.refold.data.read;

import java.util.List;
import java.util.Locale;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/**
 * Gives roles to the columns that were asked for, by number or by name.
 *
 * @param roles Modified: gets the columns
 */
record RolesTold(RoleAssignment roles) {

  /**
   * Looks for the column of a role.
   *
   * @param wanted its name, or its number from 1; {@value ReadOptions#NO_COLUMN} is none
   * @throws BadInputException if there is no such column, or it has another role
   */
  void take(Role role, String wanted) {
    if (wanted.equals(ReadOptions.NO_COLUMN)) {
      return;
    }
    Column column = isNumber(wanted) ? byNumber(role, wanted) : byName(role, wanted);
    if (!roles.free().contains(column)) {
      throw new BadInputException(
          "%s: %s cannot have two roles; give each its own".formatted(roles.where(), column));
    }
    roles.take(role, column, Grounds.TOLD);
  }

  /** Digits may be the name of a column, too; then they are that. */
  private boolean isNumber(String wanted) {
    return wanted.matches("\\d{1,6}") && !names().contains(wanted);
  }

  private List<String> names() {
    return roles.columns().stream().map(Column::name).toList();
  }

  private Column byNumber(Role role, String wanted) {
    int column = Integer.parseInt(wanted) - 1;
    List<Column> columns = roles.columns();
    if (column < 0 || column >= columns.size()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: there is no column %s for %ss; lines have %d columns, counted from 1",
              roles.where(),
              wanted,
              role,
              columns.size()));
    }
    return columns.get(column);
  }

  private Column byName(Role role, String wanted) {
    if (!roles.isNamed()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s has no header in which to find the column '%s' for %ss; give its number from 1 to"
                  + " %d",
              roles.where(),
              wanted,
              role,
              roles.columns().size()));
    }
    return roles.columns().stream()
        .filter(c -> c.name().equals(wanted) || Role.untyped(c.name()).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s, line 1: there is no column '%s' for %ss; %s"
                        .formatted(
                            roles.where(), wanted, role, Suggestions.hint(wanted, names()))));
  }
}
