package org.refold.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {

  private static void refused(ThrowingCallable check, String message) {
    assertThatThrownBy(check).isInstanceOf(BadInputException.class).hasMessage(message);
  }

  @Test
  void valuesAtTheBoundsAreAccepted() {
    assertThatCode(
            () -> {
              Check.atLeast(2, "k", 2);
              Check.atLeast(2, "k", 2, "typical: 5");
              Check.between(0, 2, "fold", 0);
              Check.between(0, 2, "fold", 2);
              Check.positive("lambda", Double.MIN_VALUE, "");
              Check.notNegative("lambda", 0, "");
              Check.rate("dropout", 0, "");
              Check.notNegative("l2", 0, "");
              Check.positive("lambda", Double.MIN_VALUE, "");
              Check.fraction("calibration", 1, "");
              Check.share("test", 1e-9);
              Check.shareOrNone("validation", 0);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void othersAreRefusedWithTheBoundAndARemedy() {
    refused(() -> Check.atLeast(2, "k", 1), "k is 1, but must be a whole number of at least 2");
    refused(
        () -> Check.atLeast(2, "k", 1, "typical: 5"), "k is 1, but must be at least 2; typical: 5");
    refused(
        () -> Check.between(0, 2, "fold", 3), "fold is 3, but must be a whole number from 0 to 2");
    refused(
        () -> Check.positive("lambda", 0, "typical: 500"),
        "lambda is 0.0, but must be more than 0 and finite; typical: 500");
    refused(
        () -> Check.notNegative("l2", -1, "typical: 0.01"),
        "l2 is -1.0, but must be at least 0 and finite; typical: 0.01");
    refused(
        () -> Check.rate("dropout", 1, "typical: 0.5"),
        "dropout is 1.0, but must be at least 0 and less than 1; typical: 0.5");
    refused(
        () -> Check.fraction("calibration", 1.5, "typical: 0.75"),
        "calibration is 1.5, but must be from 0 to 1; typical: 0.75");
    refused(
        () -> Check.share("test", 1),
        "test is 1, but must be a share above 0 and below 1, such as 0.2");
    refused(
        () -> Check.shareOrNone("validation", -0.5),
        "validation is -0.5, but must be 0 for none, or a share below 1, such as 0.1");
  }

  @Test
  void notANumberIsNeverWithinBounds() {
    refused(
        () -> Check.share("test", Double.NaN),
        "test is NaN, but must be a share above 0 and below 1, such as 0.2");
    refused(
        () -> Check.rate("dropout", Double.NaN, "typical: 0.5"),
        "dropout is NaN, but must be at least 0 and less than 1; typical: 0.5");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void positive(double value) {
    assertThatThrownBy(() -> Check.positive("lambda", value, "typical: 100-2000"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("lambda", Double.toString(value), "typical: 100-2000");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
  void notNegative(double value) {
    assertThatThrownBy(() -> Check.notNegative("l2", value, "typical: 0.01"))
        .hasMessageContainingAll("l2", Double.toString(value), "at least 0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void rate(double value) {
    assertThatThrownBy(() -> Check.rate("dropout", value, "typical: 0.5"))
        .hasMessageContainingAll("dropout", Double.toString(value), "less than 1");
  }
}
