package org.refold.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.refold.data.Vocabulary;
import org.refold.evaluate.Segment;
import org.refold.evaluate.Segments;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Ndcg;
import org.refold.evaluate.statistics.Comparer;
import org.refold.evaluate.statistics.Comparison;
import org.refold.evaluate.statistics.ComparisonTable;
import org.refold.evaluate.statistics.UserValues;
import org.refold.evaluate.statistics.WilcoxonTest;

class StatisticsTablesTest {

  private static final Metric NDCG = new Ndcg(100);
  private static final Vocabulary USERS = Vocabulary.ofNumbers(4);

  private static UserValues values(String name, double... ndcg) {
    return UserValues.of(name, USERS, Map.of(NDCG, ndcg));
  }

  @Test
  void comparisonsHaveARowEach() {
    ComparisonTable compared =
        Comparer.withSeed(1)
            .comparePairs(List.of(values("old", 0, .1, .2, .1), values("new", .5, .5, .5, .7)));
    Table table = StatisticsTables.ofComparisons("Gains", compared);
    assertThat(table.rows()).hasSize(1);
    assertThat(table.toMarkdown())
        .contains("p (t-test)", "| ndcg@100 | new | old | 4 | 0.4500 [0.", "| 0.006 | 0.006 |");
    assertThat(table.toCsv()).contains("difference low", "effect size d high");
  }

  /** The golden sample of {@code FoldEffectTest}. */
  @Test
  void foldsAddWhatUsersAndTrainingSetsContribute() {
    List<UserValues> zeros = new ArrayList<>();
    List<UserValues> gains = new ArrayList<>();
    double[][] folds = {{.10, .30, -.05, .15}, {.02, -.10, .08}, {.25, .40, .20, .35, .30}};
    for (double[] fold : folds) {
      Vocabulary users = Vocabulary.ofNumbers(fold.length);
      zeros.add(UserValues.of("old", users, Map.of(NDCG, new double[fold.length])));
      gains.add(UserValues.of("new", users, Map.of(NDCG, fold)));
    }
    Comparer comparer = Comparer.withSeed(1);
    ComparisonTable compared =
        new ComparisonTable(comparer, List.of(comparer.compare(gains, zeros, NDCG)));
    assertThat(StatisticsTables.ofComparisons("Gains", compared).toMarkdown())
        .contains("| 12 | 0.1667 [-0.2077, 0.5410] | 0.1667 [0.0964, 0.2370] | 0.1077 | 0.1411 |")
        .contains("| 0.4666 |", "| 0.195 |");
    assertThat(compared.toString()).contains("0.4666", "a fold's mean difference is one observ");
    assertThatThrownBy(() -> comparer.compare(gains, zeros.subList(0, 2), NDCG))
        .hasMessageContaining("3 folds cannot be paired with 2");
  }

  @Test
  void oneComparisonListsItsTests() {
    Comparison compared =
        Comparer.withSeed(1)
            .withTests(new WilcoxonTest())
            .compare(values("new", .5, .5, .5, .7), values("old", .5, .5, .5, .7), NDCG);
    assertThat(StatisticsTables.ofTests(compared).toText())
        .contains("new versus old by ndcg@100, 4 users")
        .contains("difference   +0.0000")
        .contains("p, Wilcoxon  1.000");
  }

  @Test
  void segmentsHaveARowEachAndEmptyOnesADash() {
    Segments segments = new Segments("popularity", List.of(new Segment("head", 0, List.of())));
    assertThat(StatisticsTables.ofSegments("Parts", segments).toText())
        .contains("popularity  users")
        .contains("head            0");
  }
}
