package org.refold.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OptionsTest {

  private enum Stop {
    AT_ONCE,
    NEVER
  }

  @Property
  void whatASpecWritesIsReadBack(
      @ForAll double number, @ForAll int count, @ForAll long seed, @ForAll Stop stop) {
    String spec =
        new Spec("thing")
            .with("number", number)
            .with("count", count)
            .with("seed", Long.toString(seed))
            .with("stop", stop)
            .toString();
    assertThat(spec).startsWith("thing:number=");
    Options read = Options.parse("thing", spec.substring(spec.indexOf(':') + 1));
    assertThat(read.number("number", 0)).isEqualTo(number + 0.0); // a zero loses its sign
    assertThat(read.count("count", 0)).isEqualTo(count);
    assertThat(read.longCount("seed", 0)).isEqualTo(seed);
    assertThat(read.choice("stop", Stop.NEVER)).isEqualTo(stop);
  }

  @Test
  void commasInBracketsDoNotSeparate() {
    assertThat(Options.parse("thing", "decay=steps(0.96,50), count=3").all())
        .containsExactly(Map.entry("decay", "steps(0.96,50)"), Map.entry("count", "3"));
    assertThat(Options.split("a(b,c(d,e)),f, ")).containsExactly("a(b,c(d,e))", "f", "");
    assertThat(Options.split("a(b,c")).as("a bracket that is not closed").containsExactly("a(b,c");
  }

  @Test
  void whatIsNotGivenIsTheFallback() {
    Options none = Options.parse("thing", " ");
    assertThat(none.has("a")).isFalse();
    assertThat(none.text("a", "b")).isEqualTo("b");
    assertThat(none.number("a", Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(none.count("a", 3)).isEqualTo(3);
    assertThat(none.choice("a", Stop.NEVER)).isEqualTo(Stop.NEVER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count | thing: option 'count' has no value; write NAME=VALUE",
        "count= | thing: option 'count=' has no value",
        "=3 | thing: option '=3' has no value",
        "count=3, | thing: option '' has no value",
        "count=3,count=4 | thing: option 'count' stands twice",
        "cuont=3 | thing: unknown option 'cuont'; did you mean 'count'?",
        "count=3.5 | thing: count=3.5 is not a whole number",
        "count=3000000000 | thing: count=3000000000 is not a whole number of 32 bits",
        "number=NaN | thing: number=NaN is not a number",
        "number=x | thing: number=x is not a number",
        "stop=at-onse | thing: stop=at-onse is unknown; did you mean 'at-once'? known: at-once,"
      })
  void whatIsWrongIsSaid(String list, String message) {
    assertThatThrownBy(
            () -> {
              Options options =
                  Options.parse("thing", list).only(List.of("count", "number", "stop"));
              options.count("count", 0);
              options.number("number", 0);
              options.choice("stop", Stop.NEVER);
            })
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @EnumSource
  void aTokenNamesItsConstant(Stop stop) {
    assertThat(Tokens.read(Stop.class, "stop", Tokens.of(stop))).isEqualTo(stop);
    assertThat(Tokens.find(Stop.class, " " + stop.name() + " ")).contains(stop);
    assertThat(Tokens.all(Stop.class)).containsExactly("at-once", "never");
  }

  @Test
  void anUnknownTokenIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Tokens.read(Stop.class, "stop", "nevr"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "stop is 'nevr', which is no choice; did you mean 'never'? known: at-once, never");
  }
}
