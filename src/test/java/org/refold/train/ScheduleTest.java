package org.refold.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.settings.BadInputException;

class ScheduleTest {

  /** Worked out by hand from the formulas: at 0, in the middle, at the end, beyond. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0.001; 0.001; 0.001; 0.001; 0.001",
        "linear(0,0.2,1000); 0; 0.1; 0.2; 0.2",
        "linear(1,-1,1000); 1; 0; -1; -1",
        "step-decay(0.8,0.5,400); 0.8; 0.4; 0.2; 7.62939453125e-7",
        "exponential(0.8,0.25,1000); 0.8; 0.4; 0.2; 1.220703125e-5",
        "cosine(0.3,0.1,1000); 0.3; 0.2; 0.1; 0.1"
      })
  void atTheStartTheMiddleTheEndAndBeyond(
      String text, double start, double middle, double end, double beyond) {
    Schedule schedule = Schedule.parse(text);
    assertThat(schedule).hasToString(text);
    assertThat(schedule.at(-5)).isEqualTo(start, within(1e-15));
    assertThat(schedule.at(0)).isEqualTo(start, within(1e-15));
    assertThat(schedule.at(500)).isEqualTo(middle, within(1e-15));
    assertThat(schedule.at(1000)).isEqualTo(end, within(1e-15));
    assertThat(schedule.at(8000)).isEqualTo(beyond, within(1e-15));
  }

  @Test
  void aCosineIsFlatAtBothEnds() {
    Schedule schedule = Schedule.cosine(1, 0, 1000);
    assertThat(1 - schedule.at(10)).isLessThan(0.001);
    assertThat(schedule.at(990)).isLessThan(0.001);
    assertThat(schedule.at(250)).isEqualTo((1 + Math.sqrt(0.5)) / 2, within(1e-15));
  }

  @Test
  void aCapHoldsForGood() {
    assertThat(Schedule.linear(0, 0.2, 20_000).at(Long.MAX_VALUE)).isEqualTo(0.2);
    assertThat(Schedule.cosine(1, 0.5, 3).at(Long.MAX_VALUE)).isEqualTo(0.5);
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadBack(
      @ForAll @DoubleRange(min = 1e-9, max = 1e6) @Scale(12) double first,
      @ForAll @DoubleRange(min = 1e-9, max = 1e6) @Scale(12) double second,
      @ForAll @LongRange(min = 1) long steps) {
    for (Schedule schedule :
        new Schedule[] {
          Schedule.constant(first),
          Schedule.linear(first, second, steps),
          Schedule.stepDecay(first, second, steps),
          Schedule.exponential(first, second, steps),
          Schedule.cosine(first, second, steps)
        }) {
      assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
    }
  }

  @Test
  void aPlotHasValuesAtEqualDistances() {
    assertThat(Schedule.linear(0, 4, 4).values(2, 4)).containsExactly(0, 2, 4, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "linaer(0,1,2); did you mean 'linear'",
        "linear(0,1); linear(from,to,steps)",
        "linear(0,1,0); at least 1",
        "fast; 'fast' is no number and no schedule",
        "NaN; finite",
        "step-decay(1,0,5); more than 0"
      })
  void whatIsWrongIsSaid(String text, String message) {
    assertThatThrownBy(() -> Schedule.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"constant(0.5)", " 0.5 ", "constant( 0.5 )"})
  void aConstantMayBeNamed(String text) {
    assertThat(Schedule.parse(text)).isEqualTo(Schedule.constant(0.5));
  }
}
