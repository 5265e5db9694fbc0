package org.refold.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SideInformationTest {

  private static final SideInformation KNOWN =
      new SideInformation(
          Attributes.none(Vocabulary.of(List.of("ann", "bob")))
              .with("age", new AttributeColumn.Numbers(new double[] {30, 40})),
          Attributes.none(Vocabulary.ofNumbers(50))
              .with("genres", AttributeColumn.Categories.of(genresByNumber())));

  /** The genre of item k is "g" and k modulo 7. */
  private static List<List<String>> genresByNumber() {
    return Vocabulary.ofNumbers(50).ids().stream()
        .map(id -> List.of("g" + Integer.parseInt(id) % 7))
        .toList();
  }

  @Provide
  Arbitrary<List<String>> ids() {
    return Arbitraries.integers().between(0, 99).map(String::valueOf).list().uniqueElements();
  }

  @Property(tries = 100)
  void rowsAreThoseOfTheRawIdsInAnyOrder(@ForAll("ids") List<String> ids) {
    AttributeColumn.Categories genres = KNOWN.ofItems(Vocabulary.of(ids)).categories("genres");
    assertThat(genres.labels()).isEqualTo(KNOWN.items().categories("genres").labels());
    for (int k = 0; k < ids.size(); k++) {
      int number = Integer.parseInt(ids.get(k));
      assertThat(genres.namesOf(k)).isEqualTo(number < 50 ? List.of("g" + number % 7) : List.of());
    }
  }

  @Test
  void usersThatTheDataSetDoesNotHaveAreUnknown() {
    Attributes rows = KNOWN.ofUsers(Vocabulary.of(List.of("zoe", "bob")));
    assertThat(rows.numbers("age").isKnown(0)).isFalse();
    assertThat(rows.numbers("age").of(1)).isEqualTo(40);
  }

  @Test
  void nothingHasRowsForAllIdsButNoColumns() {
    assertThat(SideInformation.NONE.isEmpty()).isTrue();
    assertThat(KNOWN.isEmpty()).isFalse();
    Attributes rows = SideInformation.NONE.ofItems(Vocabulary.ofNumbers(3));
    assertThat(rows.vocabulary().size()).isEqualTo(3);
    assertThat(rows.names()).isEmpty();
  }
}
