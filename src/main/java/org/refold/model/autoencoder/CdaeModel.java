package org.refold.model.autoencoder;

import org.refold.data.Interactions;
import org.refold.train.TrainingLog;
import org.refold.train.WithTrainingLog;

/**
 * A fitted {@link Cdae}. Users of the training data are scored with their own nodes and training
 * histories; any other history, and users without a training history, with the mean of all trained
 * nodes: the user one knows nothing else of. The vector of an item is its row of weights in the
 * decoder.
 *
 * <p>Scores are those before the output mapping, which does not change a ranking.
 */
public final class CdaeModel extends CdaeScorer implements WithTrainingLog {

  private final TrainingLog history;

  CdaeModel(CdaeNetwork network, Interactions train, TrainingLog history) {
    super(network, train);
    this.history = history;
  }

  @Override
  public TrainingLog history() {
    return history;
  }
}
