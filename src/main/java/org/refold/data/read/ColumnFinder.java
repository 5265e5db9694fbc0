package org.refold.data.read;

import java.util.List;

/**
 * Finds out which column holds what, over all columns at once: as told, else by names, else by
 * looks and by place. What is guessed or left out is said, what cannot be told is refused.
 */
final class ColumnFinder {

  private ColumnFinder() {}

  /**
   * Gives columns their roles.
   *
   * @param where the name of the source, for messages
   * @param named whether the columns have names of a header
   * @param notes Modified: gets what was guessed
   * @return user and item, and value, time and title where there are such columns
   * @throws org.refold.settings.BadInputException if it cannot be told which is which
   */
  static RoleAssignment find(
      String where, ReadOptions options, boolean named, List<Column> columns, Notes notes) {
    RoleAssignment roles = new RoleAssignment(where, options, named, columns);
    RolesTold told = new RolesTold(roles);
    for (Role role : Role.values()) {
      options.column(role).ifPresent(wanted -> told.take(role, wanted));
    }
    RolesByName byName = new RolesByName(roles, notes);
    if (named) {
      byName.take();
    }
    LeftColumns left = new LeftColumns(roles, notes);
    if (named && roles.missing().size() < 2) {
      byName.takeTheOther();
      if (new TimeByLooks(roles).takeDates()) {
        notes.warn(roles.at(Role.TIME) + " looks like times and is taken for them");
      }
    } else {
      new RolesByLooks(roles, notes).take();
      left.refuseOpinions();
    }
    if (!named && roles.isBy(Grounds.PLACE, Role.USER)) {
      notes.note("no header: " + roles + "; --user, --item, --value and --time say otherwise");
    }
    if (named) {
      byName.takeTitles();
    }
    left.say();
    return roles;
  }
}
