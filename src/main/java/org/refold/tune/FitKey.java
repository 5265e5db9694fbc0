package org.refold.tune;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.catalogue.Catalogue;
import org.refold.recommend.Recommender;

/**
 * Everything that a fit of a search depends on, but for the code.
 *
 * @param data the hash of what is fitted and measured on
 * @param model the name in the catalogue
 * @param config all hyper-parameters, those with their default too
 * @param metric the full name of what is optimised
 * @param seed of the fit
 */
record FitKey(
    String data, String model, SortedMap<String, String> config, String metric, long seed) {

  /** Copies the configuration. */
  FitKey {
    config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
  }

  static FitKey of(Recommender recommender, String data, String metric, long seed) {
    return new FitKey(data, recommender.name(), Catalogue.changed(recommender), metric, seed)
        .withDefaults();
  }

  /**
   * The same with hyper-parameters that its model did not have then: they count as their default,
   * which is what leaves a model as it was.
   */
  FitKey withDefaults() {
    return new FitKey(data, model, Catalogue.withDefaults(model, config), metric, seed);
  }
}
