package org.refold.report.table;

import java.util.List;
import java.util.stream.Collectors;

/** A {@link Table} as a {@code table} environment of LaTeX, for {@code \input}. */
final class LatexTable {

  private LatexTable() {}

  static String of(Table table) {
    StringBuilder text = new StringBuilder();
    text.append("% needs \\usepackage{booktabs}\n");
    text.append("\\begin{table}\n\\centering\\small\n");
    text.append("\\caption{").append(LatexText.escaped(table.title())).append("}\n");
    text.append("\\begin{tabular}{");
    for (int k = 0; k < table.columns().size(); k++) {
      text.append(table.isNumber(k) ? 'r' : 'l');
    }
    text.append("}\n\\toprule\n");
    text.append(line(table.columns().stream().map(LatexText::escaped).toList()));
    text.append("\\midrule\n");
    for (List<Cell> row : table.rows()) {
      text.append(line(row.stream().map(LatexTable::cell).toList()));
    }
    text.append("\\bottomrule\n\\end{tabular}\n");
    if (!table.notes().isEmpty()) {
      text.append("\\par\\smallskip\n\\begin{minipage}{\\linewidth}\\footnotesize\n");
      table.notes().forEach(n -> text.append(LatexText.escaped(n)).append("\\par\n"));
      text.append("\\end{minipage}\n");
    }
    return text.append("\\end{table}\n").toString();
  }

  private static String cell(Cell cell) {
    String content = LatexText.escaped(cell.text());
    String marks =
        cell.marks().isEmpty()
            ? ""
            : "\\rlap{\\textsuperscript{" + LatexText.escaped(cell.marks()) + "}}";
    return switch (cell.emphasis()) {
          case NONE -> content;
          case BEST -> "\\textbf{" + content + "}";
          case TIED -> "\\underline{" + content + "}";
        }
        + marks;
  }

  /**
   * A cell that begins with a bracket would be read as the optional argument of the line before.
   */
  private static String line(List<String> cells) {
    String joined = cells.stream().collect(Collectors.joining(" & "));
    return (joined.startsWith("[") ? "{}" : "") + joined + " \\\\\n";
  }
}
