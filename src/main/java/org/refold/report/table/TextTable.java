package org.refold.report.table;

import java.util.ArrayList;
import java.util.List;

/** A {@link Table} for terminals: columns set with blanks. */
final class TextTable {

  private final Table table;

  /** The widest text of each column, in characters. */
  private final int[] widths;

  /** The widest marks of each column, in characters; they stand behind the text. */
  private final int[] marks;

  private TextTable(Table table) {
    this.table = table;
    int columns = table.columns().size();
    widths = new int[columns];
    marks = new int[columns];
    for (int k = 0; k < columns; k++) {
      for (List<Cell> row : table.rows()) {
        widths[k] = Math.max(widths[k], length(row.get(k).text()));
        marks[k] = Math.max(marks[k], length(marks(row.get(k))));
      }
      widths[k] = Math.max(widths[k], length(table.columns().get(k)) - marks[k]);
    }
  }

  static String of(Table table) {
    TextTable text = new TextTable(table);
    List<String> lines = new ArrayList<>();
    lines.add(table.title());
    lines.add(text.header());
    lines.add(text.rule());
    table.rows().forEach(row -> lines.add(text.line(row)));
    if (!table.notes().isEmpty()) {
      lines.add("");
      lines.addAll(table.notes());
    }
    return String.join("\n", lines);
  }

  private String header() {
    StringBuilder line = new StringBuilder();
    for (int k = 0; k < widths.length; k++) {
      line.append(k == 0 ? "" : "  ");
      line.append(set(table.columns().get(k), widths[k] + marks[k], table.isNumber(k)));
    }
    return line.toString().stripTrailing();
  }

  private String rule() {
    StringBuilder line = new StringBuilder();
    for (int k = 0; k < widths.length; k++) {
      line.append(k == 0 ? "" : "  ").append("-".repeat(widths[k] + marks[k]));
    }
    return line.toString();
  }

  private String line(List<Cell> row) {
    StringBuilder line = new StringBuilder();
    for (int k = 0; k < widths.length; k++) {
      line.append(k == 0 ? "" : "  ");
      if (table.isNumber(k)) {
        line.append(set(row.get(k).text(), widths[k], true));
        line.append(set(marks(row.get(k)), marks[k], false));
      } else {
        line.append(set(row.get(k).text() + marks(row.get(k)), widths[k] + marks[k], false));
      }
    }
    return line.toString().stripTrailing();
  }

  private static String marks(Cell cell) {
    String emphasis =
        switch (cell.emphasis()) {
          case NONE -> "";
          case BEST -> "*";
          case TIED -> "=";
        };
    return emphasis.isEmpty() && cell.marks().isEmpty() ? "" : " " + emphasis + cell.marks();
  }

  private static String set(String text, int width, boolean toTheRight) {
    String blanks = " ".repeat(Math.max(0, width - length(text)));
    return toTheRight ? blanks + text : text + blanks;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
