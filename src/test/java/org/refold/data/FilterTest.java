package org.refold.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.settings.BadInputException;

class FilterTest {

  /** Users a to d; item x is liked by all, y by a and b, z only by a. */
  private static Interactions sample() {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    builder.add(0, 0, 5, 0);
    builder.add(0, 1, 3, 0);
    builder.add(0, 2, 4, 0);
    builder.add(1, 0, 4, 0);
    builder.add(1, 1, 2, 0);
    builder.add(2, 0, 3.5f, 0);
    builder.add(3, 0, 1, 0);
    return builder.build(
        Vocabulary.of(List.of("a", "b", "c", "d")),
        Vocabulary.of(List.of("x", "y", "z")),
        InteractionsBuilder.Duplicates.LAST_WINS);
  }

  @Test
  void aThresholdKeepsItsOwnValue() {
    Interactions kept = new Filter.MinValue(3.5f).apply(sample());
    assertThat(kept.users().ids()).containsExactly("a", "b", "c");
    assertThat(kept.items().ids()).containsExactly("x", "z");
    assertThat(kept.size()).isEqualTo(4);
  }

  @Test
  void aThresholdThatLeavesNobodyNamesTheLargestValue() {
    assertThatThrownBy(() -> new Filter.MinValue(6).apply(sample()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("value>=6")
        .hasMessageContaining("largest of 7 values is 5")
        .hasMessageContaining("at most 5");
    assertThatThrownBy(() -> new Filter.MinValue(4).apply(sample().withoutValues()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no values");
  }

  @Test
  void minimaApplyOnceAndCoresUntilNothingChanges() {
    // once: y and z go from the items, which leaves user a with one interaction
    Interactions once = Filter.parse("items>=3").apply(sample());
    assertThat(once.users().ids()).containsExactly("a", "b", "c", "d");
    // twice around: z, c and d go, then x and y have two each
    Interactions core = new Filter.KCore(2).apply(sample());
    assertThat(core.users().ids()).containsExactly("a", "b");
    assertThat(core.items().ids()).containsExactly("x", "y");
    assertThatThrownBy(() -> new Filter.KCore(3).apply(sample()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("k-core 3 leaves nothing: users have 1 to 3 interactions");
  }

  @Test
  void maximaDropTheMostActive() {
    assertThat(Filter.parse("users<=2").apply(sample()).users().ids())
        .containsExactly("b", "c", "d");
    assertThat(Filter.parse("items<=2").apply(sample()).items().ids()).containsExactly("y", "z");
  }

  @Test
  void aChainSaysWhatItDid() {
    FilterChain.Filtered filtered = FilterChain.parse("value>=2, users>=2").apply(sample());
    assertThat(filtered.interactions().size()).isEqualTo(5);
    assertThat(filtered.toString())
        .isEqualTo(
            """
            value>=2: 1 interactions, 1 users and 0 items went
            users>=2: 1 interactions, 1 users and 0 items went
            2 users x 3 items, 5 interactions\
            """);
    assertThat(FilterChain.NONE.apply(sample()).interactions().size()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "value>=4",
        "value>=3.5",
        "users>=5",
        "items>=5",
        "users<=100",
        "items<=9",
        "k-core 5",
        "value>=4, users>=5, k-core 10",
        ""
      })
  void textsAreReadBack(String text) {
    assertThat(FilterChain.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "rating>=4,      is no filter",
    "users>=many,    needs a number",
    "users>=0,       at least 1",
    "value<=4,       is no filter",
    "k-core>=4,      is no filter",
    "value>=NaN,     needs a number"
  })
  void badTextsAreExplained(String text, String expected) {
    assertThatThrownBy(() -> FilterChain.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void aCoreMayBeWrittenWithAnEqualsSign() {
    assertThat(Filter.parse("K-Core=5")).isEqualTo(new Filter.KCore(5));
  }

  /** Against the definition: the union of all subsets that satisfy it, found by slow removal. */
  @Property(tries = 100)
  void theCoreIsThatOfSlowRemoval(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int k) {
    SplittableRandom random = new SplittableRandom(seed);
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    List<String> pairs = new ArrayList<>();
    for (int user = 0; user < 12; user++) {
      for (int item = 0; item < 10; item++) {
        if (random.nextDouble() < 0.45) {
          builder.add(user, item, 1, 0);
          pairs.add("u" + user + " i" + item);
        }
      }
    }
    Interactions data =
        builder.build(
            Vocabulary.of(names("u", 12)),
            Vocabulary.of(names("i", 10)),
            InteractionsBuilder.Duplicates.LAST_WINS);
    removeSlowly(pairs, k);
    if (pairs.isEmpty()) {
      assertThatThrownBy(() -> new Filter.KCore(k).apply(data))
          .isInstanceOf(BadInputException.class);
    } else {
      assertThat(pairsOf(new Filter.KCore(k).apply(data))).isEqualTo(pairs);
    }
  }

  private static void removeSlowly(List<String> pairs, int k) {
    boolean changed = true;
    while (changed) {
      Map<String, Integer> counts = new HashMap<>();
      for (String pair : pairs) {
        for (String id : pair.split(" ", 2)) {
          counts.merge(id, 1, Integer::sum);
        }
      }
      changed =
          pairs.removeIf(
              pair -> Arrays.stream(pair.split(" ", 2)).anyMatch(id -> counts.get(id) < k));
    }
  }

  private static List<String> pairsOf(Interactions data) {
    List<String> pairs = new ArrayList<>();
    for (int p = 0; p < data.size(); p++) {
      pairs.add(data.users().id(data.userAt(p)) + " " + data.items().id(data.item(p)));
    }
    return pairs;
  }

  private static List<String> names(String prefix, int size) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      names.add(prefix + k);
    }
    return names;
  }
}
