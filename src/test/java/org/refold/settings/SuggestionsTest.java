package org.refold.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

  private static final List<String> NAMES =
      List.of("popularity", "item-knn", "ease", "mult-vae", "mult-dae", "learningRate", "l2");

  @Test
  void whatIsFarTooLongIsNoName() {
    assertThat(Suggestions.of("ease".repeat(20_000), NAMES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ease, ease",
    "EASE, ease",
    "eaze, ease",
    "itemknn, item-knn",
    "item_knm, item-knn",
    "MultVAE, mult-vae",
    "mult-vea, mult-vae",
    "pop, popularity",
    "learning-rate, learningRate",
    "lerningRat, learningRate",
    "l-2, l2",
  })
  void findsWhatWasMeant(String given, String meant) {
    assertThat(Suggestions.of(given, NAMES)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"xyz", "sasrec", "x", "--", "''"})
  void findsNothingWhereNothingIsNear(String given) {
    assertThat(Suggestions.of(given, NAMES)).isEmpty();
  }

  @Test
  void ofEquallyNearNamesTheFirstInTheAlphabet() {
    assertThat(Suggestions.of("mult-xae", Set.of("mult-vae", "mult-dae"))).contains("mult-dae");
  }

  @Test
  void theHintNamesTheNearestAndListsAllInTheGivenOrder() {
    assertThat(Suggestions.hint("eas", List.of("item-knn", "ease")))
        .isEqualTo("did you mean 'ease'? known: item-knn, ease");
    assertThat(Suggestions.hint("xyz", List.of("item-knn", "ease")))
        .isEqualTo("known: item-knn, ease");
    assertThat(Suggestions.hint("xyz", List.of())).isEqualTo("none is known");
  }
}
