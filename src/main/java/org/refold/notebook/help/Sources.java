package org.refold.notebook.help;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refold.notebook.Workbench;
import org.refold.settings.BadInputException;

/** The source files of the checkout, found by the names of their types. */
final class Sources {

  private final Path root;
  private @Nullable Map<String, List<Path>> files;

  Sources(Path root) {
    this.root = root;
  }

  /** Those of the checkout that runs; where there is none, of the working directory, if any. */
  static Sources ofCheckout() {
    Path sources = Path.of("src", "main", "java");
    try {
      return new Sources(Workbench.here().root().resolve(sources));
    } catch (BadInputException e) {
      return new Sources(sources);
    }
  }

  /**
   * The source of a type.
   *
   * @param name with its package, or without where only one type of the sources has it; nested
   *     types as {@code Outer.Inner}
   */
  Optional<TypeSource> find(String name) {
    for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
      List<Path> found = filesOf(name.substring(0, end));
      if (found.size() == 1) {
        String nested = name.substring(Math.min(end + 1, name.length()));
        return TypeSource.read(found.get(0), nested);
      }
    }
    return Optional.empty();
  }

  private List<Path> filesOf(String type) {
    if (type.indexOf('.') >= 0) {
      Path file = root.resolve(type.replace('.', '/') + ".java");
      return Files.isRegularFile(file) ? List.of(file) : List.of();
    }
    return bySimpleName().getOrDefault(type, List.of());
  }

  private synchronized Map<String, List<Path>> bySimpleName() {
    Map<String, List<Path>> known = files;
    if (known == null) {
      known = index();
      files = known;
    }
    return known;
  }

  private Map<String, List<Path>> index() {
    if (!Files.isDirectory(root)) {
      return Map.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .collect(Collectors.groupingBy(Sources::typeOf));
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static String typeOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ".java".length());
  }
}
