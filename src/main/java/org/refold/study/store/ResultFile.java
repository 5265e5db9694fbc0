package org.refold.study.store;

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

  private static final String USERS = ".users.csv.gz";

  private ResultFile() {}

  /**
   * Writes a result, whole or not at all: the values by user first, so that a JSON file never names
   * one that is not there.
   *
   * @param file the JSON file; the values by user go to {@code FILE.users.csv.gz} beside it
   * @throws IOException if a file cannot be written
   */
  public static void write(TrialResult result, Path file) throws IOException {
    write(ResultBytes.of(result, perUserFile(file).getFileName().toString()), file);
  }

  /**
   * Writes the bytes of a result in the same way.
   *
   * @throws IOException if a file cannot be written
   */
  static void write(ResultBytes bytes, Path file) throws IOException {
    if (bytes.perUser().length > 0) {
      AtomicFiles.write(perUserFile(file), out -> out.write(bytes.perUser()));
    }
    AtomicFiles.write(file, out -> out.write(bytes.json()));
  }

  /**
   * Reads a result with its values by user.
   *
   * @throws BadInputException if it is not there, is no result or is damaged
   * @throws IOException if it cannot be read
   */
  public static TrialResult read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new BadInputException(
          "%s is a folder; name a result file in it, such as trials/ID.json of a study"
              .formatted(file));
    }
    try {
      ResultJson json = Json.read(Files.readAllBytes(file), ResultJson.class, SCHEMA);
      String users = json.perUser();
      return json.result(users == null ? PerUser.NONE : UserFile.read(file.resolveSibling(users)));
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

  /** The name of the file of values by user of a trial of a study. */
  public static String perUserName(TrialKey key) {
    return key.id() + USERS;
  }

  /** Where the values by user stand for a result file. */
  public static Path perUserFile(Path file) {
    String name = file.getFileName().toString();
    String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    return file.resolveSibling(stem + USERS);
  }
}
