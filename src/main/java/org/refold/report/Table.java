package org.refold.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.refold.data.BadInputException;
import org.refold.study.AtomicFiles;

/**
 * A table with a title, a header and rows, written as text, Markdown, LaTeX, HTML or CSV.
 * Immutable: {@link #row} returns a longer table.
 *
 * <pre>{@code
 * Table.of("Results", "model", "ndcg@100").row("ease", 0.437).row("popularity", 0.201)
 * }</pre>
 *
 * @param title what the table shows
 * @param columns the header
 * @param rows the cells, row by row, each row as long as the header
 */
public record Table(String title, List<String> columns, List<List<Cell>> rows) implements Rich {

  /**
   * @throws IllegalArgumentException if a row is not as long as the header
   */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of %d cells in a table of the %d columns %s"
                .formatted(row.size(), columns.size(), columns));
      }
    }
  }

  /** A table without rows. */
  public static Table of(String title, String... columns) {
    return new Table(title, List.of(columns), List.of());
  }

  /** This table with one more row; see {@link Cell#of}. */
  public Table row(Object... cells) {
    List<List<Cell>> more = new ArrayList<>(rows);
    more.add(Arrays.stream(cells).map(Cell::of).toList());
    return new Table(title, columns, more);
  }

  /** Columns set with blanks, numbers to the right. */
  @Override
  public String toText() {
    int[] widths = new int[columns.size()];
    for (int k = 0; k < widths.length; k++) {
      widths[k] = columns.get(k).length();
      for (List<Cell> row : rows) {
        widths[k] = Math.max(widths[k], row.get(k).text().length());
      }
    }
    StringBuilder text = new StringBuilder(title).append('\n');
    List<String> lines = new ArrayList<>();
    lines.add(textLine(widths, k -> columns.get(k)));
    lines.add(textLine(widths, k -> "-".repeat(widths[k])));
    for (List<Cell> row : rows) {
      lines.add(textLine(widths, k -> row.get(k).text()));
    }
    return text.append(String.join("\n", lines)).toString();
  }

  private String textLine(int[] widths, Function<Integer, String> cell) {
    StringBuilder line = new StringBuilder();
    for (int k = 0; k < widths.length; k++) {
      String blanks = " ".repeat(widths[k] - cell.apply(k).length());
      line.append(k == 0 ? "" : "  ");
      line.append(toTheRight(k) ? blanks + cell.apply(k) : cell.apply(k) + blanks);
    }
    return line.toString().stripTrailing();
  }

  private boolean toTheRight(int column) {
    return !rows.isEmpty() && rows.stream().noneMatch(row -> row.get(column) instanceof Cell.Words);
  }

  /** A table in Markdown, without its title. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append(joined(columns, "| ", " | ", " |")).append('\n').append('|');
    for (int k = 0; k < columns.size(); k++) {
      text.append(toTheRight(k) ? " ---: |" : " --- |");
    }
    text.append('\n');
    for (List<Cell> row : rows) {
      List<String> cells = row.stream().map(cell -> cell.text().replace("|", "\\|")).toList();
      text.append(joined(cells, "| ", " | ", " |")).append('\n');
    }
    return text.toString();
  }

  /** A {@code tabular} with rules of the booktabs package, without its title. */
  public String toLatex() {
    StringBuilder text = new StringBuilder("\\begin{tabular}{");
    for (int k = 0; k < columns.size(); k++) {
      text.append(toTheRight(k) ? 'r' : 'l');
    }
    text.append("}\n\\toprule\n");
    text.append(joined(columns.stream().map(Table::latex).toList(), "", " & ", " \\\\\n"));
    text.append("\\midrule\n");
    for (List<Cell> row : rows) {
      List<String> cells = row.stream().map(cell -> latex(cell.text())).toList();
      text.append(joined(cells, "", " & ", " \\\\\n"));
    }
    return text.append("\\bottomrule\n\\end{tabular}\n").toString();
  }

  private static String latex(String text) {
    return text.replace("\\", "\\textbackslash ")
        .replaceAll("([&%$#_{}])", "\\\\$1")
        .replace("±", "$\\pm$");
  }

  @Override
  public String toHtml() {
    StringBuilder text = new StringBuilder("<table>\n<caption>");
    text.append(html(title)).append("</caption>\n<thead><tr>");
    columns.forEach(column -> text.append("<th>").append(html(column)).append("</th>"));
    text.append("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : rows) {
      text.append("<tr>");
      for (int k = 0; k < columns.size(); k++) {
        text.append(toTheRight(k) ? "<td style=\"text-align:right\">" : "<td>");
        text.append(html(row.get(k).text())).append("</td>");
      }
      text.append("</tr>\n");
    }
    return text.append("</tbody>\n</table>").toString();
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /**
   * Comma-separated values with all digits; an {@linkplain Cell.Estimate estimate} gets a second
   * column with its margin.
   */
  public String toCsv() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(new ArrayList<>());
    rows.forEach(row -> lines.add(new ArrayList<>()));
    for (int k = 0; k < columns.size(); k++) {
      int column = k;
      boolean estimates = rows.stream().anyMatch(row -> row.get(column) instanceof Cell.Estimate);
      lines.get(0).add(columns.get(k));
      if (estimates) {
        lines.get(0).add(columns.get(k) + " margin");
      }
      for (int r = 0; r < rows.size(); r++) {
        Cell cell = rows.get(r).get(k);
        lines.get(r + 1).add(cell.raw());
        if (estimates) {
          lines.get(r + 1).add(cell instanceof Cell.Estimate e ? Double.toString(e.margin()) : "");
        }
      }
    }
    return lines.stream()
        .map(line -> line.stream().map(Table::csv).collect(Collectors.joining(",")) + "\n")
        .collect(Collectors.joining());
  }

  private static String csv(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String joined(List<String> cells, String before, String between, String after) {
    return cells.stream().collect(Collectors.joining(between, before, after));
  }

  /**
   * Writes the table, whole or not at all.
   *
   * @param file its ending chooses the form: {@code .txt .md .tex .html .csv}
   * @throws BadInputException if the ending is another
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1);
    String text =
        switch (ending) {
          case "txt" -> toText() + "\n";
          case "md" -> toMarkdown();
          case "tex" -> toLatex();
          case "html" -> toHtml() + "\n";
          case "csv" -> toCsv();
          default ->
              throw new BadInputException(
                  "a table cannot be written as '%s'; end the name in .txt, .md, .tex, .html or .csv"
                      .formatted(name));
        };
    AtomicFiles.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return toText();
  }
}
