package org.refold.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/**
 * The files of a folder (not of folders inside it), or the entries of a zip archive. A folder that
 * holds nothing but one folder stands for that one.
 *
 * @param path the folder or archive
 * @param files its files, by name
 */
record FileSet(Path path, List<ByteSource> files) {

  /** Whether a path is opened as a set of files rather than as one file. */
  static boolean isSet(Path path) {
    return Files.isDirectory(path) || name(path).toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /**
   * The files of a folder or archive.
   *
   * @throws BadInputException if the archive is damaged
   */
  static FileSet of(Path path) throws IOException {
    List<ByteSource> files = Files.isDirectory(path) ? inFolder(path) : inZip(path);
    return new FileSet(
        path,
        files.stream()
            .sorted(Comparator.comparing(source -> source.entry().orElse(source.file().toString())))
            .toList());
  }

  private static List<ByteSource> inFolder(Path folder) throws IOException {
    List<Path> content;
    try (Stream<Path> list = Files.list(folder)) {
      content = list.filter(path -> !name(path).startsWith(".")).toList();
    }
    if (content.size() == 1 && Files.isDirectory(content.get(0))) {
      return inFolder(content.get(0));
    }
    return content.stream().filter(Files::isRegularFile).map(ByteSource::of).toList();
  }

  private static List<ByteSource> inZip(Path path) throws IOException {
    List<ByteSource> files = new ArrayList<>();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
          files.add(new ByteSource(path, Optional.of(entry.getName()), List.of()));
        }
      }
    } catch (ZipException e) {
      throw new BadInputException(
          "%s is no zip archive, or a damaged one (%s); fetch it again"
              .formatted(path, e.getMessage()),
          e);
    }
    return files;
  }

  /** The file of a name, plain or with {@code .gz}; plain ones first. */
  Optional<ByteSource> find(String name) {
    return files.stream().filter(source -> source.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The files whose names end like this, packed or not. */
  List<ByteSource> endingWith(String ending) {
    return files.stream()
        .filter(source -> source.name().toLowerCase(Locale.ROOT).endsWith(ending))
        .toList();
  }

  /** The names of all files. */
  List<String> names() {
    return files.stream().map(ByteSource::name).distinct().toList();
  }

  /**
   * Nothing if the path exists.
   *
   * @throws BadInputException if it does not; the message names what is there and most like it
   */
  static void requireExists(Path path) {
    if (Files.exists(path)) {
      return;
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInputException(
          "%s does not exist, nor does the folder that it should be in; check the path"
              .formatted(path));
    }
    List<String> there;
    try (Stream<Path> list = Files.list(folder)) {
      there = list.map(FileSet::name).sorted().toList();
    } catch (IOException e) {
      there = List.of();
    }
    String nearest =
        Suggestions.of(name(path), there).map("; did you mean '%s'?"::formatted).orElse("");
    throw new BadInputException(
        String.format(
            Locale.ROOT,
            "%s does not exist%s; the folder has %d other files: check the path",
            path,
            nearest,
            there.size()));
  }

  private static String name(Path path) {
    Path last = path.getFileName();
    return last == null ? path.toString() : last.toString();
  }
}
