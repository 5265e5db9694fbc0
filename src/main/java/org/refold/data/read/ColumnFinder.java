package org.refold.data.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/**
 * Finds out which column holds what, over all columns at once: as told, else by names, else by
 * looks and by place. What is guessed or left out is said, what cannot be told is refused.
 */
final class ColumnFinder {

  /** So many columns of numbers without names are a matrix of users and items. */
  private static final int MATRIX = 7;

  /** What of the first lines must be different for a column of numbers in front to be times. */
  private static final double MOSTLY = 0.9;

  private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?\\d+,\\d+");

  /** Why a column is taken for what it is taken for. */
  private enum Evidence {
    TOLD("as told"),
    NAME("by its name"),
    LOOKS("by its looks"),
    PLACE("by its place");

    private final String text;

    Evidence(String text) {
      this.text = text;
    }
  }

  private final String where;
  private final ReadOptions options;
  private final boolean named;
  private final List<Column> columns;
  private final Notes notes;
  private final Map<Role, Column> chosen = new EnumMap<>(Role.class);
  private final Map<Role, Evidence> why = new EnumMap<>(Role.class);

  /**
   * @param named whether the columns have names of a header
   * @param notes Modified: gets what was guessed
   */
  ColumnFinder(
      String where, ReadOptions options, boolean named, List<Column> columns, Notes notes) {
    this.where = where;
    this.options = options;
    this.named = named;
    this.columns = columns;
    this.notes = notes;
  }

  /**
   * What was found.
   *
   * @param roles the columns
   * @param text each role with its column and the evidence, for a person
   */
  record Found(ColumnRoles roles, String text) {}

  Found find() {
    for (Role role : Role.values()) {
      told(role, option(role));
    }
    if (named) {
      takeNamed(Role.USER, column -> true);
      takeNamed(Role.ITEM, column -> true);
      takeNamed(Role.VALUE, this::holdsValues);
      takeNamed(Role.TIME, column -> Looks.someAreTimes(column.values()));
    }
    boolean recognised = chosen.containsKey(Role.USER) || chosen.containsKey(Role.ITEM);
    if (named && recognised) {
      takeTheOther(Role.USER);
      takeTheOther(Role.ITEM);
      if (takeDates()) {
        notes.warn(at(Role.TIME) + " looks like times and is taken for them");
      }
    } else {
      byLooks();
      refuseOpinions();
    }
    if (!named && why.get(Role.USER) == Evidence.PLACE) {
      notes.note("no header: " + text() + "; --user, --item, --value and --time say otherwise");
    }
    sayWhatIsLeft();
    ColumnRoles roles =
        new ColumnRoles(
            at(Role.USER).index(), at(Role.ITEM).index(), ifAny(Role.VALUE), ifAny(Role.TIME));
    return new Found(roles, text());
  }

  private Optional<String> option(Role role) {
    return switch (role) {
      case USER -> options.user();
      case ITEM -> options.item();
      case VALUE -> options.value();
      case TIME -> options.time();
    };
  }

  private Column at(Role role) {
    return Objects.requireNonNull(chosen.get(role));
  }

  private OptionalInt ifAny(Role role) {
    Column column = chosen.get(role);
    return column == null ? OptionalInt.empty() : OptionalInt.of(column.index());
  }

  /** Whether a role may still be given to a column. */
  private boolean isOpen(Role role) {
    return !chosen.containsKey(role) && option(role).isEmpty();
  }

  private void take(Role role, Column column, Evidence evidence) {
    chosen.put(role, column);
    why.put(role, evidence);
  }

  private List<Column> free() {
    return columns.stream().filter(column -> !chosen.containsValue(column)).toList();
  }

