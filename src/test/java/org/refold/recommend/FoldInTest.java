package org.refold.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

class FoldInTest {

  /** Scores an item by how often its letter's number is divisible by 2, so that ties occur. */
  private record Halves(Vocabulary items) implements TestModel, FoldIn {
    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      for (int k = 0; k < scores.length; k++) {
        scores[k] = k % 2;
      }
    }
  }

  private final FoldIn model = new Halves(Vocabulary.of(List.of("a", "b", "c", "d", "e")));

  @Test
  void theHistoryIsLeftOutAndTiesGoToTheLowerIndex() {
    assertThat(model.recommend(List.of("b", "unheard of"), 3))
        .containsExactly(
            new Recommendation("d", 1), new Recommendation("a", 0), new Recommendation("c", 0));
  }

  @Test
  void noMoreComeBackThanThereAre() {
    assertThat(model.recommend(List.of("a"), 100)).hasSize(4);
    assertThat(model.recommend(List.of(), 100)).hasSize(5);
  }

  @Test
  void whatCannotBeAnsweredIsRefused() {
    assertThatThrownBy(() -> model.recommend(List.of("x", "y"), 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'x'")
        .hasMessageContaining("'a'");
    assertThatThrownBy(() -> model.recommend(List.of("a"), 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("0");
  }

  @Test
  void anExplanationThatNobodyWaitsForIsGivenUp() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> model.explain(List.of("a", "b"), "c"))
          .isInstanceOf(CancellationException.class)
          .hasMessage("given up after 0 of the 2 items of the history");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(model.explain(List.of("a", "b"), "c").parts()).hasSize(2);
  }
}
