package org.refold.train.neural;

import org.refold.data.Interactions;
import org.refold.nn.layer.Scope;

/** Models of networks that nothing trained, for tests of their equations. */
public final class UntrainedModels {

  private UntrainedModels() {}

  /** A model with a vector for each user. */
  public static UserHistoryModel of(
      UserHistoryRecommender settings,
      Interactions train,
      Scope scope,
      UserHistoryNetwork network) {
    return new UserHistoryModel(settings, train.withoutValues(), scope, network);
  }
}
