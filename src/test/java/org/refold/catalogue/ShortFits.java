package org.refold.catalogue;

import java.util.HashMap;
import java.util.Map;
import org.refold.recommend.Recommender;

/** The recommenders of the catalogue, made small enough for a test of all of them. */
public final class ShortFits {

  /** What makes a fit short; a recommender takes of it what it has. */
  private static final Map<String, String> SHORT =
      Map.of(
          "epochs", "2",
          "pretrainingEpochs", "2",
          "latent", "8",
          "channels", "2",
          "hidden", "16",
          "side", "none",
          "sideAt", "none",
          "attributeWeight", "0",
          "learner", "equal",
          "batchSize", "32");

  private ShortFits() {}

  /** A recommender of the catalogue with little to fit. */
  public static Recommender of(String name) {
    Map<String, String> settings = new HashMap<>(SHORT);
    settings.keySet().retainAll(Catalogue.settings(Catalogue.create(name)).keySet());
    return Catalogue.create(name, settings);
  }
}
