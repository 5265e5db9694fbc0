package org.refold.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Recommendation;
import org.refold.recommend.Recommender;

class PopularityTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Popularity();
  }

  @Override
  public ItemOrder itemOrder() {
    return ItemOrder.IGNORED;
  }

  /** Item a: 2 users, one of them twice; b: 3; c: 1; d: none. */
  private static FoldIn fitted() {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    int[][] pairs = {{0, 0}, {0, 0}, {1, 0}, {0, 1}, {1, 1}, {2, 1}, {2, 2}};
    for (int[] pair : pairs) {
      builder.add(pair[0], pair[1], 5, 0);
    }
    Interactions train =
        builder.build(
            Vocabulary.ofNumbers(3),
            Vocabulary.of(List.of("a", "b", "c", "d")),
            InteractionsBuilder.Duplicates.KEEP);
    return new Popularity().fit(train, Fitting.withSeed(1)).model();
  }

  @Test
  void scoresAreCountsOfUsers() {
    assertThat(fitted().recommend(List.of(), 4))
        .containsExactly(
            new Recommendation("b", 3),
            new Recommendation("a", 2),
            new Recommendation("c", 1),
            new Recommendation("d", 0));
  }

  @Test
  void theHistoryIsLeftOut() {
    assertThat(fitted().recommend(List.of("b", "d"), 1))
        .containsExactly(new Recommendation("a", 2));
  }
}
