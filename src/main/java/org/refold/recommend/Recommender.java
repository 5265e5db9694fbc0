package org.refold.recommend;

import java.io.IOException;
import org.refold.data.Interactions;

/**
 * A system with its hyper-parameters, ready to be fitted. Implementations are records whose
 * components are the hyper-parameters, validated in the compact constructor, with the defaults of
 * the paper in a constructor without arguments.
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
   * @param fitting seed, validation data, side information, listeners
   * @throws org.refold.settings.BadInputException if the data cannot serve: empty, without ratings
   *     where ratings are needed, too large for the memory at hand
   */
  Fitted<? extends Model> fit(Interactions train, Fitting fitting);

  /**
   * Makes the model again that a file holds; these are the hyper-parameters it was fitted with.
   *
   * @throws org.refold.settings.BadInputException if a part is missing or has another shape
   * @throws IOException if the file cannot be read
   */
  Model load(ModelReader file) throws IOException;

  /**
   * Whether a model of this recommender may have an ability, asked before a fit.
   *
   * @param ability such as {@link RatingPredictor}
   * @return false only if the type that {@link #fit} declares rules it out
   */
  default boolean mayBe(Class<? extends Model> ability) {
    Class<? extends Model> type = ModelType.of(this);
    return ability.isAssignableFrom(type) || !ModelType.saysAll(type);
  }

  /** How much memory a fit takes, on the heap and outside, so that several can be run at once. */
  long fitBytes(Interactions train);
}
