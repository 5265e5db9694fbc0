package org.refold.recommend;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fitted model whose parameters a training starts from, instead of drawing them: transfer, and
 * pre-training. Parameters that are not named are drawn as always.
 *
 * @param folder the model file
 * @param names of parameters of the network that is trained, each with the name it has in the file;
 *     both have the same shape
 * @param then what becomes of these parameters
 */
public record StartFrom(Path folder, Map<String, String> names, Then then) {

  /** What becomes of parameters that were taken over. */
  public enum Then {
    /** They are trained like all others. */
    FINE_TUNED,
    /** They stay as they were. */
    FROZEN
  }

  /** Copies the names. */
  public StartFrom {
    names = Collections.unmodifiableMap(new TreeMap<>(names));
  }
}
