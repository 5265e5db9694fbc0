package org.refold.model.factor;

import org.refold.data.Interactions;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitting;
import org.refold.train.batch.FeatureRows;

/**
 * What {@link Fm} learns.
 *
 * @param users w and v of users and of their further features
 * @param items the same of items
 * @param constant w0
 */
record FmParameters(RatingSide users, RatingSide items, Parameter constant) {

  /** Drawn, or as the fit says; w0 is the mean rating where there are ratings to learn from. */
  static FmParameters of(Fm fm, Interactions train, Fitting fitting, Scope scope) {
    FeatureRows ofUsers = fm.side().ofUsers(fitting.sideInformation(), train);
    FeatureRows ofItems = fm.side().ofItems(fitting.sideInformation(), train);
    if (fm.history() == Fm.HistoryUse.ITEMS) {
      ofUsers = FeatureRows.ofHistories(train).and(ofUsers);
    }
    Initializer first = fm.firstWeights().initializer();
    RatingSide users =
        RatingSide.of(scope, "users", FactorFit.counts(train), fm.latent(), first)
            .with(scope, "user features", ofUsers, first, RatingSide.FeatureBias.YES);
    RatingSide items =
        RatingSide.of(scope, "items", train.itemCounts(), fm.latent(), first)
            .with(scope, "item features", ofItems, first, RatingSide.FeatureBias.YES);
    Parameter constant = scope.bias("constant", 1, Initializer.zeros());
    boolean rated = fm.objective() == Fm.Objective.REGRESSION;
    constant.value().set(0, 0, rated ? BiasTerms.ALL.mean(train) : 0);
    return new FmParameters(users, items, constant);
  }
}
