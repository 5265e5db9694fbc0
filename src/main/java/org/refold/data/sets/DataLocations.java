package org.refold.data.sets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The folders in which data sets are looked for, in order, and the one they are fetched to.
 *
 * @param folders where to look, the first one first
 * @param downloads where fetched archives go
 */
public record DataLocations(List<Path> folders, Path downloads) {

  /** The environment variable that names a folder of data sets. */
  public static final String VARIABLE = "REFOLD_DATA";

  public DataLocations {
    folders = List.copyOf(folders);
  }

  /**
   * The standard places: the given folder, then that of the environment variable {@value
   * #VARIABLE}, then {@code data} in the home folder. Downloads go to the given folder, or to
   * {@code data}.
   *
   * @param dataDir what {@code --data-dir} says, if anything
   * @param environment the environment variables
   * @param home the folder that holds {@code data}
   */
  public static DataLocations of(
      Optional<Path> dataDir, Map<String, String> environment, Path home) {
    List<Path> folders = new ArrayList<>();
    dataDir.ifPresent(folders::add);
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      folders.add(Path.of(named));
    }
    Path own = home.resolve("data");
    folders.add(own);
    return new DataLocations(folders, dataDir.orElse(own));
  }

  /**
   * The standard places of this process. Home is the nearest folder, from the current one upwards,
   * that holds {@code data/README.md}, so that notebooks in a folder of their own find it too;
   * where there is none, the current folder.
   */
  public static DataLocations standard(Optional<Path> dataDir) {
    Path current = Path.of("").toAbsolutePath();
    Path home = current;
    while (home != null && !Files.isRegularFile(home.resolve("data").resolve("README.md"))) {
      home = home.getParent();
    }
    return of(dataDir, System.getenv(), home == null ? current : home);
  }

  /**
   * A folder by its path or, where there is none there, by its name in one of the standard places
   * ({@link #standard}). So what is written of it can be without the paths of a machine.
   *
   * @return the path as it was given where nothing is found
   */
  public static Path folder(Path given) {
    if (given.isAbsolute() || Files.isDirectory(given)) {
      return given;
    }
    return standard(Optional.empty()).find(List.of(given.toString())).orElse(given);
  }

  /** The first file or folder of one of these names in one of the folders. */
  Optional<Path> find(List<String> names) {
    return folders.stream()
        .flatMap(folder -> names.stream().map(folder::resolve))
        .filter(path -> Files.isRegularFile(path) || isFilled(path))
        .findFirst();
  }

  private static boolean isFilled(Path path) {
    String[] content = path.toFile().list();
    return content != null && content.length > 0;
  }

  @Override
  public String toString() {
    return folders.stream().map(Path::toString).collect(Collectors.joining(", "));
  }
}
