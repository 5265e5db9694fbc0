package org.refold.train.neural;

import java.util.List;
import org.refold.nn.Parameter;
import org.refold.train.Phase;

/** The course of a training that is more than one pass over all examples an epoch. */
@FunctionalInterface
public interface Course {

  /** The phases that make an epoch, in order. Parameters that a phase does not train are frozen. */
  List<Phase<?>> phases();

  /** Trainings of parts of the network that come before, in order. */
  default List<Stage> pretraining() {
    return List.of();
  }

  /**
   * What no phase trains and a fitted model does not need, but training must find again in a
   * checkpoint, such as the codes of a former encoder. Its names are not those of the network.
   */
  default List<Parameter> remembered() {
    return List.of();
  }

  /**
   * A phase begins; may change what is {@linkplain #remembered remembered}.
   *
   * @param phase its index in {@link #phases}
   * @param epoch from 1
   */
  default void phaseBegins(int phase, int epoch) {}

  /**
   * A training of a part of the network.
   *
   * @param name tells its checkpoints and its progress from others
   * @param epochs passes over the data, at least 1
   * @param phases of an epoch
   */
  record Stage(String name, int epochs, List<Phase<?>> phases) {

    /** Copies the list. */
    public Stage {
      phases = List.copyOf(phases);
    }
  }
}
