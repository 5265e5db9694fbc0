package org.refold.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordTextTest {

  enum Colour {
    DARK_RED,
    BLUE
  }

  /** Has a text form, so that it is one setting. */
  public record Range(int from, int to) {
    public static Range parse(String text) {
      String[] bounds = text.split("-", 2);
      return new Range(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1]));
    }

    @Override
    public String toString() {
      return from + "-" + to;
    }
  }

  public record Inner(int epochs, double rate) {
    public Inner {
      Check.atLeast(1, "epochs", epochs, "typical: 20");
    }
  }

  public record Middle(Colour colour, Inner inner) {}

  public record Outer(String name, Range range, Middle middle, long size) {}

  /** The name of the outer setting is that of an inner one. */
  public record Clash(int epochs, Inner inner) {}

  private static final Outer OUTER =
      new Outer("a", new Range(2, 5), new Middle(Colour.DARK_RED, new Inner(3, 0.5)), 7);

  @Test
  void settingsOfRecordsInsideStandBesideTheOthers() {
    assertThat(RecordText.entries(OUTER))
        .containsExactly(
            new RecordText.Entry("name", String.class, "a"),
            new RecordText.Entry("range", Range.class, new Range(2, 5)),
            new RecordText.Entry("colour", Colour.class, Colour.DARK_RED),
            new RecordText.Entry("epochs", int.class, 3),
            new RecordText.Entry("rate", double.class, 0.5),
            new RecordText.Entry("size", long.class, 7L));
    assertThat(RecordText.write(OUTER))
        .isEqualTo(
            Map.of(
                "name",
                "a",
                "range",
                "2-5",
                "colour",
                "dark-red",
                "epochs",
                3,
                "rate",
                0.5,
                "size",
                7L));
  }

  @Test
  void whatIsWrittenMakesTheRecordAgain() {
    Outer other = new Outer("b", new Range(0, 0), new Middle(Colour.BLUE, new Inner(1, 1e-7)), -1);
    assertThat(RecordText.with(other, RecordText.write(OUTER))).isEqualTo(OUTER);
    assertThat(RecordText.with(OUTER, RecordText.write(other))).isEqualTo(other);
  }

  @Test
  void settingsThatAreNotNamedStay() {
    assertThat(RecordText.with(OUTER, Map.of())).isEqualTo(OUTER);
    assertThat(RecordText.with(OUTER, Map.of("rate", "0.25", "unheard-of", "1")))
        .isEqualTo(
            new Outer("a", new Range(2, 5), new Middle(Colour.DARK_RED, new Inner(3, 0.25)), 7));
  }

  @Test
  void theConstructorsInsideCheckTheirSettings() {
    assertThatThrownBy(() -> RecordText.with(OUTER, Map.of("epochs", 0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("epochs is 0");
    assertThatThrownBy(() -> RecordText.with(OUTER, Map.of("epochs", "few")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("epochs is 'few', but must be a whole number");
    assertThatThrownBy(() -> RecordText.with(OUTER, Map.of("colour", "bleu")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean 'blue'");
  }

  @Test
  void twoSettingsOfOneNameAreAMistakeOfTheProgram() {
    assertThatThrownBy(() -> RecordText.write(new Clash(1, new Inner(2, 3))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two settings named epochs");
  }

  @Test
  void whatIsNoRecordHasNoSettings() {
    assertThatThrownBy(() -> RecordText.entries("text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.String is not a record");
  }
}
