package org.refold.study.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.refold.settings.BadInputException;
import org.refold.study.Study;

/**
 * The file of a study's design, {@code refold.study/1}.
 *
 * @param study the design
 * @param source the data that it was begun with
 * @param code the version of the code that it was begun with
 */
public record StudyFile(Study study, DataFingerprint source, String code) {

  private static final String SCHEMA = "refold.study/1";

  /** The content of the file. */
  public byte[] bytes() {
    return Json.bytes(StudyJson.of(SCHEMA, this));
  }

  /**
   * Reads what {@link #bytes} gave.
   *
   * @throws BadInputException if it is no design of a study
   */
  public static StudyFile of(byte[] bytes) throws IOException {
    return Json.read(bytes, StudyJson.class, SCHEMA).file();
  }

  void write(Path file) throws IOException {
    byte[] bytes = bytes();
    AtomicFiles.write(file, out -> out.write(bytes));
  }

  /**
   * @throws BadInputException if it is not there or is damaged
   */
  static StudyFile read(Path file) throws IOException {
    try {
      return of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new BadInputException("there is no study: %s is missing".formatted(file), e);
    } catch (BadInputException e) {
      throw new BadInputException(
          "%s is no design of a study: %s".formatted(file, e.getMessage()), e);
    }
  }
}
