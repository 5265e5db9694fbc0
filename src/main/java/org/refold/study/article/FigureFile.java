package org.refold.study.article;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.refold.data.sets.DataSet;
import org.refold.settings.BadInputException;
import org.refold.study.store.AtomicFiles;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.Environment;
import org.refold.study.store.Json;

/** The figures of the table as JSON, with everything that they were made with. */
public final class FigureFile {

  /** The version of the layout. */
  public static final String SCHEMA = "refold.article/1";

  /** The name of the file in the folder of the table. */
  public static final String NAME = "figures.json";

  private FigureFile() {}

  /** The fields of the file, in their order. */
  record Content(
      String schema,
      DataFingerprint data,
      long seed,
      List<FigureRow> rows,
      SortedMap<String, String> environment) {}

  /**
   * Writes figures, whole or not at all.
   *
   * @throws IOException if the file cannot be written
   */
  static void write(Path file, DataSet data, long seed, List<FigureRow> rows) throws IOException {
    byte[] bytes =
        Json.indented(new Content(SCHEMA, DataFingerprint.of(data), seed, rows, Environment.now()));
    AtomicFiles.write(file, out -> out.write(bytes));
  }

  /**
   * Reads figures. What the article says and why it differs is that of {@link Article#rows()}; the
   * rest is what the file holds.
   *
   * @return all rows of the file, in its order
   * @throws BadInputException if it is no file of figures, or has a row that the article does not
   * @throws IOException if it cannot be read
   */
  public static List<MeasuredRow> read(Path file) throws IOException {
    try {
      List<Row> rows = Article.rows();
      return content(file).rows().stream().map(figures -> figures.measured(rows)).toList();
    } catch (BadInputException e) {
      throw new BadInputException(
          "%s is no file of figures: %s".formatted(file, e.getMessage()), e);
    }
  }

  static Content content(Path file) throws IOException {
    return Json.read(Files.readAllBytes(file), Content.class, SCHEMA);
  }
}
