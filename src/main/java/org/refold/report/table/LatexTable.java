package org.refold.report.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A {@link Table} for LaTeX, for {@code \input}: as a {@code table} environment, or if it is longer
 * than a page as a {@code longtable}.
 */
final class LatexTable {

  /** Rows that a page has room for, with a caption and notes. */
  private static final int ROWS_OF_A_PAGE = 40;

  /** More columns are set smaller. */
  private static final int COLUMNS_OF_A_PAGE = 7;

  private static final String SMALL = "\\footnotesize\\setlength{\\tabcolsep}{3pt}";

  private LatexTable() {}

  static String of(Table table) {
    return table.rows().size() > ROWS_OF_A_PAGE ? longTable(table) : floating(table);
  }

  private static String longTable(Table table) {
    String head = "\\toprule\n" + head(table) + "\\midrule\n";
    StringBuilder text = new StringBuilder();
    text.append("% needs \\usepackage{booktabs,longtable}\n");
    text.append("\\begingroup").append(SMALL).append('\n');
    text.append("\\begin{longtable}{").append(columns(table)).append("}\n");
    text.append("\\caption{").append(LatexText.escaped(table.title())).append("}\\\\\n");
    text.append(head).append("\\endfirsthead\n").append(head).append("\\endhead\n");
    text.append("\\bottomrule\n\\endfoot\n");
    text.append(rows(table)).append("\\end{longtable}\n");
    table.notes().forEach(n -> text.append(LatexText.escaped(n)).append("\\par\n"));
    return text.append("\\endgroup\n").toString();
  }

  private static String columns(Table table) {
    return IntStream.range(0, table.columns().size())
        .mapToObj(column -> table.isNumber(column) ? "r" : "l")
        .collect(Collectors.joining());
  }

  private static String head(Table table) {
    return line(table.columns().stream().map(LatexText::escaped).toList());
  }

  private static String rows(Table table) {
    return table.rows().stream()
        .map(row -> line(row.stream().map(LatexTable::cell).toList()))
        .collect(Collectors.joining());
  }

  private static String floating(Table table) {
    StringBuilder text = new StringBuilder();
    text.append("% needs \\usepackage{booktabs}\n");
    boolean wide = table.columns().size() > COLUMNS_OF_A_PAGE;
    text.append("\\begin{table}\n\\centering").append(wide ? SMALL : "\\small").append('\n');
    text.append("\\caption{").append(LatexText.escaped(table.title())).append("}\n");
    text.append("\\begin{tabular}{").append(columns(table)).append("}\n\\toprule\n");
    text.append(head(table)).append("\\midrule\n").append(rows(table));
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
