package org.refold.split.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.refold.settings.BadInputException;
import org.refold.split.Split;

/** Writes splits into folders that this and other programs read. */
public final class SplitFiles {

  /** What becomes of a folder that has files in it. */
  public enum Present {
    /** It stays, and nothing is written. */
    REFUSE,
    /** It is replaced if it holds a split and nothing else. */
    REPLACE
  }

  private static final List<String> OWN_FILES =
      List.of(
          "unique_[su]id\\.txt",
          "(train|(validation|test)_(tr|te))\\.csv",
          ".*\\.(train|test)\\.(rating|negative)",
          "audit\\.txt");

  private SplitFiles() {}

  /**
   * Writes a split into a folder that is new or empty.
   *
   * @return the folder
   * @throws BadInputException as {@link #write(Split, Path, SplitLayout, Present)}
   */
  public static Path write(Split split, Path folder, SplitLayout layout) {
    return write(split, folder, layout, Present.REFUSE);
  }

  /**
   * Writes a split into a folder. All files are written beside it first, so that the folder is
   * either whole or not there.
   *
   * @return the folder
   * @throws BadInputException if the layout cannot hold the split, if the folder has files and may
   *     not be replaced, or if writing fails
   */
  public static Path write(Split split, Path folder, SplitLayout layout, Present present) {
    split.test().requireRest("files of a split");
    Path target = folder.toAbsolutePath().normalize();
    requireFree(target, present);
    SplitWriter writer =
        switch (layout) {
          case VAE_CF -> new VaeCfWriter(split);
          case NCF -> new NcfWriter(split);
        };
    String name = target.getFileName() + ".part" + ProcessHandle.current().pid();
    Path beside = target.resolveSibling("." + name);
    try {
      delete(beside);
      Files.createDirectories(beside);
      writer.writeTo(beside);
      Files.writeString(beside.resolve("audit.txt"), split + "\nsha256 " + split.sha256() + "\n");
      delete(target);
      Files.move(beside, target);
    } catch (IOException e) {
      throw new BadInputException("cannot write %s: %s".formatted(target, e), e);
    } finally {
      deleteQuietly(beside);
    }
    return target;
  }

  private static void requireFree(Path target, Present present) {
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new BadInputException(target + " is a file; give the name of a folder");
    }
    Optional<Path> stranger = Optional.empty();
    boolean empty = true;
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        List<Path> all = files.sorted().toList();
        empty = all.isEmpty();
        stranger = all.stream().filter(file -> !isOwn(file)).findFirst();
      } catch (IOException e) {
        throw new BadInputException("cannot list %s: %s".formatted(target, e), e);
      }
    }
    if (!empty && present == Present.REFUSE) {
      throw new BadInputException(
          target
              + " has files in it; name another folder, or add --replace, in Java Present.REPLACE");
    }
    if (stranger.isPresent()) {
      throw new BadInputException(
          "%s is not replaced, because '%s' in it is no file of a split; name another folder"
              .formatted(target, stranger.get().getFileName()));
    }
  }

  private static boolean isOwn(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && OWN_FILES.stream().anyMatch(pattern -> name.matches(pattern + "(\\.gz)?"));
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      // what is left is a hidden folder beside; the first failure is the one to tell of
      System.getLogger(SplitFiles.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot delete " + folder, e);
    }
  }
}
