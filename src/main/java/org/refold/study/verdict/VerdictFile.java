package org.refold.study.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.refold.settings.BadInputException;
import org.refold.study.store.Json;

/** The rows as JSON, written by hand: the one source of the board. */
public final class VerdictFile {

  /** The version of the layout. */
  public static final String SCHEMA = "refold.verdicts/1";

  /** The name of the file in its folder. */
  public static final String NAME = "verdicts.json";

  private VerdictFile() {}

  /** The fields of the file, in their order. */
  record Content(String schema, List<VerdictRow> rows) {}

  /**
   * Reads the rows, in the order of the file.
   *
   * @throws BadInputException if the file cannot be made sense of, or has no rows
   * @throws IOException if it cannot be read
   */
  public static List<VerdictRow> read(Path file) throws IOException {
    try {
      List<VerdictRow> rows = Json.read(Files.readAllBytes(file), Content.class, SCHEMA).rows();
      if (rows.isEmpty()) {
        throw new BadInputException("it has no rows");
      }
      return List.copyOf(rows);
    } catch (BadInputException e) {
      throw new BadInputException(
          "%s is no file of verdicts: %s".formatted(file, e.getMessage()), e);
    }
  }
}
