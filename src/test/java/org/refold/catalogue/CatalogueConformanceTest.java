package org.refold.catalogue;

import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.refold.model.Contract;

/**
 * Every recommender of the catalogue holds the contract, whatever its own test says; the checks
 * that not all models have to pass stand in that test.
 */
class CatalogueConformanceTest {

  @TestFactory
  List<DynamicContainer> eachHoldsTheContract() {
    return Catalogue.names().stream()
        .map(name -> DynamicContainer.dynamicContainer(name, contractOf(name)))
        .toList();
  }

  private static List<DynamicTest> contractOf(String name) {
    return Contract.of(ShortFits.of(name));
  }
}
