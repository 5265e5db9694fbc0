package org.refold.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.verdict.Measured;
import org.refold.study.verdict.Verdict;
import org.refold.study.verdict.VerdictRow;

/** The tables of the board of verdicts, and its page. */
final class VerdictTables {

  private static final int DIGITS = 4;
  private static final String NOTHING = "-";

  private VerdictTables() {}

  /** A line for each row: the figures and what they say. */
  static Table figures(List<VerdictRow> rows) {
    Table table =
        Table.of(
            "Published figures and ours",
            "row",
            "paper",
            "place",
            "system",
            "metric",
            "published",
            "ours",
            "with the mistake",
            "ours - published",
            "tolerance",
            "verdict",
            "CPU minutes");
    for (int k = 0; k < rows.size(); k++) {
      VerdictRow row = rows.get(k);
      table =
          table.row(
              number(k),
              row.paper(),
              row.place(),
              row.system(),
              row.metric(),
              new Cell.Value(row.published(), DIGITS),
              figure(row.ours()),
              figure(row.withMistake()),
              new Cell.Value(difference(row), DIGITS),
              new Cell.Value(row.tolerance(), DIGITS),
              row.verdict(),
              new Cell.Value(Objects.requireNonNullElse(row.cpuMinutes(), Double.NaN), 1));
    }
    return table.note(
        "In brackets 95 % intervals; protocols has what they are over, what the tolerance is made"
            + " of and the commands. A verdict compares ours with the published figure by the"
            + " tolerance alone: a better figure is not reproduced either. Processor minutes are at"
            + " most so many: seconds times threads, on a shared machine.");
  }

  /** The number that a row has in all tables and in the figure. */
  static Cell number(int index) {
    return new Cell.Value(index + 1, 0);
  }

  private static Cell figure(@Nullable Measured figure) {
    return figure == null
        ? new Cell.Value(Double.NaN, DIGITS)
        : new Cell.Range(
            figure.value(),
            figure.ci95().map(ci -> ci.low()).orElse(Double.NaN),
            figure.ci95().map(ci -> ci.high()).orElse(Double.NaN),
            DIGITS);
  }

  /** Ours less the published figure; NaN without ours. */
  static double difference(VerdictRow row) {
    Measured ours = row.ours();
    return ours == null ? Double.NaN : ours.value() - row.published();
  }

  /** How many rows of each paper have which verdict. */
  static Table papers(Map<String, List<VerdictRow>> byPaper) {
    List<String> columns =
        Stream.concat(
                Stream.of("paper", "rows"), Stream.of(Verdict.values()).map(Verdict::toString))
            .toList();
    Table table = new Table("Verdicts by paper", columns, List.of());
    for (Map.Entry<String, List<VerdictRow>> paper : byPaper.entrySet()) {
      table = table.row(counts(paper.getKey(), paper.getValue()));
    }
    return table.row(counts("all", byPaper.values().stream().flatMap(List::stream).toList()));
  }

  private static Object[] counts(String name, List<VerdictRow> rows) {
    return Stream.concat(
            Stream.of(name, new Cell.Value(rows.size(), 0)),
            Stream.of(Verdict.values())
                .map(v -> new Cell.Value(rows.stream().filter(r -> r.verdict() == v).count(), 0)))
        .toArray();
  }

  /**
   * What each row is of: the protocol as we read it, what the tolerance is made of, the command.
   */
  static Table protocols(List<VerdictRow> rows) {
    Table table =
        Table.of(
            "Protocols as we read them",
            "row",
            "protocol",
            "tolerance",
            "interval over",
            "mistake",
            "left open",
            "note",
            "command");
    for (int k = 0; k < rows.size(); k++) {
      VerdictRow row = rows.get(k);
      table =
          table.row(
              number(k),
              row.protocol(),
              String.format(Locale.ROOT, "%.4f: %s", row.tolerance(), row.because()),
              intervals(row),
              text(row.mistake()),
              text(row.undetermined()),
              text(row.note()),
              text(row.command()));
    }
    return table.note("A reading of a protocol may be wrong; whoever knows better, correct it.");
  }

  private static String intervals(VerdictRow row) {
    String over =
        Stream.of(row.ours(), row.withMistake())
            .filter(Objects::nonNull)
            .map(Measured::over)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(", "));
    return over.isEmpty() ? NOTHING : over;
  }

  private static String text(@Nullable String text) {
    return text == null ? NOTHING : text;
  }

  /** The page that shows the tables. */
  static String page(Map<String, Table> tables) {
    StringBuilder page =
        new StringBuilder(
            "# Verdicts\n\n`./refold report verdicts` makes this page, its tables and its figure"
                + " from `verdicts.json`. What is said of a row follows from its numbers.\n");
    tables
        .values()
        .forEach(
            table ->
                page.append("\n## ")
                    .append(table.title())
                    .append("\n\n")
                    .append(table.toMarkdown().strip())
                    .append('\n'));
    return page.append("\n![Ours less the published figures, by paper](figure.png)\n").toString();
  }
}