  /** The column that was asked for. */
  private void told(Role role, Optional<String> option) {
    if (option.isEmpty() || option.get().equals(ReadOptions.NO_COLUMN)) {
      return;
    }
    String wanted = option.get();
    if (wanted.matches("\\d{1,6}") && columns.stream().noneMatch(c -> c.name().equals(wanted))) {
      int column = Integer.parseInt(wanted) - 1;
      if (column < 0 || column >= columns.size()) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s: there is no column %s for %ss; lines have %d columns, counted from 1",
                where,
                wanted,
                role,
                columns.size()));
      }
      takeTold(role, columns.get(column));
      return;
    }
    if (!named) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s has no header in which to find the column '%s' for %ss; give its number from 1 to"
                  + " %d",
              where,
              wanted,
              role,
              columns.size()));
    }
    Column column =
        columns.stream()
            .filter(c -> c.name().equals(wanted) || Role.untyped(c.name()).equals(wanted))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "%s, line 1: there is no column '%s' for %ss; %s"
                            .formatted(where, wanted, role, Suggestions.hint(wanted, names()))));
    takeTold(role, column);
  }

  private void takeTold(Role role, Column column) {
    if (chosen.containsValue(column)) {
      throw new BadInputException(
          "%s: %s cannot have two roles; give each its own".formatted(where, column));
    }
    take(role, column, Evidence.TOLD);
  }

  private List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The free column whose name is the most common one for a role, if it can hold that. */
  private void takeNamed(Role role, Predicate<Column> fits) {
    if (!isOpen(role)) {
      return;
    }
    Column best = null;
    int bestRank = Integer.MAX_VALUE;
    for (Column column : free()) {
      int rank = role.rank(column.name());
      if (rank >= 0 && rank < bestRank && fits.test(column)) {
        best = column;
        bestRank = rank;
      }
    }
    if (best != null) {
      take(role, best, Evidence.NAME);
      if (bestRank >= Role.GUESSED) {
        notes.warn(
            "%s is taken for the %s by the end of its name; if it is not, name another with --%s%s"
                .formatted(best, role, role, optional(role) ? " or give --" + role + " none" : ""));
      }
    }
  }

  private static boolean optional(Role role) {
    return role == Role.VALUE || role == Role.TIME;
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
    if (written.stream().allMatch(value -> DECIMAL_COMMA.matcher(value).matches())) {
      throw new BadInputException(
          "%s: %s holds values with a decimal comma, such as '%s'; write each with a point: %s"
              .formatted(where, column, found, found.replace(',', '.')));
    }
    if (Role.VALUE.rank(column.name()) >= Role.GUESSED) {
      return false;
    }
    throw new BadInputException(
        "%s: %s should hold the value, but holds words such as '%s'; write numbers instead, such as 1 and 0, or leave values out with --value none (then every line is a positive)"
            .formatted(where, column, found));
  }

  /** Where the header names only one of user and item: the other, if there is no choice. */
  private void takeTheOther(Role role) {
    if (chosen.containsKey(role)) {
      return;
    }
    List<Column> ids = free().stream().filter(Column::isIds).toList();
    if (ids.size() != 1) {
      boolean matrix = ids.size() > MATRIX && ids.stream().allMatch(Column::isNumeric);
      throw new BadInputException(
          "%s, line 1: no column looks like the %s; name it with --%s, the columns are: %s%s"
              .formatted(
                  where,
                  role,
                  role,
                  RowErrors.shown(String.join(", ", names())),
                  matrix ? "; if each is an item, write a line for each value instead" : ""));
    }
    take(role, ids.get(0), Evidence.PLACE);
    notes.warn("%s is taken for the %s".formatted(ids.get(0), role));
  }

  /** Takes the first column of ISO dates for times; whether there is one. */
  private boolean takeDates() {
    Optional<Column> dates =
        free().stream().filter(c -> isOpen(Role.TIME) && !c.isNumeric() && c.isTimes()).findFirst();
    dates.ifPresent(column -> take(Role.TIME, column, Evidence.LOOKS));
    return dates.isPresent();
  }

  private void byLooks() {
    refuseMatrix();
    if (!takeDates()) {
      takeTimeNumbers();
    }
    List<Column> rest = new ArrayList<>(free());
    rest.removeIf(Column::isBlank);
    dropRowNumbers(rest);
    List<Column> ids = new ArrayList<>(rest.stream().filter(Column::isIds).toList());
    if (ids.size() > missing()) {
      ids.removeIf(Column::isWords);
    }
    Column value = valueAmong(rest, ids);
    if (value != null) {
      ids.remove(value);
      take(Role.VALUE, value, rest.indexOf(value) < missing() ? Evidence.LOOKS : Evidence.PLACE);
    }
    if (ids.size() < missing()) { // ids with points and signs, or missing ones
      rest.stream().filter(c -> !ids.contains(c) && !c.equals(value)).forEach(ids::add);
    }
    takeIds(ids);
    boolean lastIsTime =
        columns.size() == 4 && free().equals(columns.subList(3, 4)) && columns.get(3).isNumeric();
    if (lastIsTime && isOpen(Role.TIME)) {
      take(Role.TIME, free().get(0), Evidence.PLACE);
    }
  }

  private int missing() {
    return (chosen.containsKey(Role.USER) ? 0 : 1) + (chosen.containsKey(Role.ITEM) ? 0 : 1);
  }

  private void refuseMatrix() {
    boolean matrix =
        missing() == 2
            && columns.size() >= MATRIX
            && columns.stream().allMatch(column -> Looks.areNumbers(column.values()));
    if (matrix) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s holds %d columns of numbers%s: this looks like a matrix of users and items; write"
                  + " a line for each value (user, item, value), or name the columns with --user"
                  + " and --item",
              where,
              columns.size(),
              named ? " with unknown names" : " without names"));
    }
  }

  /**
   * Numbers that are times. In front of others they could also be ids; then they must be mostly
   * different, and leave two columns for ids behind.
   */
  private void takeTimeNumbers() {
    if (!isOpen(Role.TIME)) {
      return;
    }
    List<Column> times = free().stream().filter(Column::isTimes).toList();
    if (times.isEmpty()) {
      return;
    }
    Column last = times.get(times.size() - 1);
    boolean inFront = free().indexOf(last) < 2 && missing() == 2;
    if (!inFront) {
      take(Role.TIME, last, Evidence.LOOKS);
      return;
    }
    boolean mostlyDifferent = last.distinct() >= MOSTLY * last.values().size();
    List<Column> ids =
        free().stream().filter(c -> !c.equals(last) && c.isIds() && !c.isWords()).toList();
    boolean leavesIds =
        ids.size() > 2 || (ids.size() == 2 && ids.stream().anyMatch(c -> !c.isGrades()));
    if (mostlyDifferent && leavesIds) {
      take(Role.TIME, last, Evidence.LOOKS);
    } else if (ids.size() >= 2) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: %s could be times or ids; say which with --time %d, or with --time none",
              where,
              last,
              last.index() + 1));
    }
  }

  /** A first column that counts the lines, if there are enough others. */
  private void dropRowNumbers(List<Column> rest) {
    if (missing() < 2 || rest.size() < 4 || !rest.get(0).isRunning()) {
      return;
    }
    List<Column> others = rest.subList(1, rest.size());
    if (others.stream().filter(Column::isIds).count() >= 2) {
      notes.warn("%s is taken for numbers of the lines".formatted(rest.remove(0)));
    }
  }

  /** The one column of decimals; else the one of grades where the place of values has none. */
  private @Nullable Column valueAmong(List<Column> rest, List<Column> ids) {
    if (!isOpen(Role.VALUE) || rest.size() <= missing()) {
      return null;
    }
    List<Column> decimals = rest.stream().filter(c -> c.isDecimal() && !ids.contains(c)).toList();
    if (!decimals.isEmpty() && ids.size() >= missing()) {
      List<Column> grades = decimals.stream().filter(Column::isGrades).toList();
      List<Column> best = decimals.size() == 1 ? decimals : grades;
      return best.size() == 1 ? best.get(0) : null;
    }
    Column usual = rest.stream().skip(missing()).filter(Column::isNumeric).findFirst().orElse(null);
    if (usual == null || usual.isGrades()) {
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
    return clear ? grades.get(0) : usual;
  }

  private void takeIds(List<Column> ids) {
    if (ids.size() < missing()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: no column looks like the %s; name it with --%s, of %d columns",
              where,
              chosen.containsKey(Role.USER) ? Role.ITEM : Role.USER,
              chosen.containsKey(Role.USER) ? Role.ITEM : Role.USER,
              columns.size()));
    }
    if (missing() < 2) {
      Role role = chosen.containsKey(Role.USER) ? Role.ITEM : Role.USER;
      if (missing() == 1) {
        take(role, ids.get(0), Evidence.PLACE);
        notes.note("%s is taken for the %s".formatted(ids.get(0), role));
      }
      return;
    }
    Column first = ids.get(0);
    Column second = ids.get(1);
    boolean amazon = Looks.areProductsAndReviewers(first.values(), second.values());
    boolean itemFirst = amazon || first.isIdsOf(Role.ITEM) || second.isIdsOf(Role.USER);
    boolean userFirst = first.isIdsOf(Role.USER) || second.isIdsOf(Role.ITEM);
    boolean turned = itemFirst && !userFirst;
    take(
        Role.USER,
        turned ? second : first,
        itemFirst != userFirst ? Evidence.LOOKS : Evidence.PLACE);
    take(Role.ITEM, turned ? first : second, why.getOrDefault(Role.USER, Evidence.PLACE));
    if (turned) {
      notes.warn(
          String.format(
              Locale.ROOT,
              "column %d looks like %s and column %d like %s: taken as item and user",
              first.index() + 1,
              amazon ? "Amazon's products" : "items",
              second.index() + 1,
              amazon ? "its reviewers" : "users"));
    }
    if (named) {
      notes.warn(
          "the header names no known columns (%s): %s is taken for the user and %s for the item"
              .formatted(
                  RowErrors.shown(String.join(", ", names())), at(Role.USER), at(Role.ITEM)));
    }
  }

  /** Dislikes must not become positives because their column is left out. */
  private void refuseOpinions() {
    if (chosen.containsKey(Role.VALUE) || option(Role.VALUE).isPresent()) {
      return;
    }
    for (Column column : free()) {
      if (Looks.areOpinions(column.values())) {
        throw new BadInputException(
            "%s: %s holds words for and against, such as '%s'; write numbers instead and name it with --value, or leave it out with --value none (then every line is a positive)"
                .formatted(where, column, column.values().get(0)));
      }
    }
  }

  private void sayWhatIsLeft() {
    List<Column> left = new ArrayList<>(free());
    left.removeIf(column -> column.name().isEmpty() && (column.isBlank() || column.isRunning()));
    if (left.isEmpty()) {
      return;
    }
    boolean asTold = option(Role.VALUE).isPresent() && option(Role.TIME).isPresent();
    List<Column> odd =
        left.stream()
            .filter(
                c ->
                    !named
                        || (Role.TIME.rank(c.name()) >= 0 && isOpen(Role.TIME))
                        || (c.isGrades() && isOpen(Role.VALUE))
                        || (c.isTimes() && isOpen(Role.TIME)))
            .toList();
    if (asTold || odd.isEmpty()) {
      notes.note(Notes.areOrIs(left) + " left out");
      return;
    }
    List<String> reasons = new ArrayList<>();
    if (odd.stream().anyMatch(c -> Role.TIME.rank(c.name()) >= 0)) {
      reasons.add("its values are neither numbers nor ISO dates");
    }
    if (isOpen(Role.VALUE)) {
      reasons.add("--value names the one that holds values");
    }
    if (isOpen(Role.TIME)) {
      reasons.add("--time the one that holds times");
    }
    notes.warn(
        Notes.areOrIs(left)
            + " left out"
            + (reasons.isEmpty() ? "" : ": " + String.join(", ", reasons)));
  }

  /** Such as {@code user 1 (by its place), item 2 (by its place)}. */
  private String text() {
    return chosen.entrySet().stream()
        .map(
            entry ->
                "%s as the %s (%s)"
                    .formatted(entry.getValue(), entry.getKey(), evidence(entry.getKey())))
        .collect(Collectors.joining(", "));
  }

  private String evidence(Role role) {
    return why.getOrDefault(role, Evidence.PLACE).text;
  }
}
