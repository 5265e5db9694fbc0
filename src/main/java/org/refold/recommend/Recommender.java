package org.refold.recommend;

import org.refold.data.Interactions;

/**
 * A system with its hyper-parameters, ready to be fitted. Implementations are records whose
 * components are the hyper-parameters (validated in the compact constructor, with the defaults of
 * the paper) and have a {@code withX} method for each.
 */
public interface Recommender {

  /** The name in the catalogue, such as {@code "mult-vae"}. */
  String name();

  /**
   * Trains on these interactions.
   *
   * <p>The same data, hyper-parameters, seed, threads and machine type give the same bits.
   *
   * @param train the training data, [users, items]; its vocabularies become those of the model
   * @param fitting seed, threads, validation data and who hears of the progress
   * @throws org.refold.data.BadInputException if the data cannot serve: empty, without ratings
   *     where ratings are needed, too large for the memory at hand
   */
  Model fit(Interactions train, Fitting fitting);
}
