package org.refold.data.read;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.settings.BadInputException;

/**
 * Finds the column of times by how its values are written.
 *
 * @param roles Modified: gets the column
 */
record TimeByLooks(RoleAssignment roles) {

  /** What of the first lines must be different for a column of numbers in front to be times. */
  private static final double MOSTLY = 0.9;

  /** Takes the first column of dates; whether there is one. */
  boolean takeDates() {
    Optional<Column> dates = times().stream().filter(c -> !c.isNumeric()).findFirst();
    dates.ifPresent(column -> roles.take(Role.TIME, column, Grounds.LOOKS));
    return dates.isPresent();
  }

  private List<Column> times() {
    return roles.isOpen(Role.TIME)
        ? roles.free().stream().filter(Column::isTimes).toList()
        : List.of();
  }

  /**
   * Takes the last column of numbers that are times. In front of others they could also be ids;
   * then they must be mostly different, and leave two columns for ids behind.
   *
   * @throws BadInputException if they could be either
   */
  void takeNumbers() {
    List<Column> times = times();
    if (times.isEmpty()) {
      return;
    }
    Column last = times.get(times.size() - 1);
    List<Column> free = roles.free();
    List<Column> ids =
        free.stream().filter(c -> !c.equals(last) && c.isIds() && !c.isWords()).toList();
    boolean inFront = free.indexOf(last) < 2 && roles.missing().size() == 2;
    boolean mostlyDifferent = last.distinct() >= MOSTLY * last.values().size();
    boolean leavesIds =
        ids.size() > 2 || (ids.size() == 2 && !ids.stream().allMatch(Column::isGrades));
    if (!inFront || (mostlyDifferent && leavesIds)) {
      roles.take(Role.TIME, last, Grounds.LOOKS);
    } else if (ids.size() >= 2) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: %s could be times or ids; say which with --time %d, or with --time none",
              roles.where(),
              last,
              last.index() + 1));
    }
  }
}
