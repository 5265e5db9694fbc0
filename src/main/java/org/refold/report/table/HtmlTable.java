package org.refold.report.table;

import java.util.List;

/** A {@link Table} as a fragment of HTML. */
final class HtmlTable {

  private HtmlTable() {}

  static String of(Table table) {
    StringBuilder text = new StringBuilder("<table>\n<caption>");
    text.append(HtmlText.escaped(table.title())).append("</caption>\n<thead><tr>");
    for (int k = 0; k < table.columns().size(); k++) {
      text.append(open("th", table, k)).append(HtmlText.escaped(table.columns().get(k)));
      text.append("</th>");
    }
    text.append("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : table.rows()) {
      text.append("<tr>");
      for (int k = 0; k < row.size(); k++) {
        text.append(open("td", table, k));
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

  /** JupyterLab sets all that says nothing to the right; a number stays on one line. */
  private static String open(String element, Table table, int column) {
    String style = "text-align:left";
    if (table.isNumber(column)) {
      style = element.equals("td") ? "text-align:right;white-space:nowrap" : "text-align:right";
    }
    return "<" + element + " style=\"" + style + "\">";
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
