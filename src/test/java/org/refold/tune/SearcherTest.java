package org.refold.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.evaluate.metric.Metrics;
import org.refold.settings.Progress;

/** Searchers on functions whose optimum is known; nothing is fitted. */
class SearcherTest {

  /** Best at a learning rate of 0.003 and a dropout of 0.3. */
  private static final Space PLANE =
      Space.of("mult-vae", "learningRate=log:1e-4..1e-1", "dropout=0..0.9");

  private static double hill(SortedMap<String, String> settings) {
    double rate = Math.log10(Double.parseDouble(settings.get("learningRate")) / 0.003) / 3;
    double dropout = (Double.parseDouble(settings.get("dropout")) - 0.3) / 0.9;
    return 1 - rate * rate - dropout * dropout;
  }

  private static Found search(
      Searcher searcher,
      Space space,
      String metric,
      Budget budget,
      long seed,
      ToDoubleFunction<SortedMap<String, String>> value) {
    Trials trials =
        new Trials(
            space,
            Metrics.of(metric),
            budget,
            settings -> new Tried(settings, value.applyAsDouble(settings), 1, ""),
            Progress.NONE);
    try {
      searcher.search(space, budget, seed, trials);
    } catch (Objective.Spent e) {
      assertThat(trials.trace()).isNotEmpty();
    }
    return new Found(space, Metrics.of(metric), trials.trace());
  }

  @ParameterizedTest
  @EnumSource
  void eachFindsTheTopOfAHill(Searcher searcher) {
    Found found = search(searcher, PLANE, "ndcg@100", Budget.fits(100), 1, SearcherTest::hill);
    assertThat(found.trace()).hasSize(100);
    assertThat(found.best().value()).isGreaterThan(searcher == Searcher.CMA_ES ? 0.9999 : 0.98);
  }

  @ParameterizedTest
  @EnumSource
  void whereLessIsBetterTheBottomIsFound(Searcher searcher) {
    Found found = search(searcher, PLANE, "rmse", Budget.fits(100), 1, s -> 2 - hill(s));
    assertThat(found.best().value()).isLessThan(1.02);
  }

  @ParameterizedTest
  @EnumSource
  void oneDimensionIsEnough(Searcher searcher) {
    Space line = Space.of("ease", "lambda=log:1..10000");
    Found found =
        search(
            searcher,
            line,
            "ndcg@100",
            Budget.fits(40),
            3,
            s -> -Math.abs(Math.log(Double.parseDouble(s.get("lambda")) / 700)));
    assertThat(Math.log(Double.parseDouble(found.best().settings().get("lambda"))))
        .isCloseTo(Math.log(700), within(searcher == Searcher.CMA_ES ? 0.05 : 0.3));
  }

  @ParameterizedTest
  @EnumSource
  void choicesAndWholeNumbersAreFound(Searcher searcher) {
    Space mixed = Space.of("item-knn", "similarity={cosine,jaccard,dice}", "neighbours=1..40");
    Found found =
        search(
            searcher,
            mixed,
            "ndcg@100",
            Budget.fits(120),
            5,
            s ->
                (s.get("similarity").equals("dice") ? 10 : 0)
                    - Math.abs(Double.parseDouble(s.get("neighbours")) - 20));
    assertThat(found.best().settings()).containsEntry("similarity", "dice");
    assertThat(Integer.parseInt(found.best().settings().get("neighbours"))).isBetween(17, 23);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsTriedTwiceAndASmallSpaceEndsTheSearch(Searcher searcher) {
    Space small = Space.of("item-knn", "similarity={cosine,jaccard}", "neighbours=10..11");
    Found found = search(searcher, small, "ndcg@100", Budget.fits(50), 1, s -> s.hashCode());
    assertThat(found.trace()).hasSize(4).doesNotHaveDuplicates();
    Found one = search(searcher, Space.of("popularity"), "ndcg@100", Budget.fits(9), 1, s -> 0.1);
    assertThat(one.trace()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void theSeedDecides(Searcher searcher) {
    Budget budget = Budget.fits(30);
    Found first = search(searcher, PLANE, "ndcg@100", budget, 1, SearcherTest::hill);
    assertThat(search(searcher, PLANE, "ndcg@100", budget, 1, SearcherTest::hill)).isEqualTo(first);
    if (searcher != Searcher.GRID) {
      assertThat(search(searcher, PLANE, "ndcg@100", budget, 2, SearcherTest::hill).trace())
          .isNotEqualTo(first.trace());
      assertThat(first.trace().get(0).settings())
          .as("the defaults come first")
          .containsEntry("learningRate", "0.001")
          .containsEntry("dropout", "0.5");
    }
  }

  @ParameterizedTest
  @EnumSource
  void secondsAreABudgetToo(Searcher searcher) {
    Budget budget = Budget.fits(100).andSeconds(6.5);
    assertThat(search(searcher, PLANE, "ndcg@100", budget, 1, SearcherTest::hill).trace())
        .as("each takes a second, and the one under way is finished")
        .hasSize(7);
  }

  @Test
  void failuresAreWorseThanAllElse() {
    Found found =
        search(
            Searcher.CMA_ES,
            PLANE,
            "ndcg@100",
            Budget.fits(100),
            1,
            s -> Double.parseDouble(s.get("dropout")) > 0.4 ? Double.NaN : hill(s));
    assertThat(found.trace().get(0).succeeded()).as("the default dropout is 0.5").isFalse();
    assertThat(found.best().value()).isGreaterThan(0.999);
    double[] best = found.bestSoFar();
    assertThat(best[0]).isNaN();
    assertThat(best[99]).isEqualTo(found.best().value());
    assertThat(List.of(best[50], best[99])).isSorted();
  }
}
