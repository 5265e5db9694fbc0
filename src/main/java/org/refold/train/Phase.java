package org.refold.train;

import java.util.List;
import org.refold.nn.Parameter;

/**
 * A pass over all batches that changes some parameters and leaves others alone.
 *
 * @param name sweeps of one name share an optimiser and its state
 * @param parameters what is changed
 */
public record Phase(String name, List<Parameter> parameters) {

  /**
   * @throws IllegalArgumentException if nothing is changed
   */
  public Phase {
    parameters = List.copyOf(parameters);
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("the sweep '" + name + "' changes no parameter");
    }
  }
}
