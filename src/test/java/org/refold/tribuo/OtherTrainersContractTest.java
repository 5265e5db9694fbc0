package org.refold.tribuo;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.refold.model.Contract;

/** The contract, with trainers that need not rank these data well: a linear one, and trees. */
class OtherTrainersContractTest {

  @TestFactory
  List<DynamicTest> linear() {
    return Contract.of(TribuoFixtures.linear(10));
  }

  @TestFactory
  List<DynamicTest> trees() {
    return TribuoFixtures.HAS_TREES ? Contract.of(TribuoFixtures.trees(10)) : List.of();
  }
}
