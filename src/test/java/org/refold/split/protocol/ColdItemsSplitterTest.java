package org.refold.split.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.split.Amount;
import org.refold.split.Samples;
import org.refold.split.Split;
import org.refold.split.protocol.ColdItemsSplitter.Among;

class ColdItemsSplitterTest {

  private static final ColdItemsSplitter SMALL =
      new ColdItemsSplitter().withTest(new Amount(2)).withValidation(Optional.of(new Amount(3)));

  @Provide
  Arbitrary<Interactions> data() {
    return Samples.denseData();
  }

  private static Set<Integer> items(Interactions rows) {
    Set<Integer> items = new HashSet<>();
    for (int p = 0; p < rows.size(); p++) {
      items.add(rows.item(p));
    }
    return items;
  }

  @Property(tries = 100)
  void anItemIsInOnePartWithAllItsInteractions(
      @ForAll("data") Interactions data, @ForAll long seed) {
    Split split = SMALL.split(data, seed);
    Interactions test = split.test().foldOut();
    Interactions validation = split.validation().orElseThrow().foldOut();
    assertThat(items(test)).hasSize(2).doesNotContainAnyElementsOf(items(split.train()));
    assertThat(items(validation))
        .hasSize(3)
        .doesNotContainAnyElementsOf(items(split.train()))
        .doesNotContainAnyElementsOf(items(test));
    assertThat(split.train().items()).as("the catalogue keeps them").isEqualTo(data.items());
    assertThat(test.size() + validation.size() + split.train().size()).isEqualTo(data.size());
    assertThat(split.audit().finding("test.cold-items").orElseThrow().value()).isEqualTo(2);
    assertThat(split.test().histories()).as("models are given").isEqualTo(split.train());
  }

  @Property(tries = 50)
  void theChoiceHangsOnIdsAlone(@ForAll("data") Interactions data, @ForAll long seed) {
    Interactions test = SMALL.split(data, seed).test().foldOut();
    Interactions other = SMALL.split(Samples.reordered(data, 3), seed).test().foldOut();
    assertThat(Samples.pairs(other)).isEqualTo(Samples.pairs(test));
  }

  @Test
  void heldOutItemsAreRankedAmongTheirLikeOrAmongAll() {
    Interactions data = Samples.block(12, 8);
    Holdout test = SMALL.split(data, 1).test();
    Candidates candidates = test.candidates();
    for (int user = 0; user < 12; user++) {
      assertThat(Arrays.stream(candidates.of(user)).boxed().toList())
          .containsExactlyInAnyOrderElementsOf(items(test.foldOut()));
      assertThat(candidates.count(user)).isEqualTo(2);
    }
    assertThat(SMALL.split(data, 1).validation().orElseThrow().candidates().count(3)).isEqualTo(3);
    Split all = SMALL.withAmong(Among.ALL).split(data, 1);
    assertThat(all.test().candidates()).isNull();
    assertThat(Samples.pairs(all.test().foldOut())).isEqualTo(Samples.pairs(test.foldOut()));
  }

  @Test
  void sharesAreOfItemsWithInteractions() {
    Interactions data = Samples.block(12, 8);
    Interactions some = data.where(p -> data.item(p) < 5);
    Split split = Splitters.parse("cold-items:test=0.4,validation=none").split(some, 1);
    assertThat(items(split.test().foldOut())).hasSize(2);
    assertThat(split.validation()).isEmpty();
  }

  @Test
  void tooManyOrTooFewAreRefused() {
    Interactions data = Samples.block(12, 8);
    for (String held : List.of("test=5,validation=3", "test=8,validation=none", "test=0.1")) {
      assertThatThrownBy(() -> Splitters.parse("cold-items:" + held).split(data, 1))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("of 8 items for the test");
    }
  }
}
