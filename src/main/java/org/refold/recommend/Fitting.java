package org.refold.recommend;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.refold.data.Holdout;
import org.refold.settings.Progress;

/**
 * The circumstances of a fit, apart from data and hyper-parameters.
 *
 * @param seed all random streams of the fit are derived from it
 * @param validation held-out data to choose an epoch on; never the test data
 * @param progress hears of epochs
 * @param extras further circumstances, at most one of a class
 */
public record Fitting(
    long seed, Optional<Holdout> validation, Progress progress, List<Extra> extras) {

  /** A circumstance that some recommenders know; all others pass it over. */
  public interface Extra {}

  /** Copies the list. */
  public Fitting {
    extras = List.copyOf(extras);
  }

  /** A fit without extras. */
  public Fitting(long seed, Optional<Holdout> validation, Progress progress) {
    this(seed, validation, progress, List.of());
  }

  /** A silent fit without validation data. */
  public static Fitting withSeed(long seed) {
    return new Fitting(seed, Optional.empty(), Progress.NONE);
  }

  /** The same, with validation data to choose the best epoch on. */
  public Fitting withValidation(Holdout holdout) {
    return new Fitting(seed, Optional.of(holdout), progress, extras);
  }

  /** The same, with somebody to hear of the progress. */
  public Fitting withProgress(Progress listener) {
    return new Fitting(seed, validation, listener, extras);
  }

  /** The same with an extra, which takes the place of one of its class. */
  public Fitting with(Extra extra) {
    Stream<Extra> others = extras.stream().filter(e -> e.getClass() != extra.getClass());
    return new Fitting(
        seed, validation, progress, Stream.concat(others, Stream.of(extra)).toList());
  }

  /** The extra of a class, if there is one. */
  public <E extends Extra> Optional<E> extra(Class<E> kind) {
    return extras.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
