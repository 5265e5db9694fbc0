package org.refold.study;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there whole or not at all. */
public final class AtomicFiles {

  private AtomicFiles() {}

  /** Writes to a stream. */
  @FunctionalInterface
  public interface Writing {
    /** Writes everything; the stream is closed afterwards. */
    void to(OutputStream out) throws IOException;
  }

  /**
   * Writes beside the file and then moves it into its place.
   *
   * @throws IOException if it cannot be written; the file is then as it was before
   */
  public static void write(Path file, Writing writing) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(temporary)) {
        writing.to(out);
      }
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
