package org.refold.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.settings.BadInputException;

class TitlesTest {

  /** Items a, b, c and d with 1, 3, 3 and 2 users. */
  private static final Interactions DATA = data();

  /** In another order, with one that the data do not have. */
  private static final Attributes ITEMS =
      Attributes.none(Vocabulary.of(List.of("d", "x", "c", "b", "a")))
          .with(
              Attributes.TITLE,
              new AttributeColumn.Texts(List.of("Delta", "Xi", "Gamma", "Beta", "Alpha")));

  private static Interactions data() {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    int[][] itemsOf = {{0, 1, 2}, {1, 2, 3}, {1, 2, 3}};
    for (int user = 0; user < itemsOf.length; user++) {
      for (int item : itemsOf[user]) {
        builder.add(user, item, 1, 0);
      }
    }
    return builder.build(
        Vocabulary.ofNumbers(3),
        Vocabulary.of(List.of("a", "b", "c", "d")),
        InteractionsBuilder.Duplicates.LAST_WINS);
  }

  @Test
  void titlesAreFoundByTheItemsOfTheData() {
    assertThat(Titles.orPopular(DATA, ITEMS, "Delta", "Alpha")).containsExactly(3, 0);
  }

  @Test
  void whatIsNotThereGivesWayToThePopular() {
    assertThat(Titles.orPopular(DATA, ITEMS, "Xi", "Beta", "Psi")).containsExactly(2, 1, 3);
    assertThat(Titles.orPopular(DATA, Attributes.none(DATA.items()), "Xi", "Psi"))
        .containsExactly(1, 2);
  }

  @Test
  void moreTitlesThanItemsAreRefused() {
    assertThatThrownBy(() -> Titles.orPopular(DATA, ITEMS, "1", "2", "3", "4", "5"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("5 titles")
        .hasMessageContaining("4 items");
  }
}
