package org.refold.study.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.refold.settings.BadInputException;

/**
 * The file of a result, {@code refold.result/1}: a JSON object that tells what was measured, on
 * what, how and where, and beside it a gzipped CSV with the value of every user in every metric.
 * Files of {@code evaluate --out} and of the trials of a study are of one kind.
 */
public final class ResultFile {

  /** The version of the layout. */
  public static final String SCHEMA = "refold.result/1";

  private ResultFile() {}

  /**
   * Writes a result, whole or not at all: the values by user first, so that a JSON file never names
   * one that is not there.
   *
   * @param file the JSON file; the values by user go to {@code FILE.users.csv.gz} beside it
   * @throws IOException if a file cannot be written
   */
  public static void write(TrialResult result, Path file) throws IOException {
    Path perUser = perUserFile(file);
    if (result.isFinished()) {
      AtomicFiles.write(perUser, out -> UserFile.write(result.perUser(), out));
    }
    byte[] json = Json.bytes(ResultJson.write(result, perUser.getFileName().toString()));
    AtomicFiles.write(file, out -> out.write(json));
  }

  /**
   * Reads a result with its values by user.
   *
   * @throws BadInputException if it is not there, is no result or is damaged
   * @throws IOException if it cannot be read
   */
  public static TrialResult read(Path file) throws IOException {
    JsonNode json;
    try {
      json = Json.read(Files.readAllBytes(file));
      JsonFields.of(json).requireSchema(SCHEMA);
      String perUser = JsonFields.of(json).optionalText("per_user").orElse("");
      PerUser users =
          perUser.isEmpty() ? PerUser.NONE : UserFile.read(file.resolveSibling(perUser));
      return ResultJson.read(json, users);
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          e.getFile().equals(file.toString())
              ? "there is no result file " + file
              : "%s names the values by user %s, which are not there".formatted(file, e.getFile()),
          e);
    } catch (BadInputException e) {
      throw new BadInputException("%s is no result file: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Where the values by user stand for a result file. */
  public static Path perUserFile(Path file) {
    String name = file.getFileName().toString();
    String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    return file.resolveSibling(stem + ".users.csv.gz");
  }
}
