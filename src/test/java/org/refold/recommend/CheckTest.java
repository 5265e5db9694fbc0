package org.refold.recommend;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.settings.BadInputException;

class CheckTest {

  @Test
  void messagesNameValueBoundAndRemedy() {
    assertThatThrownBy(() -> Check.atLeast(1, "epochs", 0, "usual are 20 to 200"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("epochs is 0, but must be at least 1; usual are 20 to 200");
  }

  @Test
  void boundsThemselvesAreAllowed() {
    assertThatCode(
            () -> {
              Check.atLeast(1, "epochs", 1, "");
              Check.notNegative("l2", 0, "");
              Check.rate("dropout", 0, "");
              Check.positive("lambda", Double.MIN_VALUE, "");
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void positive(double value) {
    assertThatThrownBy(() -> Check.positive("lambda", value, "usual are 100 to 2000"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("lambda", Double.toString(value), "usual are 100 to 2000");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
  void notNegative(double value) {
    assertThatThrownBy(() -> Check.notNegative("l2", value, "usual is 0.01"))
        .hasMessageContainingAll("l2", Double.toString(value), "at least 0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void rate(double value) {
    assertThatThrownBy(() -> Check.rate("dropout", value, "usual is 0.5"))
        .hasMessageContainingAll("dropout", Double.toString(value), "less than 1");
  }
}
