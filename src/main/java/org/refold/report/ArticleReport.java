package org.refold.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refold.report.table.Table;
import org.refold.study.article.Correction;
import org.refold.study.article.FigureFile;
import org.refold.study.article.MeasuredRow;

/**
 * The files of the article's table, made of its figures alone: the same figures give the same
 * files, byte for byte.
 *
 * @param published the rows as published
 * @param corrected the same rows, corrected
 */
public record ArticleReport(List<MeasuredRow> published, List<MeasuredRow> corrected) {

  /** Copies the lists. */
  public ArticleReport {
    published = List.copyOf(published);
    corrected = List.copyOf(corrected);
  }

  /** Whether a folder has the figures of an article's table. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FigureFile.NAME));
  }

  /**
   * Reads the figures that a folder has.
   *
   * @throws org.refold.settings.BadInputException if its file of figures cannot be made sense of
   * @throws IOException if it cannot be read
   */
  public static ArticleReport read(Path folder) throws IOException {
    List<MeasuredRow> all = FigureFile.read(folder.resolve(FigureFile.NAME));
    return new ArticleReport(of(all, Correction.AS_PUBLISHED), of(all, Correction.CORRECTED));
  }

  private static List<MeasuredRow> of(List<MeasuredRow> all, Correction mode) {
    return all.stream().filter(measured -> measured.mode() == mode).toList();
  }

  /** The tables, by the names of their files without endings. */
  public Map<String, Table> tables() {
    Map<String, Table> tables = new LinkedHashMap<>();
    tables.put("table", ArticleTables.figures(published, corrected));
    tables.put("times", ArticleTables.times(published, corrected));
    tables.put(
        "explanations",
        ArticleTables.explanations(published.stream().map(MeasuredRow::row).toList()));
    return tables;
  }

  /**
   * Writes the tables in all formats, each file whole or not at all.
   *
   * @return the files
   * @throws IOException if one cannot be written
   */
  public List<Path> write(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Table> table : tables().entrySet()) {
      files.addAll(table.getValue().saveAll(folder, table.getKey()));
    }
    return List.copyOf(files);
  }
}
