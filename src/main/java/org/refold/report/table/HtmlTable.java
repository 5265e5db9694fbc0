package org.refold.report.table;

import java.util.List;

/** A {@link Table} as a fragment of HTML. */
final class HtmlTable {

  private HtmlTable() {}

  static String of(Table table) {
    StringBuilder text = new StringBuilder("<table>\n<caption>");
    text.append(HtmlText.escaped(table.title())).append("</caption>\n<thead><tr>");
    table.columns().forEach(c -> text.append("<th>").append(HtmlText.escaped(c)).append("</th>"));
    text.append("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : table.rows()) {
      text.append("<tr>");
      for (int k = 0; k < row.size(); k++) {
        text.append(table.isNumber(k) ? "<td style=\"text-align:right\">" : "<td>");
        text.append(cell(row.get(k))).append("</td>");
      }
      text.append("</tr>\n");
    }
    text.append("</tbody>\n</table>");
    table
        .notes()
        .forEach(note -> text.append("\n<p>").append(HtmlText.escaped(note)).append("</p>"));
    return text.toString();
  }

  private static String cell(Cell cell) {
    String content = HtmlText.escaped(cell.text());
    String marks =
        cell.marks().isEmpty() ? "" : "<sup>" + HtmlText.escaped(cell.marks()) + "</sup>";
    return switch (cell.emphasis()) {
          case NONE -> content;
          case BEST -> "<b>" + content + "</b>";
          case TIED -> "<u>" + content + "</u>";
        }
        + marks;
  }
}
