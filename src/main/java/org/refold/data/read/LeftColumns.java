package org.refold.data.read;

import java.util.ArrayList;
import java.util.List;
import org.refold.settings.BadInputException;

/**
 * Says which columns are left out, as a warning where one of them may have been meant.
 *
 * @param roles what the others are
 * @param notes Modified: gets what is said
 */
record LeftColumns(RoleAssignment roles, Notes notes) {

  /**
   * Dislikes must not become positives because their column is left out.
   *
   * @throws BadInputException if one holds words for and against
   */
  void refuseOpinions() {
    if (!roles.isOpen(Role.VALUE)) {
      return;
    }
    for (Column column : roles.free()) {
      if (Looks.areOpinions(column.values())) {
        throw new BadInputException(
            "%s: %s holds words for and against, such as '%s'; write numbers instead and name it with --value, or leave it out with --value none (then every line is a positive)"
                .formatted(roles.where(), column, column.values().get(0)));
      }
    }
  }

  /** Names those that hold something, and the options that would take them. */
  void say() {
    List<Column> left = new ArrayList<>(roles.free());
    left.removeIf(column -> column.name().isEmpty() && (column.isBlank() || column.isRunning()));
    if (left.isEmpty()) {
      return;
    }
    if (roles.isOpen(Role.VALUE) && !roles.isNamed()) {
      left.forEach(column -> RolesByName.refuseDecimalCommas(roles.where(), column));
    }
    String said = Notes.areOrIs(left) + " left out";
    List<Column> odd = left.stream().filter(this::mayBeMeant).toList();
    boolean asTold = roles.isTold(Role.VALUE) && roles.isTold(Role.TIME);
    if (asTold || odd.isEmpty()) {
      notes.note(said);
      return;
    }
    List<String> reasons = new ArrayList<>();
    if (odd.stream().anyMatch(LeftColumns::isNamedTime)) {
      reasons.add("its values are neither numbers nor dates such as 2000-12-31 or 31.12.2000");
    }
    if (roles.isOpen(Role.VALUE)) {
      reasons.add("--value names the one that holds values");
    }
    if (roles.isOpen(Role.TIME)) {
      reasons.add("--time names the one that holds times");
    }
    notes.warn(said + (reasons.isEmpty() ? "" : ": " + String.join(", ", reasons)));
  }

  private boolean mayBeMeant(Column column) {
    boolean asTime = isNamedTime(column) || column.isTimes();
    return !roles.isNamed()
        || (column.isGrades() && roles.isOpen(Role.VALUE))
        || (asTime && roles.isOpen(Role.TIME));
  }

  private static boolean isNamedTime(Column column) {
    return Role.TIME.rank(column.name()) >= 0;
  }
}
