package org.refold.train;

import org.refold.recommend.Trained;

/** A model that was trained by {@link Training} and keeps the history of that. */
public interface WithHistory extends Trained {

  /** How the training went. */
  History history();

  @Override
  default double[] epochSeconds() {
    return history().epochSeconds();
  }

  @Override
  default int bestEpoch() {
    return history().bestEpoch();
  }
}
