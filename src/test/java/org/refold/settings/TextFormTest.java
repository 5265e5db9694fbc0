package org.refold.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormTest {

  /** A type of hyper-parameter that has its own notation. */
  public record Ramp(double to, int steps) {

    public static Ramp parse(String text) {
      String[] parts = text.split("/", -1);
      if (parts.length != 2) {
        throw new BadInputException("a ramp is written 0.2/1000, not '" + text + "'");
      }
      return new Ramp(Double.parseDouble(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
      return to + "/" + steps;
    }
  }

  /** A type whose values are of classes of their own. */
  public interface Level {

    static Level parse(String text) {
      return new Flat(Double.parseDouble(text));
    }
  }

  /** One of them. */
  public record Flat(double height) implements Level {

    @Override
    public String toString() {
      return String.valueOf(height);
    }
  }

  @Test
  void whatAnInterfaceReadsItsClassesWrite() {
    assertThat(read(Level.class, "0.5")).isEqualTo(new Flat(0.5));
    assertThat(TextForm.write(new Flat(0.5))).isEqualTo("0.5");
  }

  private static Object read(Class<?> type, String text) {
    return TextForm.read(type, "hidden", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"600x200", "600,200", " 600 , 200 ", "600 x 200"})
  void sizesAreReadWithXOrComma(String text) {
    assertThat((int[]) read(int[].class, text)).containsExactly(600, 200);
  }

  @Test
  void noSizesHaveAName() {
    assertThat(TextForm.write(new int[0])).isEqualTo("none");
    assertThat((int[]) read(int[].class, "none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "600x", "600x-", "a"})
  void whatIsNoSizesIsRefused(String text) {
    assertThatThrownBy(() -> read(int[].class, text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("hidden is '" + text + "'", "600x200");
  }

  @Property
  void sizesComeBack(@ForAll @Positive int[] sizes) {
    assertThat(read(int[].class, TextForm.write(sizes).toString())).isEqualTo(sizes);
  }

  @Property
  void numbersComeBack(@ForAll double number, @ForAll int whole, @ForAll long longer) {
    assertThat(read(double.class, TextForm.write(number).toString())).isEqualTo(number);
    assertThat(read(int.class, TextForm.write(whole).toString())).isEqualTo(whole);
    assertThat(read(long.class, TextForm.write(longer).toString())).isEqualTo(longer);
  }

  @Test
  void aTypeMayHaveItsOwnNotation() {
    Ramp ramp = new Ramp(0.2, 1000);
    assertThat(TextForm.write(ramp)).isEqualTo("0.2/1000");
    assertThat(read(Ramp.class, "0.2/1000")).isEqualTo(ramp);
    assertThatThrownBy(() -> read(Ramp.class, "0.2"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("0.2/1000");
  }

  @Test
  void aNumberInsideAnotherNotationThatCannotBeReadIsBadInput() {
    assertThatThrownBy(() -> read(Ramp.class, "a/b")).isInstanceOf(BadInputException.class);
  }

  @Test
  void otherTypesAreOurFault() {
    assertThatThrownBy(() -> TextForm.write(new Object()))
        .isInstanceOf(IllegalStateException.class);
  }
}
