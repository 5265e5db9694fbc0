package org.refold.tune;

import java.util.Collections;
import java.util.Map;
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
    return new FitKey(data, recommender.name(), config(recommender), metric, seed);
  }

  private static SortedMap<String, String> config(Recommender recommender) {
    SortedMap<String, String> config = new TreeMap<>();
    Catalogue.settings(recommender)
        .forEach((name, value) -> config.put(name, String.valueOf(value)));
    return config;
  }

  /**
   * Whether an earlier fit is this one. A hyper-parameter that the model did not have then counts
   * as its default, which is what leaves a model as it was.
   */
  boolean isRepeated(FitKey earlier) {
    if (!data.equals(earlier.data)
        || !model.equals(earlier.model)
        || !metric.equals(earlier.metric)
        || seed != earlier.seed) {
      return false;
    }
    SortedMap<String, String> then = config(Catalogue.create(model, Map.of()));
    then.putAll(earlier.config);
    return config.equals(then);
  }
}
