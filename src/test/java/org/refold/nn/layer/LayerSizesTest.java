package org.refold.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.settings.BadInputException;

class LayerSizesTest {

  @ParameterizedTest
  @ValueSource(strings = {"none", "600", "600x200", "512x512x1024"})
  void textGoesThereAndBack(String text) {
    assertThat(LayerSizes.parse(text)).hasToString(text);
  }

  @Test
  void commasWillDo() {
    assertThat(LayerSizes.parse("600, 200")).isEqualTo(LayerSizes.of(600, 200));
  }

  @Test
  void mirrored() {
    assertThat(LayerSizes.of(600, 300).mirrored()).isEqualTo(LayerSizes.of(300, 600));
  }

  @Test
  void whatIsNoSizeIsRefused() {
    assertThatThrownBy(() -> LayerSizes.of(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("is 0", "none");
    assertThatThrownBy(() -> LayerSizes.parse("wide"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("wide", "600x200");
  }
}
