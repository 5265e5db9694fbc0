package org.refold.recommend;

import java.util.Optional;
import org.refold.data.Holdout;
import org.refold.data.SideInformation;
import org.refold.settings.Progress;

/**
 * The circumstances of a fit, apart from data and hyper-parameters.
 *
 * @param seed all random streams of the fit are derived from it
 * @param validation what to choose an epoch on, if there is something
 * @param sideInformation what is known of users and items besides their interactions
 * @param progress is notified of epochs, for a person
 * @param control how the training is watched, kept and stopped
 * @param start a model whose parameters training starts from, if it does
 */
public record Fitting(
    long seed,
    Optional<Validation> validation,
    SideInformation sideInformation,
    Progress progress,
    TrainingControl control,
    Optional<StartFrom> start) {

  /** A silent fit without validation data. */
  public static Fitting withSeed(long seed) {
    return new Fitting(
        seed,
        Optional.empty(),
        SideInformation.NONE,
        Progress.NONE,
        TrainingControl.none(),
        Optional.empty());
  }

  /**
   * The same, with validation data to choose the best epoch on, by the recommender's own metric.
   */
  public Fitting withValidation(Holdout holdout) {
    return withValidation(Optional.of(Validation.on(holdout)));
  }

  /** The same, with a choice of the best epoch, or without one. */
  public Fitting withValidation(Optional<Validation> other) {
    return new Fitting(seed, other, sideInformation, progress, control, start);
  }

  /** The same, with what is known of users and items. */
  public Fitting withSideInformation(SideInformation known) {
    return new Fitting(seed, validation, known, progress, control, start);
  }

  /** The same, with another listener to the progress. */
  public Fitting withProgress(Progress listener) {
    return new Fitting(seed, validation, sideInformation, listener, control, start);
  }

  /** The same under another control. */
  public Fitting withControl(TrainingControl other) {
    return new Fitting(seed, validation, sideInformation, progress, other, start);
  }

  /** The same, starting from the parameters of a fitted model. */
  public Fitting startFrom(StartFrom model) {
    return new Fitting(seed, validation, sideInformation, progress, control, Optional.of(model));
  }
}
