package org.refold.study.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.refold.settings.Places;

/** Files that are there whole or not at all. */
public final class AtomicFiles {

  private static final String PART = ".part";
  private static final AtomicLong COUNTER = new AtomicLong();

  private AtomicFiles() {}

  /** Writes to a stream. */
  @FunctionalInterface
  public interface Writing {
    /** Writes everything; the stream is closed afterwards. */
    void to(OutputStream out) throws IOException;
  }

  /**
   * Writes beside the file and then moves it into its place. What was written is on the disk before
   * it gets its name, so that not even a power cut leaves half of it.
   *
   * @throws IOException if it cannot be written; the file is then as it was before
   */
  public static void write(Path file, Writing writing) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path temporary =
        file.resolveSibling(
            String.format(
                Locale.ROOT,
                "%s.%d-%d%s",
                file.getFileName(),
                ProcessHandle.current().pid(),
                COUNTER.incrementAndGet(),
                PART));
    try {
      try (OutputStream out = Files.newOutputStream(temporary)) {
        writing.to(out);
      }
      try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      move(temporary, file);
    } catch (IOException e) {
      throw Places.naming(file, e);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Deletes what processes left that were killed while they wrote a file. Only for a caller that
   * knows that no process writes it now.
   */
  static void deleteLeftovers(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    String begin = file.getFileName() + ".";
    DirectoryStream.Filter<Path> leftover =
        path -> {
          String name = path.getFileName().toString();
          return name.startsWith(begin) && name.endsWith(PART);
        };
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, leftover)) {
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    }
  }
}
