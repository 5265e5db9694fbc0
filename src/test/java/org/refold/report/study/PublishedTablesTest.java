package org.refold.report.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.report.MadeUpStudies;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.Arm;
import org.refold.study.store.StudyResult;

class PublishedTablesTest {

  private static final StudyResult RESULT = MadeUpStudies.oneFactor();

  private static double ours(String arm, String metric) {
    StudyNumbers numbers = new StudyNumbers(RESULT);
    Arm its = RESULT.study().arm(arm);
    return numbers.metrics().stream()
        .filter(each -> each.name().equals(metric))
        .mapToDouble(each -> numbers.estimate(its, each).mean())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> column(Table table, String name) {
    int at = table.columns().indexOf(name);
    return table.rows().stream().map(row -> row.get(at)).map(Cell::text).toList();
  }

  @Test
  void aFigureIsReachedMissedOrNotTried() {
    double mean = ours("popularity", "ndcg@100");
    Table table =
        PublishedTables.beside(
            RESULT,
            List.of(
                new Published("popularity", "ndcg@100", mean + 0.009, 0.01, "a paper, table 2"),
                new Published("popularity", "ndcg@100", mean - 0.02, 0.01, "a paper, table 2"),
                new Published("popularity", "ndcg@100", mean + 0.02, 0.01, "a paper, table 2"),
                new Published("no such arm", "recall@20", 0.5, 0.01, "another")));
    assertThat(column(table, "verdict")).containsExactly("reached", "above", "below", "not tried");
    assertThat(column(table, "difference").get(1)).isEqualTo("0.0200");
    assertThat(column(table, "ours").get(3)).isEqualTo("-");
  }

  /** Twelve epochs; the best is that of the made-up validation. */
  @Test
  void saysHowManyEpochsRan() {
    Published figure = new Published("mult-dae dropout=0", "ndcg@100", 0.4, 0.01, "a paper");
    assertThat(column(PublishedTables.beside(RESULT, List.of(figure)), "epochs, best").get(0))
        .startsWith("12, ");
  }

  @Test
  void theOrderOfOneMetricIsSetBesideThatOfAnother() {
    Table table = PublishedTables.order(RESULT, "ndcg@100", "recall@20");
    assertThat(column(table, "place").subList(0, 3)).containsExactly("1", "2", "3");
    List<String> arms = column(table, "arm");
    for (int k = 1; k < arms.size(); k++) {
      assertThat(ours(arms.get(k), "ndcg@100")).isLessThan(ours(arms.get(k - 1), "ndcg@100"));
      boolean turned = ours(arms.get(k), "recall@20") > ours(arms.get(k - 1), "recall@20");
      String line =
          "%s leads %s by ndcg@100 and is behind it by recall@20."
              .formatted(arms.get(k - 1), arms.get(k));
      assertThat(table.notes().contains(line)).isEqualTo(turned);
    }
    assertThat(PublishedTables.order(RESULT, "ndcg@100", "ndcg@100").notes())
        .containsExactly("Both metrics give the same order.");
  }
}
