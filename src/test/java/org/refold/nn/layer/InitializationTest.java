package org.refold.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.RatingScale;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.autoencoder.IAutoRec;
import org.refold.model.autoencoder.UAutoRec;
import org.refold.nn.Parameter;
import org.refold.settings.BadInputException;

class InitializationTest {

  @ParameterizedTest
  @ValueSource(strings = {"xavier", "normal(0.03)", "truncated-normal(0.5)"})
  void textGoesThereAndBack(String text) {
    assertThat(Initialization.parse(text)).hasToString(text);
    assertThat(Initialization.parse(" " + text + " ")).isEqualTo(Initialization.parse(text));
  }

  /** All weights of the network have the deviation, which truncation makes 0.88 times as large. */
  @ParameterizedTest
  @CsvSource({"normal(0.1),0.1", "truncated-normal(0.1),0.088", "xavier,0.0817"})
  void theNetworkStartsFromThem(String text, double deviation) {
    UAutoRec settings =
        new UAutoRec().withHidden(LayerSizes.of(100)).withFirstWeights(Initialization.parse(text));
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    settings.network(new Sizes(50, 200, new RatingScale(1, 5)), scope);
    int weights = 0;
    for (Parameter parameter : scope.parameters()) {
      if (parameter.role() == Parameter.Role.WEIGHT) {
        weights++;
        Matrix value = parameter.value();
        double squares = 0;
        for (int k = 0; k < value.size(); k++) {
          squares += Math.pow(value.get(k / value.columns(), k % value.columns()), 2);
        }
        assertThat(Math.sqrt(squares / value.size())).isEqualTo(deviation, within(0.002));
      }
    }
    assertThat(weights).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "xavir; xavier",
        "normal; normal(0.03)",
        "normal(0); more than 0",
        "normal(-1); more than 0",
        "normal(NaN); more than 0",
        "xavier(0.1); xavier takes no numbers"
      })
  void whatIsNoWayToDrawIsRefused(String text, String hint) {
    assertThatThrownBy(() -> Initialization.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(hint);
  }

  @Test
  void theDefaultGoesByTheSizesOfLayers() {
    assertThat(new IAutoRec().firstWeights()).isEqualTo(Initialization.xavier());
  }
}
