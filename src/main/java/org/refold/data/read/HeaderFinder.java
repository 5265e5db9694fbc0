package org.refold.data.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.refold.settings.BadInputException;

/**
 * Tells whether the first line names the columns, and which name is whose where the header is one
 * name shorter or longer than the lines.
 */
final class HeaderFinder {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final String where;
  private final ReadOptions options;
  private final List<String> first;
  private final List<List<String>> below;

  /**
   * @param rows the first lines, the first of all included
   */
  HeaderFinder(String where, ReadOptions options, List<List<String>> rows) {
    this.where = where;
    this.options = options;
    this.first = rows.get(0);
    this.below = rows.subList(1, rows.size());
  }

  Header find() {
    boolean told =
        Stream.of(Role.values())
            .flatMap(role -> options.column(role).stream())
            .anyMatch(name -> !NUMBER.matcher(name).matches() && first.contains(name));
    boolean header =
        told
            || first.stream().anyMatch(Role::isTyped)
            || isOfKnownNames()
            || isOfWordsAboveNumbers()
            || isOfNumbersFromNought();
    return header ? Header.PRESENT : Header.ABSENT;
  }

  /** A name that stands among the values below it is a value itself. */
  private boolean isOfKnownNames() {
    return first.stream().noneMatch(name -> Looks.isNumber(name) || Looks.isDate(name))
        && first.stream().anyMatch(name -> Role.USER.rank(name) >= 0 || Role.ITEM.rank(name) >= 0)
        && IntStream.range(0, first.size()).noneMatch(k -> below(k).contains(first.get(k)));
  }

  private boolean isOfWordsAboveNumbers() {
    for (int column = 0; column < first.size(); column++) {
      List<String> values = below(column);
      String above = first.get(column);
      if (!Looks.isNumber(above) && !Looks.isDate(above)) {
        if (Looks.areNumbers(values) || Looks.areTimes(values)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * A table that pandas wrote without names: 0, 1, 2 above values of which one column is written
   * otherwise, as times or with a point.
   */
  private boolean isOfNumbersFromNought() {
    boolean numbered =
        first.size() > 1
            && IntStream.range(0, first.size())
                .allMatch(k -> first.get(k).equals(Integer.toString(k)));
    return numbered
        && IntStream.range(0, first.size())
            .mapToObj(this::below)
            .anyMatch(
                values ->
                    Looks.areTimes(values)
                        || (!values.isEmpty() && values.stream().allMatch(v -> v.contains("."))));
  }

  private List<String> below(int column) {
    return Sniffer.column(below, first.size(), column);
  }

  /**
   * The names, one for each column; empty texts where a column has none.
   *
   * @param fields how many fields most of the lines below it have
   * @param notes Modified: gets what was guessed
   * @throws BadInputException if the header has another number of names than the lines have fields,
   *     and it cannot be told why
   */
  List<String> names(int fields, Notes notes) {
    List<String> names = new ArrayList<>(first);
    if (names.size() == fields - 1 && isBlank(fields, fields - 1)) {
      names.add("");
    } else if (names.size() == fields - 1 && areDistinct(Sniffer.column(below, fields, 0))) {
      names.add(0, "");
      notes.warn(
          "the header has one name less than the lines have fields: column 1 is taken for names of"
              + " rows, as R and pandas write them");
    } else if (names.size() == fields + 1 && names.get(0).isEmpty()) {
      names.remove(0);
    } else if (names.size() == fields + 1 && names.get(fields).isEmpty()) {
      names.remove(fields);
    } else if (names.size() != fields && !byNumber()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: the header has %d names (%s), but lines have %d fields, so that columns cannot"
                  + " be told; mend the header, or give numbers of columns, such as --user 1 --item"
                  + " 2 --value none --time none",
              where,
              names.size(),
              String.join(", ", names),
              fields));
    }
    while (names.size() < fields) {
      names.add("");
    }
    return names.subList(0, fields);
  }

  private boolean isBlank(int fields, int column) {
    return Sniffer.column(below, fields, column).stream().allMatch(String::isEmpty);
  }

  private static boolean areDistinct(List<String> values) {
    return values.stream().distinct().count() == values.size();
  }

  private boolean byNumber() {
    return Stream.of(options.user(), options.item())
        .allMatch(given -> given.isPresent() && NUMBER.matcher(given.get()).matches());
  }
}
