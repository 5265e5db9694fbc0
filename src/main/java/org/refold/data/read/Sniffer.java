package org.refold.data.read;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.refold.settings.BadInputException;

/**
 * Finds the layout of a delimited file from its first lines.
 *
 * <p>The separator is the one that gives most lines the same number of fields, at least two; {@link
 * HeaderFinder} tells whether there is a header, {@link ColumnFinder} which column holds what.
 */
final class Sniffer {

  /** Fewer lines of equal width than this are no table. */
  private static final double SMALLEST_SHARE = 0.5;

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
    Separator separator = options.separator().isPresent() ? options.separator().get() : separator();
    Quoting quoting = quoting(separator);
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
          "%s, line 1 is '%s': one field, if separated by %s; %s"
              .formatted(head.where(), head.firstLine(charset), separator, otherSeparator()));
    }
    Notes notes = new Notes();
    List<String> names = named ? finder.names(fields, notes) : List.of();
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < fields; k++) {
      columns.add(Column.of(k, named ? names.get(k) : "", column(data, fields, k)));
    }
    ColumnFinder.Found found =
        new ColumnFinder(head.where(), options, named, columns, notes).find();
    TimeFormat time = options.timeFormat().orElseGet(() -> timeFormat(columns, found.roles()));
    FileLayout layout =
        new FileLayout(separator, quoting, header, fields, found.roles(), time, charset);
    return new Finding(layout, form(layout, data), found.text(), notes.warnings(), notes.notes());
  }

  private String otherSeparator() throws IOException {
    Separator other = separator();
    return "the lines look separated by %s: set that, or leave it to be found".formatted(other);
  }

  /** The one that most lines agree on; of equals the one that gives more fields, never blanks. */
  private Separator separator() throws IOException {
    Separator best = null;
    Width bestWidth = new Width(0, 0);
    for (Separator candidate : Separator.values()) {
      Quoting quoting = likelyQuoting(candidate);
      Head.Rows rows = head.rows(candidate, quoting, charset);
      Width width = Width.of(rows.texts()).times(unbroken(rows, quoting));
      boolean more = width.fields() > bestWidth.fields() && candidate != Separator.SPACES;
      boolean better =
          width.share() > bestWidth.share() || (width.share() == bestWidth.share() && more);
      if (width.fields() > 1 && better) {
        best = candidate;
        bestWidth = width;
      }
    }
    if (best == null || bestWidth.share() < SMALLEST_SHARE) {
      throw new BadInputException(
          "%s, line 1 is '%s'; expected user and item with one of :: tab ; , | or blanks between them: if another one is meant, replace it; if quotes are not meant to wrap fields, read with --quoting none"
              .formatted(head.where(), head.firstLine(charset)));
    }
    return best;
  }

  /** The share of lines in which no quoted field is cut in two, nor goes on after its quote. */
  private static double unbroken(Head.Rows rows, Quoting quoting) {
    List<List<String>> texts = rows.texts();
    if (quoting == Quoting.DOUBLE_QUOTES) {
      return texts.isEmpty() ? 0 : 1 - rows.torn() / (double) texts.size();
    }
    long whole =
        texts.stream()
            .filter(row -> row.stream().allMatch(f -> f.startsWith("\"") == f.endsWith("\"")))
            .count();
    return whole / (double) texts.size();
  }

  /**
   * How wide lines are.
   *
   * @param fields the most frequent number of fields
   * @param share of the lines that have it
   */
  private record Width(int fields, double share) {

    static Width of(List<List<String>> rows) {
      Map<Integer, Integer> counts = new HashMap<>();
      rows.forEach(row -> counts.merge(row.size(), 1, Integer::sum));
      return counts.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(most -> new Width(most.getKey(), most.getValue() / (double) rows.size()))
          .orElse(new Width(0, 0));
    }

    Width times(double factor) {
      return new Width(fields, share * factor);
    }
  }

  private Quoting likelyQuoting(Separator separator) {
    boolean csv = separator == Separator.COMMA || separator == Separator.SEMICOLON;
    return options.quoting().orElse(csv ? Quoting.DOUBLE_QUOTES : Quoting.NONE);
  }

  /** Tabs and bars go with quotes if there are quoted fields and every quote belongs to one. */
  private Quoting quoting(Separator separator) throws IOException {
    Quoting likely = likelyQuoting(separator);
    boolean open = separator == Separator.TAB || separator == Separator.PIPE;
    if (likely == Quoting.DOUBLE_QUOTES || !open || options.quoting().isPresent()) {
      return likely;
    }
    List<String> begun =
        head.rows(separator, Quoting.NONE, charset).texts().stream()
            .flatMap(List::stream)
            .filter(field -> field.startsWith("\""))
            .toList();
    boolean quoted =
        !begun.isEmpty() && begun.stream().allMatch(f -> f.length() > 1 && f.endsWith("\""));
    return quoted ? Quoting.DOUBLE_QUOTES : Quoting.NONE;
  }

  private static TimeFormat timeFormat(List<Column> columns, ColumnRoles roles) {
    return roles.time().isPresent()
        ? Looks.timeFormat(columns.get(roles.time().getAsInt()).values())
        : TimeFormat.SECONDS;
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
