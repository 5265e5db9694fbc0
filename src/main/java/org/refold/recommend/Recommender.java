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
   * @throws org.refold.settings.BadInputException if the data cannot serve: empty, without ratings
   *     where ratings are needed, too large for the memory at hand
   */
  Model fit(Interactions train, Fitting fitting);

  /**
   * About how much memory a fit takes, on the heap and outside, so that several can be run at once.
   * Unless a recommender knows better: two layers of 600 units with gradients, two moments and the
   * weights of the best epoch, four batches of 512 dense rows, and the data once more.
   */
  default long fitBytes(Interactions train) {
    long items = train.itemCount();
    long layers = 2 * 600 * items * Float.BYTES * 5;
    long batches = 4 * 512 * items * Float.BYTES;
    return layers + batches + 2L * Integer.BYTES * train.size();
  }
}
