package org.refold.model.factor;

import org.refold.data.Interactions;
import org.refold.recommend.ModelWriter;

/**
 * How a {@link FactorModel} makes the vector of a user who was not in training out of a history.
 * Several threads may ask at once.
 */
interface FoldInRule extends AutoCloseable {

  /**
   * Makes the vector of a user with a history that is not empty.
   *
   * @param histories over the items of the model. Not modified.
   * @param row which of them
   * @param vector {@code [latent]}, zeros. Modified.
   * @return the bias of the user; 0 where the system has none
   */
  float fold(Interactions histories, int row, float[] vector);

  /** Hands over what it needs besides the factors. */
  default void save(ModelWriter file) {}

  @Override
  default void close() {}
}
