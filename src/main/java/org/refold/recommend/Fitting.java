package org.refold.recommend;

import java.util.Optional;
import org.refold.data.Holdout;
import org.refold.data.Progress;

/**
 * The circumstances of a fit, apart from data and hyper-parameters.
 *
 * @param seed all random streams of the fit are derived from it
 * @param validation held-out data to choose an epoch on; never the test data
 * @param progress hears of epochs
 */
public record Fitting(long seed, Optional<Holdout> validation, Progress progress) {

  /** A silent fit without validation data. */
  public static Fitting withSeed(long seed) {
    return new Fitting(seed, Optional.empty(), Progress.NONE);
  }

  /** The same, with validation data to choose the best epoch on. */
  public Fitting withValidation(Holdout holdout) {
    return new Fitting(seed, Optional.of(holdout), progress);
  }

  /** The same, with somebody to hear of the progress. */
  public Fitting withProgress(Progress listener) {
    return new Fitting(seed, validation, listener);
  }
}
