package org.refold.data.read;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.refold.settings.BadInputException;

/**
 * Finds the layout of a delimited file from its first lines.
 *
 * <p>{@link SeparatorFinder} tells what stands between fields, {@link HeaderFinder} whether there
 * is a header, {@link ColumnFinder} which column holds what.
 */
final class Sniffer {

  private final Head head;
  private final ReadOptions options;
  private final Charset charset;

  private Sniffer(Head head, ReadOptions options) {
    this.head = head;
    this.options = options;
    this.charset = options.charset().orElse(head.charset());
  }

  /**
   * What was found.
   *
   * @param layout the layout
   * @param form whether the file is one of sequences, as SASRec reads them
   * @param columns which column is what and why, for a person
   * @param warnings guesses that a person should know of
   * @param notes what was assumed where nothing speaks against it
   */
  record Finding(
      FileLayout layout, Form form, String columns, List<String> warnings, List<String> notes) {}

  /** What the lines of a file are. */
  enum Form {
    /** Lines of two whole numbers, user and item, grouped by user, in the order of time. */
    SEQUENCES,
    /** Anything else. */
    INTERACTIONS
  }

  /**
   * Finds the layout.
   *
   * @throws BadInputException if the lines are no table, or a column cannot be told
   */
  static Finding sniff(Head head, ReadOptions options) throws IOException {
    return new Sniffer(head, options).find();
  }

  private Finding find() throws IOException {
    SeparatorFinder separators = new SeparatorFinder(head, options.quoting(), charset);
    Separator separator =
        options.separator().isPresent() ? options.separator().get() : separators.separator();
    Quoting quoting = separators.quoting(separator);
    List<List<String>> rows = head.rows(separator, quoting, charset).texts();
    if (rows.isEmpty()) {
      throw new BadInputException(
          "%s holds only blank lines; expected lines of interactions".formatted(head.where()));
    }
    if (rows.get(0).get(0).matches("\\(\\d+,\\d+\\)")) {
      throw new BadInputException(
          "%s, line 1 begins with the pair %s: this is a list of negatives for an evaluation, not interactions; give it together with its split"
              .formatted(head.where(), rows.get(0).get(0)));
    }
    HeaderFinder finder = new HeaderFinder(head.where(), options, rows);
    Header header = options.header().orElseGet(finder::find);
    boolean named = header == Header.PRESENT;
    List<List<String>> data = named ? rows.subList(1, rows.size()) : rows;
    if (data.isEmpty()) {
      throw new BadInputException(
          "%s holds a header and nothing else; expected lines of interactions"
              .formatted(head.where()));
    }
    int fields = Width.of(data).fields();
    if (fields == 1) {
      throw new BadInputException(
          "%s, line 1 is '%s': one field, if separated by %s; the lines look separated by %s: set that, or leave it to be found"
              .formatted(head.where(), head.firstLine(charset), separator, separators.separator()));
    }
    Notes notes = new Notes();
    List<String> names = named ? finder.names(fields, notes) : List.of();
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < fields; k++) {
      columns.add(Column.of(k, named ? names.get(k) : "", column(data, fields, k)));
    }
    RoleAssignment roles = ColumnFinder.find(head.where(), options, named, columns, notes);
    TimeFormat time = options.timeFormat().orElseGet(() -> timeFormat(roles));
    if (options.timeFormat().isEmpty() && mayBeMonthFirst(roles, time)) {
      notes.warn(
          "%s has the day before the month; if not, say --time-format mmddyyyy"
              .formatted(roles.at(Role.TIME)));
    }
    FileLayout layout =
        new FileLayout(separator, quoting, header, fields, roles.roles(), time, charset);
    return new Finding(
        layout, form(layout, data), roles.toString(), notes.warnings(), notes.notes());
  }

  private static TimeFormat timeFormat(RoleAssignment roles) {
    return roles.has(Role.TIME)
        ? Looks.timeFormat(roles.at(Role.TIME).values())
        : TimeFormat.SECONDS;
  }

  /** Points stand in dates that begin with the day; slashes and hyphens in both kinds. */
  private static boolean mayBeMonthFirst(RoleAssignment roles, TimeFormat time) {
    return time == TimeFormat.DDMMYYYY
        && roles.at(Role.TIME).values().stream()
            .noneMatch(date -> date.indexOf('.') >= 0 || !Looks.isMonthFirst(date));
  }

  private static Form form(FileLayout layout, List<List<String>> data) {
    boolean pairs =
        layout.separator() == Separator.SPACES
            && layout.header() == Header.ABSENT
            && layout.fields() == 2;
    if (!pairs || !data.stream().allMatch(Looks::areWhole)) {
      return Form.INTERACTIONS;
    }
    Set<String> seen = new HashSet<>();
    String last = "";
    for (List<String> row : data) {
      String user = row.get(layout.columns().user());
      if (!user.equals(last) && !seen.add(user)) {
        return Form.INTERACTIONS;
      }
      last = user;
    }
    return Form.SEQUENCES;
  }

  /** A column of the rows that have the most common width. */
  static List<String> column(List<List<String>> rows, int fields, int column) {
    return rows.stream().filter(row -> row.size() == fields).map(row -> row.get(column)).toList();
  }
}
