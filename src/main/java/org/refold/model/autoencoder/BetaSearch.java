package org.refold.model.autoencoder;

import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.settings.BadInputException;
import org.refold.train.batch.Histories;
import org.refold.train.neural.HistoryModel;

/** How {@link MultVae#searchBeta} finds the weight of the divergence. */
final class BetaSearch {

  private BetaSearch() {}

  static MultVae of(MultVae model, Interactions train, Fitting fitting) {
    if (fitting.validation().isEmpty()) {
      throw new BadInputException(
          "the search for beta needs validation data to find the peak on; use a split with some");
    }
    int epochs = model.training().epochs();
    int batchSize = model.training().batchSize();
    long stepsOfEpoch = -Math.floorDiv(-new Histories(train).count(), batchSize);
    if (stepsOfEpoch * epochs < model.annealSteps()) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "annealSteps is %d, but %d epochs of %d steps end before: beta would not get to"
                      + " 1; set",
                  model.annealSteps(),
                  epochs,
                  stepsOfEpoch)
              + String.format(Locale.ROOT, " annealSteps to at most %d", stepsOfEpoch * epochs));
    }
    MultVae uncapped = model.withBeta(1);
    try (Fitted<HistoryModel> fitted = uncapped.fit(train, fitting)) {
      return model.withBeta(uncapped.annealing().at(fitted.log().bestEpoch() * stepsOfEpoch - 1));
    }
  }
}
