package org.refold.report.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.refold.settings.BadInputException;
import org.refold.study.store.AtomicFiles;

/**
 * A table with a title, a header, rows and notes, written as text, Markdown, LaTeX, HTML or CSV.
 * Immutable: {@link #row} and {@link #note} return a longer table.
 *
 * <pre>{@code
 * Table.of("Results", "model", "ndcg@100").row("ease", 0.437).row("popularity", 0.201)
 * }</pre>
 *
 * @param title what the table shows
 * @param columns the header
 * @param rows the cells, row by row, each row as long as the header
 * @param notes lines under the table, such as what its marks mean
 */
public record Table(String title, List<String> columns, List<List<Cell>> rows, List<String> notes)
    implements Rich {

  private static final List<String> FORMATS = List.of("csv", "md", "tex", "html", "txt");

  /**
   * @throws IllegalArgumentException if a row is not as long as the header
   */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    notes = List.copyOf(notes);
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "a row of %d cells in a table of the %d columns %s",
                row.size(),
                columns.size(),
                columns));
      }
    }
  }

  /** A table without notes. */
  public Table(String title, List<String> columns, List<List<Cell>> rows) {
    this(title, columns, rows, List.of());
  }

  /** A table without rows. */
  public static Table of(String title, String... columns) {
    return new Table(title, List.of(columns), List.of());
  }

  /** This table with one more row; see {@link Cell#of}. */
  public Table row(Object... cells) {
    List<List<Cell>> more = new ArrayList<>(rows);
    more.add(Arrays.stream(cells).map(Cell::of).toList());
    return new Table(title, columns, more, notes);
  }

  /** This table with one more line under it. */
  public Table note(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Table(title, columns, rows, more);
  }

  /** Whether a column is set to the right: there are rows, and no words in them. */
  boolean isNumber(int column) {
    return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).isNumber());
  }

  /** Columns set with blanks, numbers to the right, marks behind them. */
  @Override
  public String toText() {
    return TextTable.of(this);
  }

  /** A table in Markdown (GitHub's), without its title. */
  public String toMarkdown() {
    return MarkdownTable.of(this);
  }

  /** A {@code table} with its caption, its notes, and rules of the booktabs package. */
  public String toLatex() {
    return LatexTable.of(this);
  }

  @Override
  public String toHtml() {
    return HtmlTable.of(this);
  }

  /**
   * Comma-separated values with all digits. What belongs to a cell besides, such as the margin of
   * an {@linkplain Cell.Estimate estimate}, gets a column of its own.
   */
  public String toCsv() {
    return CsvTable.of(this);
  }

  /**
   * Checks the name of a file before there is a table for it.
   *
   * @throws BadInputException if its ending is none of {@code .txt .md .tex .html .csv}
   */
  public static void checkName(Path file) {
    String name = file.getFileName().toString();
    if (!FORMATS.contains(name.substring(name.lastIndexOf('.') + 1))) {
      throw new BadInputException(
          "a table cannot be written as '%s'; end the name in .txt, .md, .tex, .html or .csv"
              .formatted(name));
    }
  }

  /**
   * Writes the table, whole or not at all.
   *
   * @param file its ending chooses the form: {@code .txt .md .tex .html .csv}
   * @throws BadInputException if the ending is another
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    checkName(file);
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1);
    String text =
        switch (ending) {
          case "md" -> toMarkdown();
          case "tex" -> toLatex();
          case "html" -> toHtml() + "\n";
          case "csv" -> toCsv();
          default -> toText() + "\n";
        };
    AtomicFiles.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes the table in every form, each file whole or not at all.
   *
   * @param name of the files, without ending
   * @return the files
   * @throws IOException if one cannot be written
   */
  public List<Path> saveAll(Path folder, String name) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String format : FORMATS) {
      Path file = folder.resolve(name + "." + format);
      save(file);
      files.add(file);
    }
    return files;
  }

  @Override
  public String toString() {
    return toText();
  }
}
