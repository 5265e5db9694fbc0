package org.refold.notebook.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.report.table.Rich;

/** Help out of source files that are written here, by signatures as JShell gives them. */
class HelpTest {

  @TempDir private Path sources;

  @BeforeEach
  void write() throws IOException {
    Path folder = Files.createDirectories(sources.resolve("org/shop"));
    Files.writeString(
        folder.resolve("Tea.java"),
        """
        package org.shop;

        /**
         * A {@code tea} with <b>a name</b>, see {@link Shop#sell}.
         *
         * <pre>{@code
         * t = 3 min
         * }</pre>
         *
         * @param leaves how it was dried
         * @param grams of a cup
         */
        @Builder
        public record Tea(Leaves leaves, @Nullable Integer grams) {

          /** How leaves are dried. */
          public enum Leaves {
            /** At once. */
            GREEN,
            /** After a day. */
            BLACK
          }

          /** The usual cup. */
          public static final int CUP = 2;

          public Tea {
            Check.atLeast(1, "grams", grams, "typical: 2");
          }

          private static void hidden() {}
        }
        """);
    Files.writeString(
        folder.resolve("Shop.java"),
        """
        package org.shop;

        /** Sells. */
        public final class Shop {
          private Shop() {}

          /**
           * Sells one.
           *
           * @param tea what is sold
           * @return the price
           * @throws IllegalStateException if it is closed
           */
          public static double sell(Tea tea) { return 1; }

          /** Sells several. */
          public static <T extends Tea> double sell(java.util.List<T> teas, int... counts) { return 2; }

          private static double sell() { return 0; }
        }
        """);
  }

  private String help(String signature) {
    return new Help(new Sources(sources)).of(signature).map(Rich::toText).orElse("");
  }

  @Test
  void aRecordShowsItsComponentsWithRangesAndChoices() {
    String shown = help("org.shop.Tea");
    assertThat(shown)
        .startsWith("record org.shop.Tea\n")
        .contains("A tea with a name, see Shop.sell.", "t = 3 min")
        .doesNotContain("{@", "<b>", "@Nullable", "hidden");
    assertThat(shown.lines().filter(line -> line.startsWith("leaves")))
        .singleElement()
        .asString()
        .containsSubsequence("Leaves", "one of GREEN, BLACK", "how it was dried");
    assertThat(shown.lines().filter(line -> line.startsWith("grams")))
        .singleElement()
        .asString()
        .containsSubsequence("Integer", "at least 1; typical: 2", "of a cup");
    assertThat(help("org.shop.Tea(Leaves leaves, Integer grams)"))
        .as("its constructor says the same")
        .isEqualTo(shown);
    assertThat(help("tea:org.shop.Tea")).as("so does a variable of it").isEqualTo(shown);
  }

  @Test
  void settersOfABuilderAreExplainedByTheirComponents() {
    assertThat(help("Tea org.shop.TeaBuilder.With.withGrams(Integer grams)"))
        .startsWith("Integer grams of org.shop.Tea")
        .contains("of a cup", "range: at least 1; typical: 2");
    assertThat(help("TeaBuilder org.shop.TeaBuilder.grams(Integer grams)")).contains("of a cup");
    assertThat(help("TeaBuilder org.shop.TeaBuilder.milk(Integer grams)")).isEmpty();
  }

  @Test
  void anEnumShowsItsConstantsAndAConstantItsComment() {
    assertThat(help("org.shop.Tea.Leaves"))
        .startsWith("enum org.shop.Tea.Leaves")
        .contains("How leaves are dried.", "constants: GREEN, BLACK");
    assertThat(help("org.shop.Tea.Leaves.BLACK:org.shop.Tea.Leaves"))
        .startsWith("Leaves BLACK of org.shop.Tea.Leaves")
        .contains("After a day.")
        .doesNotContain("At once.");
    assertThat(help("org.shop.Tea.CUP:int")).contains("int CUP of org.shop.Tea", "The usual cup.");
  }

  @Test
  void overloadsStandOneALineAndThenWhatIsSaidOfEach() {
    String shown = help("double org.shop.Shop.sell(Tea tea)");
    assertThat(shown)
        .startsWith(
            "double sell(Tea tea)\n<T extends Tea>double sell(java.util.List<T> teas, int... counts)"
                .replace(">double", "> double"))
        .containsSubsequence("Sells one.", "what is sold", "returns the price")
        .containsSubsequence("throws IllegalStateException if it is closed", "Sells several.")
        .doesNotContain("sell()");
    assertThat(help("double org.shop.Shop.<T>sell(java.util.List<T> teas, int[] counts)"))
        .as("a static import or a type argument makes no difference")
        .isEqualTo(shown);
  }

  @Test
  void whatHasNoSourceHasNoHelp() {
    assertThat(help("java.lang.String")).isEmpty();
    assertThat(help("org.shop.Cake")).isEmpty();
    assertThat(help("double org.shop.Shop.buy()")).isEmpty();
    assertThat(new Help(new Sources(sources.resolve("nowhere"))).of("Tea")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "List<E> List<E>.<E>of(E e1)                                # List          # of",
        "Map<String,List<Integer>> a.B<Map<String,X>>.c(int d)      # a.B           # c",
        "org.refold.study.Study(String name)                        # org.refold.study.Study #"
            + " <init>",
        "study:org.refold.study.Study                               # org.refold.study.Study # ''",
        "a.B.FIELD:int                                              # a.B           # FIELD",
        "org.refold.study.Study                                     # org.refold.study.Study # ''",
      })
  void signaturesAreRead(String text, String owner, String member) {
    assertThat(Signature.read(text)).contains(new Signature(owner, member));
  }

  @Test
  void proseIsBrokenAtBlanks() {
    String word = "0123456789";
    String text = String.join(" ", java.util.Collections.nCopies(20, word));
    assertThat(new Prose(text).toText().lines()).allMatch(line -> line.length() <= 96).hasSize(3);
    assertThat(new Prose("a < b").toHtml()).isEqualTo("<p>a &lt; b</p>");
  }
}
