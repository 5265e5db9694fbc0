package org.refold.data.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/** Finds out which column holds what: as told, else by the header, else by place and looks. */
final class ColumnFinder {

  private final String where;
  private final ReadOptions options;
  private final Optional<List<String>> names;
  private final List<List<String>> data;
  private final int fields;
  private final List<String> warnings;
  private final Set<Integer> taken = new HashSet<>();

  /**
   * @param names the header, if there is one
   * @param fields how many fields a line has
   * @param warnings Modified: gets what was guessed
   */
  ColumnFinder(
      String where,
      ReadOptions options,
      Optional<List<String>> names,
      List<List<String>> data,
      int fields,
      List<String> warnings) {
    this.where = where;
    this.options = options;
    this.names = names;
    this.data = data;
    this.fields = fields;
    this.warnings = warnings;
  }

  ColumnRoles find() {
    OptionalInt user = told(Role.USER, options.user());
    OptionalInt item = told(Role.ITEM, options.item());
    OptionalInt value = told(Role.VALUE, options.value());
    OptionalInt time = told(Role.TIME, options.time());

    user = user.isPresent() ? user : named(Role.USER);
    item = item.isPresent() ? item : named(Role.ITEM);
    boolean recognised = names.isPresent() && (user.isPresent() || item.isPresent());
    if (recognised) {
      value = options.value().isPresent() ? value : namedValue();
      time = options.time().isPresent() ? time : namedTime();
    }
    boolean guessed = user.isEmpty() && item.isEmpty();
    user = user.isPresent() ? user : OptionalInt.of(next(Role.USER, recognised));
    item = item.isPresent() ? item : OptionalInt.of(next(Role.ITEM, recognised));
    ColumnRoles columns = new ColumnRoles(user.getAsInt(), item.getAsInt(), value, time);
    if (!recognised) {
      columns = withValueAndTimeByLooks(columns);
    }
    if (guessed) {
      columns = inOrder(columns);
      names.ifPresent(unused -> warnOfUnknownHeader());
    }
    return columns;
  }

  /** The column that was asked for. */
  private OptionalInt told(Role role, Optional<String> option) {
    if (option.isEmpty() || option.get().equals(ReadOptions.NO_COLUMN)) {
      return OptionalInt.empty();
    }
    String wanted = option.get();
    if (wanted.matches("\\d{1,6}")) {
      int column = Integer.parseInt(wanted) - 1;
      if (column < 0 || column >= fields) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s: there is no column %s for %ss; lines have %d columns, counted from 1",
                where,
                wanted,
                role,
                fields));
      }
      return take(column);
    }
    if (names.isEmpty()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s has no header in which to find the column '%s' for %ss; give its number from 1 to"
                  + " %d",
              where,
              wanted,
              role,
              fields));
    }
    List<String> header = names.get();
    for (int column = 0; column < header.size(); column++) {
      if (header.get(column).equals(wanted) || Role.untyped(header.get(column)).equals(wanted)) {
        return take(column);
      }
    }
    throw new BadInputException(
        "%s, line 1: there is no column '%s' for %ss; %s"
            .formatted(where, wanted, role, Suggestions.hint(wanted, header)));
  }

  private OptionalInt take(int column) {
    taken.add(column);
    return OptionalInt.of(column);
  }

  /** The free column whose name is the most common one for a role. */
  private OptionalInt named(Role role) {
    int best = -1;
    int bestRank = Integer.MAX_VALUE;
    List<String> header = names.orElse(List.of());
    for (int column = 0; column < Math.min(fields, header.size()); column++) {
      int rank = role.rank(header.get(column));
      if (rank >= 0 && rank < bestRank && !taken.contains(column)) {
        best = column;
        bestRank = rank;
      }
    }
    return best < 0 ? OptionalInt.empty() : take(best);
  }

  private OptionalInt namedValue() {
    OptionalInt column = named(Role.VALUE);
    if (column.isPresent() && values(column.getAsInt()).stream().noneMatch(Looks::isNumber)) {
      warnLeftOut(column.getAsInt(), "its values are no numbers");
      return OptionalInt.empty();
    }
    return column;
  }

  private OptionalInt namedTime() {
    OptionalInt column = named(Role.TIME);
    while (column.isPresent() && !Looks.someAreTimes(values(column.getAsInt()))) {
      warnLeftOut(column.getAsInt(), "its values are neither numbers nor ISO dates");
      column = named(Role.TIME);
    }
    return column;
  }

  /**
   * A free column for users or items: the first; but where the header names the other of the two,
   * only if there is no choice.
   */
  private int next(Role role, boolean recognised) {
    List<Integer> free =
        IntStream.range(0, fields).filter(column -> !taken.contains(column)).boxed().toList();
    if (free.isEmpty() || (recognised && free.size() > 1)) {
      throw new BadInputException(
          "%s, line 1: no column looks like the %s; name it, the columns are: %s"
              .formatted(where, role, names.map(n -> String.join(", ", n)).orElse("all in use")));
    }
    int column = free.get(0);
    if (recognised) {
      warnings.add("%s is taken for the %s".formatted(describe(column), role));
    }
    taken.add(column);
    return column;
  }

  private ColumnRoles withValueAndTimeByLooks(ColumnRoles columns) {
    List<Integer> free = new ArrayList<>();
    for (int column = 0; column < fields; column++) {
      if (!taken.contains(column)) {
        free.add(column);
      }
    }
    ColumnRoles result = columns;
    if (options.time().isEmpty()) {
      Optional<Integer> time = free.stream().filter(c -> Looks.areTimes(values(c))).findFirst();
      if (time.isPresent()) {
        result = result.withTime(time.get());
        free.remove(time.get());
      }
    }
    if (options.value().isEmpty()) {
      Optional<Integer> value =
          free.stream()
              .filter(c -> mostlyNumbers(values(c)) && !Looks.areTimes(values(c)))
              .findFirst();
      if (value.isPresent()) {
        result = result.withValue(value.get());
        free.remove(value.get());
      }
    }
    boolean lastIsTime =
        result.time().isEmpty()
            && options.time().isEmpty()
            && fields == 4
            && free.size() == 1
            && mostlyNumbers(values(free.get(0)));
    if (lastIsTime) {
      result = result.withTime(free.remove(0));
    }
    free.forEach(column -> warnLeftOut(column, "it looks like neither value nor time"));
    return result;
  }

  private static boolean mostlyNumbers(List<String> values) {
    return 2 * values.stream().filter(Looks::isNumber).count() >= values.size();
  }

  /** Amazon's rating files of 2018 name the product first. */
  private ColumnRoles inOrder(ColumnRoles columns) {
    if (!Looks.areProductsAndReviewers(values(columns.user()), values(columns.item()))) {
      return columns;
    }
    warnings.add(
        "column 1 looks like Amazon's products and column 2 like its reviewers: taken as item and"
            + " user");
    int reviewers = columns.item();
    int products = columns.user();
    return new ColumnRoles(reviewers, products, columns.value(), columns.time());
  }

  private void warnOfUnknownHeader() {
    warnings.add(
        "the header names no known columns (%s): taken by place as user and item"
            .formatted(String.join(", ", names.orElse(List.of()))));
  }

  private void warnLeftOut(int column, String why) {
    warnings.add("%s is left out: %s".formatted(describe(column), why));
  }

  private String describe(int column) {
    String name =
        names.filter(n -> column < n.size()).map(n -> " ('" + n.get(column) + "')").orElse("");
    return "column " + (column + 1) + name;
  }

  private List<String> values(int column) {
    return Sniffer.column(data, fields, column);
  }
}
