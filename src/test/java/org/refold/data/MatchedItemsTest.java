package org.refold.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchedItemsTest {

  /** Titles that end with their year. */
  private static Attributes films(String... titles) {
    double[] years =
        Arrays.stream(titles)
            .mapToDouble(
                title ->
                    Double.parseDouble(title.substring(title.length() - 5, title.length() - 1)))
            .toArray();
    return Attributes.none(Vocabulary.ofNumbers(titles.length))
        .with(Attributes.TITLE, new AttributeColumn.Texts(List.of(titles)))
        .with(Attributes.YEAR, new AttributeColumn.Numbers(years));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Matrix, The (1999) | The Matrix (1999)",
        "Cité des enfants perdus, La (1995) | La cite des enfants perdus (1995)",
        "City of Lost Children, The (Cité) (1995) | The City of Lost Children (Cite) (1995)",
        "Se7en (1995) | SE7EN  (1995)",
        "Monty Python's Life of Brian (1979) | Monty Pythons' Life Of Brian (1979)",
        "101 Dalmatians (1996) | 101 Dalmatians (1996)"
      })
  void writingMakesNoDifference(String one, String other) {
    assertThat(TitleKey.of(one)).isEqualTo(TitleKey.of(other));
  }

  @Test
  void titlesThatDifferStayApart() {
    assertThat(TitleKey.of("Alien (1979)")).isNotEqualTo(TitleKey.of("Aliens (1986)"));
    assertThat(TitleKey.of("Me, Myself, The Rest (2000)")).isEqualTo("me myself the rest");
  }

  @Test
  void itemsWithoutTitlesAreNotMatchedByTheirIds() {
    Attributes none = Attributes.none(Vocabulary.ofNumbers(3));
    assertThat(MatchedItems.byTitle(none, none).count()).isZero();
  }

  @Test
  void theYearDecidesAndOneYearMayLieBetween() {
    Attributes source =
        films("Psycho (1960)", "Psycho (1998)", "Hamlet (1990)", "Hamlet (1992)", "Heat (1995)");
    Attributes target =
        films("Psycho (1998)", "Hamlet (1991)", "Heat (1996)", "Heat (1986)", "Fargo (1996)");
    MatchedItems matched = MatchedItems.byTitle(source, target);
    assertThat(matched.sourceOf(0)).hasValue(1);
    assertThat(matched.sourceOf(1)).as("two are a year away").isEmpty();
    assertThat(matched.sourceOf(2)).hasValue(4);
    assertThat(matched.sourceOf(3)).as("ten years").isEqualTo(OptionalInt.empty());
    assertThat(matched.sourceOf(4)).isEmpty();
    assertThat(matched).hasToString("2 of 5 items are among 5 others (40.0 %)");
  }
}
