package org.refold.data.sets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

/**
 * Unpacks an archive that is not trusted: nothing is written outside the new folder, links are
 * never made, and the number of files and their size are bounded. Everything goes to a temporary
 * folder first, which gets its name when it is complete.
 *
 * @param mostFiles how many entries an archive may have
 * @param mostBytes how large all files may be together
 * @param mostRatio how much larger than the archive they may be
 */
record Unpacking(int mostFiles, long mostBytes, int mostRatio) {

  static final Unpacking STANDARD = new Unpacking(10_000, 16L << 30, 200);

  /**
   * Unpacks an archive.
   *
   * @param target the folder to make; a folder of the same name at the top of the archive is left
   *     out
   * @throws BadInputException if the target exists, or the archive is damaged or dangerous
   */
  Path unpack(Path archive, Path target, Progress progress) throws IOException {
    if (Files.exists(target)) {
      throw new BadInputException(
          "%s exists already; move it away before unpacking %s".formatted(target, archive));
    }
    Path folder = Files.createTempDirectory(target.toAbsolutePath().getParent(), ".unpacking-");
    try (ZipFile zip = open(archive)) {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
      progress.begin("unpacking " + archive.getFileName(), entries.size());
      try {
        writeAll(zip, entries, archive, folder, progress);
      } finally {
        progress.end();
      }
      Files.move(inner(folder, target), target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    } catch (ZipException e) {
      throw damaged(archive, e);
    } finally {
      deleteAll(folder);
    }
  }

  private static ZipFile open(Path archive) {
    try {
      return ZipFile.builder().setPath(archive).get();
    } catch (IOException e) {
      throw damaged(archive, e);
    }
  }

  private static BadInputException damaged(Path archive, IOException e) {
    return new BadInputException(
        "%s is no zip archive, or a damaged one (%s); fetch it again"
            .formatted(archive, e.getMessage()),
        e);
  }

  private void writeAll(
      ZipFile zip, List<ZipArchiveEntry> entries, Path archive, Path folder, Progress progress)
      throws IOException {
    if (entries.size() > mostFiles) {
      throw dangerous(
          archive, String.format(Locale.ROOT, "%d files, more than %d", entries.size(), mostFiles));
    }
    long left = Math.min(mostBytes, mostRatio * Math.max(1 << 16, Files.size(archive)));
    for (ZipArchiveEntry entry : entries) {
      Path file = inside(archive, folder, entry.getName());
      if (entry.isDirectory()) {
        Files.createDirectories(file);
      } else if (Files.exists(file)) {
        throw dangerous(archive, "the file '%s' twice".formatted(entry.getName()));
      } else {
        Files.createDirectories(file.getParent());
        left -= write(zip, entry, file, left + 1);
      }
      if (left < 0) {
        throw dangerous(archive, "files that are far too large unpacked");
      }
      progress.advance(1, entry.getName());
    }
  }

  /** Where an entry goes; the library's own check does not know backslashes. */
  private static Path inside(Path archive, Path folder, String name) {
    Path path;
    try {
      path = folder.resolve(name.replace('\\', '/')).normalize();
    } catch (InvalidPathException e) {
      throw dangerous(archive, "a file with the impossible name '%s'".formatted(name));
    }
    if (!path.startsWith(folder) || path.equals(folder)) {
      throw dangerous(archive, "a file '%s' that would land outside".formatted(name));
    }
    return path;
  }

  /** Counts the bytes that come out: the sizes that an archive states may be wrong. */
  private static long write(ZipFile zip, ZipArchiveEntry entry, Path file, long most)
      throws IOException {
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      byte[] buffer = new byte[1 << 16];
      long written = 0;
      for (int n = in.read(buffer); n >= 0 && written < most; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        written += n;
      }
      return written;
    }
  }

  private static BadInputException dangerous(Path archive, String what) {
    return new BadInputException(
        "%s holds %s; it is not unpacked, fetch it again from its publisher"
            .formatted(archive, what));
  }

  /** The only folder at the top of what was unpacked if it has the wanted name, else the whole. */
  private static Path inner(Path folder, Path target) throws IOException {
    List<Path> top;
    try (Stream<Path> list = Files.list(folder)) {
      top = list.toList();
    }
    boolean same = top.size() == 1 && top.get(0).getFileName().equals(target.getFileName());
    return same && Files.isDirectory(top.get(0)) ? top.get(0) : folder;
  }

  private static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(folder)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
