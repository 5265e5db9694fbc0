package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Precision;
import org.refold.settings.BadInputException;

class ClosedFormMemoryTest {

  /** Item k has k users, for k from 0 to 29. */
  private static final int[] STAIRS = IntStream.range(0, 30).toArray();

  @Test
  void whatFitsIsNotRefused() {
    assertThatCode(() -> ClosedFormMemory.check("ease", Precision.DOUBLE, STAIRS))
        .doesNotThrowAnyException();
    assertThatCode(() -> ClosedFormMemory.checkHeap("ease", STAIRS, 4_000))
        .doesNotThrowAnyException();
  }

  @Test
  void theMessageNamesNeedHeapAndRemedies() {
    assertThatThrownBy(() -> ClosedFormMemory.checkHeap("ease", STAIRS, 3_999))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "the model of ease with 30 items needs 3.6 kB, this Java heap has room for 3.6 kB:"
                + " allow a larger heap (REFOLD_HEAP=1g ./refold, or -Xmx1g of Java); or keep"
                + " only items of enough users: 25 items have at least 5, 20 items have at least"
                + " 10, 10 items have at least 20");
  }

  @Test
  void whatTheMachineHasNotIsRefusedWithRemedies() {
    assertThatThrownBy(
            () -> ClosedFormMemory.checkOffHeap("ease", 1, Precision.DOUBLE, STAIRS, 7_199))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "ease with 30 items in precision double needs 7.2 kB, this machine has 7.2 kB free: set"
                + " precision=float for half of it; or keep only items of enough users: 25 items"
                + " have at least 5, 20 items have at least 10, 10 items have at least 20");
    assertThatThrownBy(() -> ClosedFormMemory.checkOffHeap("ease", 1, Precision.FLOAT, STAIRS, 9))
        .hasMessageContaining("9 B free: keep only");
  }

  @Test
  void solutionAndModelAreThereAtOnce() {
    assertThatCode(() -> ClosedFormMemory.checkBoth("ease", Precision.DOUBLE, STAIRS, 10_800))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> ClosedFormMemory.checkBoth("ease", Precision.DOUBLE, STAIRS, 10_799))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "ease with 30 items and its model needs 7.2 kB + 3.6 kB, this machine has 10.8 kB free:"
                + " set precision=float");
  }

  @Test
  void floatsNeedHalf() {
    assertThatCode(() -> ClosedFormMemory.checkOffHeap("ease", 1, Precision.FLOAT, STAIRS, 3_600))
        .doesNotThrowAnyException();
  }

  @Test
  void severalMatricesAreCounted() {
    assertThatThrownBy(() -> ClosedFormMemory.checkOffHeap("slim", 2, Precision.FLOAT, STAIRS, 9))
        .hasMessageContaining("slim with 30 items in precision float needs 2 x 3.6 kB");
  }
}
