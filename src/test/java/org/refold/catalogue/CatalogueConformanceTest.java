package org.refold.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.refold.model.Contract;

/**
 * Every recommender of the catalogue holds the contract, whatever its own test says; the checks
 * that not all models have to pass stand in that test.
 */
class CatalogueConformanceTest {

  /** What makes a fit short; a recommender takes of it what it has. */
  private static final Map<String, String> SHORT =
      Map.of(
          "epochs", "2",
          "pretrainingEpochs", "2",
          "latent", "8",
          "channels", "2",
          "hidden", "16",
          "batchSize", "32");

  @TestFactory
  List<DynamicContainer> eachHoldsTheContract() {
    return Catalogue.names().stream()
        .map(name -> DynamicContainer.dynamicContainer(name, contractOf(name)))
        .toList();
  }

  private static List<DynamicTest> contractOf(String name) {
    Map<String, String> settings = new HashMap<>(SHORT);
    settings.keySet().retainAll(Catalogue.settings(Catalogue.create(name)).keySet());
    return Contract.of(Catalogue.create(name, settings));
  }
}
