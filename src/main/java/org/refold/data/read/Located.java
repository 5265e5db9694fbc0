package org.refold.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.refold.settings.BadInputException;

/**
 * Where the interactions of a path are, and what lies beside them.
 *
 * @param format told from the names of the files
 * @param interactions the file of interactions
 * @param beside all files of the folder or archive
 */
record Located(Format format, ByteSource interactions, FileSet beside) {

  private static final List<String> TABLE_ENDINGS =
      List.of(".csv", ".tsv", ".txt", ".dat", ".data", ".rating", ".ratings", ".json", ".jsonl");

  private static final Pattern PART =
      Pattern.compile("(?i)(.*[._-])?(train|valid|val|test)[._-].*");

  /**
   * Looks at a file, a folder or a zip archive.
   *
   * @throws BadInputException if there is no such thing, or it holds no one file of interactions
   */
  static Located find(Path path) throws IOException {
    FileSet.requireExists(path);
    if (FileSet.isSet(path)) {
      return inSet(FileSet.of(path));
    }
    ByteSource source = ByteSource.of(path);
    Path folder = path.toAbsolutePath().getParent();
    FileSet beside =
        folder != null && Files.isReadable(folder)
            ? FileSet.of(folder)
            : new FileSet(path, List.of(source));
    return new Located(formatOf(source.name()), source, beside);
  }

  private static Located inSet(FileSet files) {
    for (Format format : Format.values()) {
      Optional<ByteSource> main = mainFile(files, format);
      if (main.isPresent()) {
        return new Located(format, main.get(), files);
      }
    }
    if (files.find("unique_sid.txt").isPresent() && files.find("train.csv").isPresent()) {
      throw new BadInputException(
          "%s holds a split already made (unique_sid.txt, train.csv, ...); give it as the split: dir:%s"
              .formatted(files.path(), files.path()));
    }
    requireNoParts(files);
    List<ByteSource> tables =
        files.files().stream().filter(source -> isTable(source.name())).toList();
    if (tables.size() != 1) {
      throw new BadInputException(
          "%s holds %s that could be interactions (%s); give the path of the one file that is meant"
              .formatted(
                  files.path(),
                  tables.isEmpty() ? "no file" : tables.size() + " files",
                  listed(tables.isEmpty() ? files.names() : names(tables))));
    }
    return new Located(Format.DELIMITED, tables.get(0), files);
  }

  private static void requireNoParts(FileSet files) {
    List<String> parts =
        names(files.files()).stream().filter(name -> PART.matcher(name).matches()).toList();
    boolean train =
        parts.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("train"));
    boolean test = parts.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("test"));
    if (train && test) {
      throw new BadInputException(
          "%s holds a split already made (%s); give it as the split, --split dir:%s, or the path of one file"
              .formatted(files.path(), listed(parts), files.path()));
    }
  }

  private static Optional<ByteSource> mainFile(FileSet files, Format format) {
    if (format == Format.RECBOLE) {
      List<ByteSource> found = files.endingWith(format.mainFile());
      if (found.size() > 1) {
        requireNoParts(files);
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s holds %d files of interactions (%s); give the path of one",
                files.path(),
                found.size(),
                listed(names(found))));
      }
      return found.stream().findFirst();
    }
    return format.mainFile().isEmpty() ? Optional.empty() : files.find(format.mainFile());
  }

  private static List<String> names(List<ByteSource> sources) {
    return sources.stream().map(ByteSource::name).toList();
  }

  private static String listed(List<String> names) {
    return names.isEmpty()
        ? "it is empty"
        : String.join(", ", names.subList(0, Math.min(8, names.size())))
            + (names.size() > 8 ? ", ..." : "");
  }

  private static boolean isTable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TABLE_ENDINGS.stream().anyMatch(lower::endsWith) && !lower.startsWith("readme");
  }

  private static Format formatOf(String name) {
    for (Format format : Format.values()) {
      boolean same =
          format == Format.RECBOLE
              ? name.endsWith(format.mainFile())
              : name.equalsIgnoreCase(format.mainFile());
      if (same) {
        return format;
      }
    }
    return Format.DELIMITED;
  }
}
