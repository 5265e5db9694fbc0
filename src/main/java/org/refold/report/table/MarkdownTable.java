package org.refold.report.table;

import java.util.List;
import java.util.stream.Collectors;

/** A {@link Table} in the Markdown of GitHub and Jupyter. */
public final class MarkdownTable {

  private MarkdownTable() {}

  static String of(Table table) {
    StringBuilder text = new StringBuilder();
    text.append(line(table.columns().stream().map(MarkdownTable::escaped).toList()));
    text.append('|');
    for (int k = 0; k < table.columns().size(); k++) {
      text.append(table.isNumber(k) ? " ---: |" : " --- |");
    }
    text.append('\n');
    for (List<Cell> row : table.rows()) {
      text.append(line(row.stream().map(MarkdownTable::cell).toList()));
    }
    table.notes().forEach(note -> text.append('\n').append(escaped(note)).append('\n'));
    return text.toString();
  }

  private static String cell(Cell cell) {
    String content = escaped(cell.text());
    String marks = cell.marks().isEmpty() ? "" : " " + escaped(cell.marks());
    return switch (cell.emphasis()) {
          case NONE -> content;
          case BEST -> "**" + content + "**";
          case TIED -> "<u>" + content + "</u>";
        }
        + marks;
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /**
   * A text that means itself. Brackets stay as they are, for {@code \[} begins a formula in
   * notebooks; they only may not become a link. An underscore inside a word means itself anyway.
   */
  public static String escaped(String text) {
    return text.replaceAll("\\R", " ")
        .replaceAll("([\\\\`*|$~])", "\\\\$1")
        .replaceAll("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])", "\\\\_")
        .replace("](", "]\\(")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
