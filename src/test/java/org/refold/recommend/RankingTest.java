package org.refold.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.refold.data.Vocabulary;

class RankingTest {

  private static final float[] SCORES = {
    0f, -0f, 1f, -1f, 1e-40f, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NaN, -2.5f
  };

  /** As a stable sort of all has it, ties and numbers that are none included. */
  @Property(tries = 300)
  void theBestComeFirstAndOfEqualOnesTheLowerIndex(
      @ForAll @Size(max = 30) List<@IntRange(max = 8) Integer> drawn,
      @ForAll @IntRange(min = 1, max = 40) int k) {
    float[] scores = new float[drawn.size()];
    for (int item = 0; item < scores.length; item++) {
      scores[item] = SCORES[drawn.get(item)];
    }
    List<Recommendation> best =
        Ranking.best(Vocabulary.ofNumbers(scores.length), scores, item -> item % 5 != 3, k);
    List<String> expected =
        IntStream.range(0, scores.length)
            .filter(item -> item % 5 != 3)
            .boxed()
            .sorted(Comparator.comparing((Integer item) -> scores[item]).reversed())
            .limit(k)
            .map(String::valueOf)
            .toList();
    assertThat(best).extracting(Recommendation::item).isEqualTo(expected);
    for (Recommendation each : best) {
      assertThat(each.score()).isEqualTo(Float.valueOf(scores[Integer.parseInt(each.item())]));
    }
  }
}
