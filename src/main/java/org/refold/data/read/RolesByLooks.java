package org.refold.data.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.settings.BadInputException;

/**
 * Gives roles to columns that no known names tell, by their values and by where they stand: mostly
 * user, item, value, time.
 *
 * @param roles Modified: gets the columns
 * @param notes Modified: gets what was guessed
 */
record RolesByLooks(RoleAssignment roles, Notes notes) {

  /**
   * Takes times first, which are the surest; then, of those left, a value and the ids.
   *
   * @throws BadInputException if there are no columns that can be ids, or it cannot be told which
   */
  void take() {
    refuseMatrix();
    TimeByLooks time = new TimeByLooks(roles);
    if (!time.takeDates()) {
      time.takeNumbers();
    }
    List<Column> rest = new ArrayList<>(roles.free());
    rest.removeIf(Column::isBlank);
    dropRowNumbers(rest);
    List<Column> ids = new ArrayList<>(rest);
    ids.removeIf(column -> !column.isIds());
    if (ids.size() > missing()) {
      ids.removeIf(Column::isWords);
    }
    Optional<Column> value = valueAmong(rest, ids);
    if (value.isPresent()) {
      boolean inFront = rest.indexOf(value.get()) < missing();
      roles.take(Role.VALUE, value.get(), inFront ? Grounds.LOOKS : Grounds.PLACE);
      ids.remove(value.get());
    }
    if (ids.size() < missing()) { // ids with points and signs, or missing ones
      rest.stream()
          .filter(c -> !ids.contains(c) && !value.equals(Optional.of(c)))
          .forEach(ids::add);
    }
    new IdsByLooks(roles, notes).take(ids);
    takeTimeByPlace();
  }

  private int missing() {
    return roles.missing().size();
  }

  private void refuseMatrix() {
    List<Column> columns = roles.columns();
    boolean matrix =
        missing() == 2
            && columns.size() >= RoleAssignment.MATRIX
            && columns.stream().allMatch(column -> Looks.areNumbers(column.values()));
    if (matrix) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s holds %d columns of numbers%s: this looks like a matrix of users and items; write"
                  + " a line for each value (user, item, value), or name the columns with --user"
                  + " and --item",
              roles.where(),
              columns.size(),
              roles.isNamed() ? " with unknown names" : " without names"));
    }
  }

  /** A first column that counts the lines, if there are enough others. */
  private void dropRowNumbers(List<Column> rest) {
    if (missing() == 2
        && rest.size() >= 4
        && rest.get(0).isRunning()
        && rest.stream().skip(1).filter(Column::isIds).count() >= 2) {
      notes.warn("%s is taken for numbers of the lines".formatted(rest.remove(0)));
    }
  }

  /** The one column of decimals; else the one of grades where the place of values has none. */
  private Optional<Column> valueAmong(List<Column> rest, List<Column> ids) {
    if (!roles.isOpen(Role.VALUE) || rest.size() <= missing()) {
      return Optional.empty();
    }
    List<Column> decimals = rest.stream().filter(Column::isDecimal).toList();
    if (!decimals.isEmpty() && ids.size() >= missing()) {
      List<Column> grades = decimals.stream().filter(Column::isGrades).toList();
      List<Column> best = decimals.size() == 1 ? decimals : grades;
      return best.size() == 1 ? Optional.of(best.get(0)) : Optional.empty();
    }
    Optional<Column> usual = rest.stream().skip(missing()).filter(Column::isNumeric).findFirst();
    if (usual.isEmpty() || usual.get().isGrades()) {
      return usual;
    }
    List<Column> grades =
        rest.stream()
            .filter(c -> c.isGrades() && c.isMixed())
            .sorted(Comparator.comparingInt(Column::distinct))
            .toList();
    boolean clear =
        grades.size() == 1
            || (grades.size() > 1 && 2 * grades.get(0).distinct() <= grades.get(1).distinct());
    return clear ? Optional.of(grades.get(0)) : usual;
  }

  /** A fourth and last column of numbers that are no times by their looks. */
  private void takeTimeByPlace() {
    List<Column> columns = roles.columns();
    if (columns.size() == 4 && roles.free().equals(columns.subList(3, 4))) {
      Column last = columns.get(3);
      if (last.isNumeric() && roles.isOpen(Role.TIME)) {
        roles.take(Role.TIME, last, Grounds.PLACE);
      }
    }
  }
}
