package org.refold.recommend;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A fitted model whose parameters a training starts from, instead of drawing them: transfer, and
 * pre-training. Parameters that are not named are drawn as always.
 *
 * @param folder the model file
 * @param names of parameters of the network that is trained, each with the name it has in the file;
 *     both have the same shape
 * @param then what becomes of these parameters
 * @param further another model for parameters that this one does not name
 */
public record StartFrom(
    Path folder, Map<String, String> names, Then then, Optional<StartFrom> further) {

  /** What becomes of parameters that were taken over. */
  public enum Then {
    /** They are trained like all others. */
    FINE_TUNED,
    /** They stay as they were. */
    FROZEN
  }

  /** A single model. */
  public StartFrom(Path folder, Map<String, String> names, Then then) {
    this(folder, names, then, Optional.empty());
  }

  /** The same with another model for further parameters, before those that were added earlier. */
  public StartFrom and(Path otherFolder, Map<String, String> otherNames) {
    return new StartFrom(otherFolder, otherNames, then, Optional.of(this));
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
