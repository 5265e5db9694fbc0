package org.refold.report.table;

import static org.assertj.core.api.Assertions.assertThat;

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
