package org.refold.data.read;

import java.util.List;
import java.util.Locale;

/**
 * Gives the roles of user and item to columns of ids without known names: by place, but where the
 * ids themselves say which is which.
 *
 * @param roles Modified: gets the columns
 * @param notes Modified: gets what was guessed
 */
record IdsByLooks(RoleAssignment roles, Notes notes) {

  /**
   * Takes what is missing.
   *
   * @param ids the columns that can be ids, in order
   * @throws org.refold.settings.BadInputException if they are too few
   */
  void take(List<Column> ids) {
    List<Role> missing = roles.missing();
    if (ids.size() < missing.size()) {
      throw roles.noColumnFor(
          missing.get(0), String.format(Locale.ROOT, "of %d columns", roles.columns().size()));
    }
    if (missing.size() == 1) {
      roles.take(missing.get(0), ids.get(0), Grounds.PLACE);
      notes.note("%s is taken for the %s".formatted(ids.get(0), missing.get(0)));
    } else if (missing.size() == 2) {
      takeBoth(ids.get(0), ids.get(1));
    }
  }

  private void takeBoth(Column first, Column second) {
    boolean amazon = Looks.areProductsAndReviewers(first.values(), second.values());
    boolean itemFirst = amazon || first.isIdsOf(Role.ITEM) || second.isIdsOf(Role.USER);
    boolean userFirst = first.isIdsOf(Role.USER) || second.isIdsOf(Role.ITEM);
    boolean swapped = itemFirst && !userFirst;
    Grounds why = itemFirst != userFirst ? Grounds.LOOKS : Grounds.PLACE;
    roles.take(Role.USER, swapped ? second : first, why);
    roles.take(Role.ITEM, swapped ? first : second, why);
    if (swapped) {
      notes.warn(
          String.format(
              Locale.ROOT,
              "column %d looks like %s and column %d like %s: taken as item and user",
              first.index() + 1,
              amazon ? "Amazon's products" : "items",
              second.index() + 1,
              amazon ? "its reviewers" : "users"));
    }
    if (roles.isNamed()) {
      notes.warn(
          "the header names no known columns (%s): %s is taken for the user and %s for the item; if they are not, name them with --user and --item"
              .formatted(roles.names(), roles.at(Role.USER), roles.at(Role.ITEM)));
    }
  }
}
