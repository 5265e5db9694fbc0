package org.refold.data.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.refold.settings.BadInputException;
import org.refold.settings.Tokens;

/** Says what is wrong with a line: where, what was found, what was expected, what to do. */
final class RowErrors {

  private static final int SHOWN = 80;
  private static final Pattern LIKE_A_DATE = Pattern.compile("\\d+[-./ ]\\w+[-./ ]\\d+.*");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?(nan|na|null|inf|infinity|∞)", Pattern.CASE_INSENSITIVE);

  private final RowScanner row;
  private final FileLayout layout;

  RowErrors(RowScanner row, FileLayout layout) {
    this.row = row;
    this.layout = layout;
  }

  /** The line has not as many fields as it should. */
  BadInputException fieldCount() {
    String found = row.fields() == 1 ? "1 field" : row.fields() + " fields";
    return new BadInputException(
        String.format(
            Locale.ROOT,
            "%s, line %d: found %s separated by %s where %d are expected: '%s'; %s",
            row.where(),
            row.line(),
            found,
            layout.separator(),
            layout.fields(),
            line(),
            fix()));
  }

  private String fix() {
    if (row.fields() == 1) {
      String other = otherSeparator();
      if (!other.isEmpty()) {
        return "the line looks separated by %s: set that separator".formatted(other);
      }
    }
    return row.fields() < layout.fields()
        ? "the line is cut short, or another separator is meant: correct one of them"
        : "two lines have run into one, or a field holds the separator and should be quoted";
  }

  private String otherSeparator() {
    String text = line();
    for (Separator separator : Separator.values()) {
      if (separator != layout.separator() && text.contains(separator.text())) {
        return separator.toString();
      }
    }
    return "";
  }

  /** Text follows the closing quote of a field. */
  BadInputException torn() {
    return new BadInputException(
        String.format(
            Locale.ROOT,
            "%s, line %d: text follows the closing quote of a field: '%s'; write quotes inside a"
                + " field twice, close each quote that is opened, or read with --quoting none",
            row.where(),
            row.line(),
            line()));
  }

  /** There is nothing where an id should be. */
  BadInputException emptyId(int column) {
    return at(column, "the id is empty", "write the id, or leave the line out");
  }

  /** The id is not among those that were given. */
  BadInputException unknownId(int column, int known) {
    return at(
        column,
        String.format(
            Locale.ROOT, "found the id '%s', expected one of %d known ids", field(column), known),
        "leave the line out, or read it without fixed ids");
  }

  /** The id is not text in the charset. */
  BadInputException undecodable(int column) {
    return at(
        column,
        "the bytes of the id are not %s text".formatted(layout.charset()),
        "set the charset that the file has, such as --charset ISO-8859-1");
  }

  /** The value is no number. */
  BadInputException badValue(int column) {
    String text = field(column);
    String fix = "correct it, or name the column that holds the value";
    if (text.isEmpty()) {
      fix = "write the value, or leave the line out";
    } else if (Looks.hasDecimalComma(text)) {
      fix = "write it with a point: " + text.replace(',', '.');
    } else if (NOT_FINITE.matcher(text).matches()) {
      fix = "a value must be finite: leave the line out";
    }
    return at(column, "found '%s', expected a finite number such as 4 or 3.5".formatted(text), fix);
  }

  /** The time is not written like the others. */
  BadInputException badTime(int column) {
    String text = field(column);
    String fix = "correct it, or name the column that holds the time";
    if (Looks.isDate(text)) {
      String format = Tokens.of(Looks.timeFormat(List.of(text)));
      fix = "dates like this one are read with --time-format %s".formatted(format);
    } else if (LIKE_A_DATE.matcher(text).matches()) {
      fix = "write dates as 2023-11-15, or leave the times out with --time none";
    } else if (layout.time().isDate() && text.matches("\\d+")) {
      fix = "set the time format to seconds or milliseconds (--time-format)";
    }
    return at(column, "found '%s', expected %s".formatted(text, layout.time().expected()), fix);
  }

  private BadInputException at(int column, String problem, String fix) {
    return new BadInputException(
        String.format(
            Locale.ROOT,
            "%s, line %d, column %d (%s): %s; %s",
            row.where(),
            row.line(),
            column + 1,
            layout.columns().roleOf(column),
            problem,
            fix));
  }

  /** A field as a message shows it. */
  String field(int column) {
    return shown(row.text(column, layout.charset()));
  }

  private String line() {
    if (row.fields() == 0) {
      return "";
    }
    int from = row.from(0);
    int length = row.to(row.fields() - 1) - from;
    return shown(new String(row.bytes(), from, length, StandardCharsets.UTF_8));
  }

  /** One line of a text, not too long. */
  static String shown(String text) {
    String flat = text.replaceAll("\\p{Cntrl}", " ");
    return flat.length() <= SHOWN
        ? flat
        : String.format(Locale.ROOT, "%s...", flat.substring(0, SHOWN));
  }
}
