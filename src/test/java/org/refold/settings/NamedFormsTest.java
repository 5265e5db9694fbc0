package org.refold.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of schedules, decays and first weights alike, since all are read by one reader. */
class NamedFormsTest {

  private static final NamedForms FORMS =
      NamedForms.of("way to fall", "none", "step-by-step(0.96,50)", "by(factor)");

  @ParameterizedTest
  @ValueSource(
      strings = {"step-by-step(0.5,3)", " step-by-step ( 0.5 , 3 ) ", "step-by-step(5e-1,3)"})
  void nameAndNumbersAreRead(String text) {
    NamedForms.Found found = FORMS.read(text);
    assertThat(found.name()).isEqualTo("step-by-step");
    assertThat(found.number(0)).isEqualTo(0.5);
    assertThat(found.count(1)).isEqualTo(3);
    assertThat(found.longCount(1)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", " none ", "none()"})
  void whatTakesNoNumbersNeedsNoParentheses(String text) {
    assertThat(FORMS.read(text).name()).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "non; did you mean 'none'?",
        "step(0.96,50); did you mean 'step-by-step'?",
        "far; known: none, step-by-step(0.96,50), by(factor)",
        "\"\"; known: none",
        "0.03; known: none",
        "by(1; known: none",
        "by(1)(2); known: none",
        "none(1,0); none takes no numbers",
        "by; write by(factor)",
        "by(); by takes 1 number",
        "by(1,2); by takes 1 number",
        "by(half); 'half' is no number",
        "by(,); takes 1 number",
        "step-by-step(,50); '' is no number",
        "step-by-step(0.96); write step-by-step(0.96,50)",
        "step-by-step(0.96,2.5); '2.5' is no whole number",
        "step-by-step(0.96,9999999999); is no whole number"
      })
  void whatIsWrongIsSaidWithTheForm(String text, String message) {
    assertThatThrownBy(
            () -> {
              NamedForms.Found found = FORMS.read(text);
              found.number(0);
              found.count(1);
            })
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("'" + text + "' is no way to fall", message);
  }

  @Test
  void formsThemselvesAreChecked() {
    assertThatThrownBy(() -> NamedForms.of("form", "0.5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'0.5'");
  }
}
