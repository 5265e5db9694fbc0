package org.refold.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.settings.BadInputException;

class RateDecayTest {

  @ParameterizedTest
  @ValueSource(strings = {"none", "linear", "cosine", "steps(0.96,50)", "steps(2,1)"})
  void textGoesThereAndBack(String text) {
    assertThat(RateDecay.parse(text)).hasToString(text);
    assertThat(RateDecay.parse(" " + text + " ")).isEqualTo(RateDecay.parse(text));
  }

  /** Over 4 epochs of 10 steps; worked out by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "none; 0.8; 0.8; 0.8",
        "linear; 0.8; 0.4; 0",
        "cosine; 0.8; 0.4; 0",
        "steps(0.5,2); 0.8; 0.4; 0.2",
        "steps(0.5,1); 0.8; 0.2; 0.05"
      })
  void atTheStartTheMiddleAndTheEnd(String text, double start, double middle, double end) {
    Schedule schedule = RateDecay.parse(text).from(0.8, 4, 10);
    assertThat(schedule.at(0)).isEqualTo(start, within(1e-15));
    assertThat(schedule.at(20)).isEqualTo(middle, within(1e-15));
    assertThat(schedule.at(40)).isEqualTo(end, within(1e-15));
  }

  @Test
  void stairsAreCountedInEpochs() {
    Schedule schedule = RateDecay.steps(0.96, 50).from(1, 500, 12);
    assertThat(schedule).hasToString("step-decay(1,0.96,600)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "cosin; cosine",
        "steps(0.96,half); steps(0.96,50)",
        "steps(0,50); factor",
        "steps(NaN,50); factor",
        "steps(0.96,0); 1 or more",
        "cosine(0.5,1); cosine takes no numbers"
      })
  void whatIsNoDecayIsRefused(String text, String hint) {
    assertThatThrownBy(() -> RateDecay.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(hint);
  }

  @Test
  void onlyStepsHaveNumbers() {
    assertThatThrownBy(() -> new RateDecay(RateDecay.Shape.COSINE, 0.5, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("'cosine(0.5,1)'", "cosine takes no numbers");
  }
}
