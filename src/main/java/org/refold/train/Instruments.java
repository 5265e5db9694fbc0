package org.refold.train;

import java.util.Map;
import java.util.Optional;

/** Looks at a network between epochs, without changing it: what its log says beside the loss. */
public interface Instruments {

  /** Figures of the network with its parameters as they are, by name. */
  Map<String, Double> figures();

  /** What a person should know of the trained network, in one line. */
  Optional<String> warning();
}
