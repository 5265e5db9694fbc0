package org.refold.train;

import org.refold.recommend.Trained;

/** A model that was trained by {@link Training} and keeps the history of that. */
public interface WithTrainingLog extends Trained {

  /** How the training went. */
  TrainingLog history();

  @Override
  default double[] epochSeconds() {
    return history().epochSeconds();
  }

  @Override
  default int bestEpoch() {
    return history().bestEpoch();
  }
}
