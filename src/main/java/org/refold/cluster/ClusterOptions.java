package org.refold.cluster;

import java.util.Map;

/**
 * Which workers, and how they are to be.
 *
 * @param master where the workers are asked for, such as {@code spark://host:7077}; {@code
 *     local[N]} for N in this process, {@code local[*]} for as many as there are processors
 * @param settings further settings of the system behind, by its own names
 */
public record ClusterOptions(String master, Map<String, String> settings) {

  /** Copies the map. */
  public ClusterOptions {
    settings = Map.copyOf(settings);
  }

  /** These workers, and all else as usual. */
  public static ClusterOptions of(String master) {
    return new ClusterOptions(master, Map.of());
  }
}
