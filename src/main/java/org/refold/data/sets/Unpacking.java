package org.refold.data.sets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;




/**
 * Unpacks an archive that one does not trust: nothing is written outside the new folder, links are
 * never made, and neither the number of files nor their size can get out of hand. Everything goes
 * to a folder of its own first, which gets its name when it is complete.
 *
 * @param mostFiles how many entries an archive may have
 * @param mostBytes how large all files may be together
 * @param mostRatio how much larger than the archive they may be
 */
record Unpacking(int mostFiles, long mostBytes, int mostRatio) {

  static final Unpacking USUAL = new Unpacking(10_000, 16L << 30, 200);

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
    Path parent = target.toAbsolutePath().getParent();
    Path folder = Files.createTempDirectory(parent, ".unpacking-");
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      progress.begin("unpacking " + archive.getFileName(), zip.size());
      try {
        writeAll(zip, archive, folder, progress);
      } finally {
        progress.end();
      }
      Files.move(inner(folder, target), target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    } catch (ZipException e) {
      throw new BadInputException(
          "%s is no zip archive, or a damaged one (%s); fetch it again"
              .formatted(archive, e.getMessage()),
          e);
    } finally {
      deleteAll(folder);
    }
  }

  private void writeAll(ZipFile zip, Path archive, Path folder, Progress progress)
      throws IOException {
    if (zip.size() > mostFiles) {
      throw dangerous(archive, "%d files, more than %d".formatted(zip.size(), mostFiles));
    }
    long left = Math.min(mostBytes, mostRatio * Math.max(1 << 16, Files.size(archive)));
    for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
      Path file = inside(archive, folder, entry.getName());
      if (entry.isDirectory()) {
        Files.createDirectories(file);
      } else {
        Files.createDirectories(file.getParent());
        left -= write(zip, entry, file, archive, left);
      }
      progress.advance(1, entry.getName());
    }
  }

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

  /** Counts what really comes out: the sizes that an archive states may be wrong. */
  private static long write(ZipFile zip, ZipEntry entry, Path file, Path archive, long left)
      throws IOException {
    if (Files.exists(file)) {
      throw dangerous(archive, "the file '%s' twice".formatted(entry.getName()));
    }
    long written = 0;
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        written += n;
        if (written > left) {
          throw dangerous(archive, "files that are far too large unpacked");
        }
        out.write(buffer, 0, n);
      }
    }
    return written;
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
