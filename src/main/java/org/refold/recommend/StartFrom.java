package org.refold.recommend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.refold.data.MatchedItems;

/**
 * A fitted model whose parameters a training starts from, instead of drawing them: transfer, and
 * pre-training. Parameters that are not named are drawn as always.
 *
 * @param folder the model file
 * @param names of parameters of the network that is trained, each with the name it has in the file;
 *     both have the same shape, but for items that are matched
 * @param then what becomes of these parameters
 * @param items which items of the training are which of the file, where they are not the same: of
 *     parameters with a row or a column for each item, those that are matched are taken over
 * @param further another model for parameters that this one does not name
 */
public record StartFrom(
    Path folder,
    Map<String, String> names,
    Then then,
    Optional<MatchedItems> items,
    Optional<StartFrom> further) {

  /** What becomes of parameters that were taken over. */
  public enum Then {
    /** They are trained like all others. */
    FINE_TUNED,
    /**
     * They stay as they were, but for rows and columns of matched items: others beside them have
     * learned nothing yet.
     */
    FROZEN
  }

  /** A single model over the same items. */
  public StartFrom(Path folder, Map<String, String> names, Then then) {
    this(folder, names, then, Optional.empty(), Optional.empty());
  }

  /**
   * All parameters of a model of the same system and layers, by their own names.
   *
   * @throws org.refold.settings.BadInputException if the folder is no model file
   * @throws IOException if it cannot be read
   */
  public static StartFrom all(Path folder, Then then) throws IOException {
    Map<String, String> names = new TreeMap<>();
    ModelFile.open(folder).read(ModelReader::matrices).forEach(name -> names.put(name, name));
    return new StartFrom(folder, names, then);
  }

  /** The same where the model has other items. */
  public StartFrom withItems(MatchedItems matched) {
    return new StartFrom(folder, names, then, Optional.of(matched), further);
  }

  /** The same with another model for further parameters, before those that were added earlier. */
  public StartFrom and(Path otherFolder, Map<String, String> otherNames) {
    return new StartFrom(otherFolder, otherNames, then, items, Optional.of(this));
  }

  /** Whether a parameter is taken from this model or a further one. */
  public boolean takes(String name) {
    return names.containsKey(name) || further.map(other -> other.takes(name)).orElse(false);
  }

  /** Copies the names. */
  public StartFrom {
    names = Collections.unmodifiableMap(new TreeMap<>(names));
  }
}
