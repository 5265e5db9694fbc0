package org.refold.recommend;

/** A model that was trained epoch by epoch, and how that went. */
public interface Trained extends Model {

  /** The wall time of each epoch, in seconds, without validation. */
  double[] epochSeconds();

  /** The epoch, from 1, whose weights the model has. */
  int bestEpoch();
}
