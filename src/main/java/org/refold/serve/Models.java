package org.refold.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.refold.data.Attributes;
import org.refold.settings.BadInputException;

/** The models that are served, by name; the first is meant where a request names none. */
public final class Models implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Map<String, Path> folders;
  private final Loader loader;
  private final Map<String, Slot> slots = new LinkedHashMap<>();

  /** Loads a model file. */
  @FunctionalInterface
  interface Loader {
    Served load(String name, Path folder) throws IOException;
  }

  private Models(Map<String, Path> folders, Loader loader) {
    this.folders = new LinkedHashMap<>(folders);
    this.loader = loader;
  }

  /**
   * Folders by name.
   *
   * @param given {@code NAME=DIR}, or {@code DIR} alone, whose last part is the name
   * @throws BadInputException if a name cannot be used, or stands twice
   */
  public static Map<String, Path> named(List<String> given) {
    Map<String, Path> folders = new LinkedHashMap<>();
    for (String each : given) {
      int equals = each.indexOf('=');
      boolean isNamed = equals > 0 && NAME.matcher(each.substring(0, equals)).matches();
      Path folder = Path.of(isNamed ? each.substring(equals + 1) : each);
      Path last = folder.toAbsolutePath().normalize().getFileName();
      String name = isNamed ? each.substring(0, equals) : String.valueOf(last);
      if (!NAME.matcher(name).matches()) {
        throw new BadInputException(
            "'%s' is no name for a model: a-z, A-Z, 0-9, '.', '_' and '-', at most 64; write NAME=%s"
                .formatted(name, folder));
      }
      if (folders.putIfAbsent(name, folder) != null) {
        throw new BadInputException(
            "two models are named '%s'; write NAME=%s for one of them".formatted(name, folder));
      }
    }
    return folders;
  }

  /**
   * Loads model files.
   *
   * @param folders by name, at least one
   * @param known what is known of items, in any order
   * @throws BadInputException if one is no model file, or damaged
   * @throws IOException if one cannot be read
   */
  public static Models load(Map<String, Path> folders, Attributes known) throws IOException {
    return load(folders, (name, folder) -> Served.load(name, folder, known));
  }

  /** The same with another way to load one. */
  static Models load(Map<String, Path> folders, Loader loader) throws IOException {
    if (folders.isEmpty()) {
      throw new BadInputException("there is no model to serve; name a folder that was saved");
    }
    Models models = new Models(folders, loader);
    try {
      for (Map.Entry<String, Path> each : folders.entrySet()) {
        Served loaded = loader.load(each.getKey(), each.getValue());
        models.slots.put(each.getKey(), new Slot(loaded));
      }
      return models;
    } catch (IOException | RuntimeException | Error e) {
      models.close();
      throw e;
    }
  }

  /** The names, in order. */
  public List<String> names() {
    return List.copyOf(folders.keySet());
  }

  /** Where the training data of each came from, as its model file has it, in order. */
  public List<Map<String, String>> provenances() {
    return about().stream().map(Served.About::provenance).toList();
  }

  /** A model by its name, the first for none. */
  Slot get(Optional<String> name) {
    Slot slot = slots.get(name.orElse(names().get(0)));
    if (slot == null) {
      throw Refusal.field(404, "model", name.orElse(""), "one of " + String.join(", ", names()));
    }
    return slot;
  }

  /** What there is to say of each. */
  List<Served.About> about() {
    String first = names().get(0);
    return slots.values().stream()
        .map(slot -> slot.ask(served -> served.about(served.name().equals(first))))
        .toList();
  }

  /**
   * Loads model files again. All are loaded before the first is replaced, so that either all are or
   * none; for that time there is memory for both. One caller at a time.
   *
   * @param names of those that are meant
   * @throws BadInputException if one is no model file any more, or damaged; those that were there
   *     stay
   * @throws IOException if one cannot be read
   */
  synchronized void reload(List<String> names) throws IOException {
    List<Served> loaded = new ArrayList<>();
    try {
      for (Map.Entry<String, Path> each : folders.entrySet()) {
        if (names.contains(each.getKey())) {
          loaded.add(loader.load(each.getKey(), each.getValue()));
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      loaded.forEach(Served::close);
      throw e;
    }
    loaded.forEach(next -> get(Optional.of(next.name())).put(next));
  }

  /**
   * Closes each model once nobody asks it any more. Does not wait for models that are being loaded
   * again: they are closed as soon as they are there.
   */
  @Override
  public void close() {
    slots.values().forEach(Slot::close);
  }
}
