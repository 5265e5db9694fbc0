package org.refold.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.chart.FigureFiles;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.study.store.AtomicFiles;
import org.refold.study.verdict.VerdictFile;
import org.refold.study.verdict.VerdictRow;

/**
 * The board of verdicts on published figures, made of its rows alone: the same rows give the same
 * files, byte for byte (pictures: by the same Java runtime).
 *
 * @param rows in the order of the tables; at least one
 */
public record VerdictReport(List<VerdictRow> rows) {

  /**
   * @throws BadInputException if there are no rows
   */
  public VerdictReport {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new BadInputException("there are no verdicts to report");
    }
  }

  /** Whether a folder has rows of a board. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(VerdictFile.NAME));
  }

  /**
   * Reads the rows that a folder has.
   *
   * @throws BadInputException if their file cannot be made sense of
   * @throws IOException if it cannot be read
   */
  public static VerdictReport read(Path folder) throws IOException {
    return new VerdictReport(VerdictFile.read(folder.resolve(VerdictFile.NAME)));
  }

  /** The rows of each paper, in the order of the file. */
  private Map<String, List<VerdictRow>> byPaper() {
    return rows.stream()
        .collect(Collectors.groupingBy(VerdictRow::paper, LinkedHashMap::new, Collectors.toList()));
  }

  /** Published figures, ours and the verdicts: a line for each row. */
  public Table table() {
    return VerdictTables.figures(rows);
  }

  /** The tables, by the names of their files without endings. */
  public Map<String, Table> tables() {
    Map<String, Table> tables = new LinkedHashMap<>();
    tables.put("table", table());
    tables.put("papers", VerdictTables.papers(byPaper()));
    tables.put("protocols", VerdictTables.protocols(rows));
    return tables;
  }

  /**
   * How far ours are from the published figures: a panel for each paper of which some were tried.
   */
  public IChart figure() {
    return VerdictFigure.of(rows);
  }

  /**
   * Writes {@code README.md}, the tables in all formats, and the figure; each file whole or not at
   * all.
   *
   * @return the files, the page first
   * @throws IOException if one cannot be written
   */
  public List<Path> write(Path folder) throws IOException {
    return write(folder, FigureFiles.usual());
  }

  /**
   * The same with the figure in other formats, or set for print.
   *
   * @throws IOException if a file cannot be written
   */
  public List<Path> write(Path folder, FigureFiles form) throws IOException {
    List<Path> files = new ArrayList<>();
    Path page = folder.resolve("README.md");
    byte[] text = VerdictTables.page(tables()).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(page, out -> out.write(text));
    files.add(page);
    for (Map.Entry<String, Table> table : tables().entrySet()) {
      files.addAll(table.getValue().saveAll(folder, table.getKey()));
    }
    files.addAll(form.save(figure(), folder, "figure"));
    return List.copyOf(files);
  }
}
