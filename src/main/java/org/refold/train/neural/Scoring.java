package org.refold.train.neural;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.recommend.Model;
import org.refold.train.Instruments;

/**
 * Gives the model of a network with its parameters as they are, for validation and in the end.
 *
 * @param <M> what the model is
 */
@FunctionalInterface
public interface Scoring<M extends Model> extends Supplier<M> {

  /** What looks at the model between epochs, if anything does. */
  default Optional<Instruments> instruments() {
    return Optional.empty();
  }

  /** A model whose code is looked at between epochs, for as many users as do not cost much. */
  static <M extends Model & Coded> Scoring<M> watched(M model, Interactions train) {
    return watched(() -> model, model, train, Bottleneck.USERS);
  }

  /**
   * The same for a model that is made anew, or of which a row costs more.
   *
   * @param scoring gives the model
   * @param code what has the code
   * @param rows of which some are looked at, evenly spread over those that are not empty
   * @param most how many
   */
  static <M extends Model> Scoring<M> watched(
      Supplier<M> scoring, Coded code, Interactions rows, int most) {
    int[] filled =
        IntStream.range(0, rows.userCount()).filter(row -> rows.count(row) > 0).toArray();
    int count = Math.min(most, filled.length);
    int[] chosen =
        IntStream.range(0, count)
            .map(k -> filled[(int) ((long) k * filled.length / count)])
            .toArray();
    Interactions sample = rows.rows(chosen);
    Instruments instruments =
        new Instruments() {
          @Override
          public Map<String, Double> figures() {
            return code.bottleneck(sample).figures();
          }

          @Override
          public Optional<String> warning() {
            return code.bottleneck(sample).warning(code.recommender().name());
          }
        };
    return new Scoring<>() {
      @Override
      public M get() {
        return scoring.get();
      }

      @Override
      public Optional<Instruments> instruments() {
        return Optional.of(instruments);
      }
    };
  }
}
