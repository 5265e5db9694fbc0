package org.refold.report.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.report.MadeUpStudies;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.study.Arm;
import org.refold.study.SeedScope;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;

class PublishedFiguresTest {

  private static final StudyResult RESULT = MadeUpStudies.oneFactor();
  private static final StudyReport REPORT = StudyReport.of(RESULT);

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
        REPORT.beside(
            List.of(
                new Published("popularity", "ndcg@100", mean + 0.009, 0.01, "a paper, table 2"),
                new Published("popularity", "ndcg@100", mean - 0.02, 0.01, "a paper, table 2"),
                new Published("popularity", "ndcg@100", mean + 0.02, 0.01, "a paper, table 2"),
                new Published("no such arm", "recall@20", 0.5, 0.01, "another")));
    assertThat(column(table, "verdict")).containsExactly("reached", "above", "below", "not tried");
    assertThat(column(table, "ours - published").get(1)).isEqualTo("0.0200");
    assertThat(column(table, "ours").get(3)).isEqualTo("-");
  }

  /** Twelve epochs; the best is that of the made-up validation. */
  @Test
  void saysHowManyEpochsRan() {
    Published figure = new Published("mult-dae dropout=0", "ndcg@100", 0.4, 0.01, "a paper");
    assertThat(column(REPORT.beside(List.of(figure)), "epochs, best").get(0)).startsWith("12, ");
  }

  @Test
  void theOrderOfOneMetricIsSetBesideThatOfAnother() {
    Table table = REPORT.orders("ndcg@100", "recall@20");
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
    assertThat(REPORT.orders("ndcg@100", "ndcg@100").notes())
        .containsExactly("Both metrics give the same order.");
  }

  /** GRU4Rec leads SASRec with its binary loss among all items, not among drawn ones. */
  @Test
  void whereSampledRankingTurnsTheOrderTheTableSaysSo() throws IOException {
    StudyResult committed = ResultStore.of(Path.of("results"), "sequences").read();
    assertThat(StudyReport.of(committed).table().notes())
        .filteredOn(note -> note.startsWith("Sampled ranking turns an order of full ranking"))
        .anyMatch(
            note -> note.contains("by ndcg@10 gru4rec before bert4rec, gru4rec before sasrec bce"));
    assertThat(REPORT.table().notes()).noneMatch(note -> note.contains("Sampled"));
  }

  /** Each seed its own split: the interval is Student's over the three means, as SciPy has it. */
  @Test
  void publishedFiguresStandBesideOursWithTheIntervalThatTheSeedsGive() {
    List<Published> published =
        List.of(new Published("popularity", "ndcg@100", 0.25, 0.01, "a paper"));
    Table overUsers = REPORT.beside(published);
    assertThat(overUsers.rows()).hasSize(1);
    assertThat(overUsers.rows().get(0).get(2).raw()).isEqualTo("0.25");
    assertThat(overUsers.notes().get(0)).contains("over users;");

    StudyResult splits =
        new StudyResult(RESULT.study().withScope(SeedScope.SPLIT_AND_FIT), RESULT.trials());
    Table overSplits = StudyReport.of(splits).beside(published);
    double[] means = splits.values(splits.study().arm("popularity"), "ndcg@100");
    double mean = (means[0] + means[1] + means[2]) / 3;
    double squares = 0;
    for (double value : means) {
      squares += (value - mean) * (value - mean);
    }
    double reach = 4.302652729911275 * Math.sqrt(squares / 2 / 3); // scipy.stats.t.ppf(.975, 2)
    assertThat(overSplits.notes().get(0)).contains("over splits;");
    Cell.Range ours = (Cell.Range) overSplits.rows().get(0).get(3);
    assertThat(ours.mean()).isCloseTo(mean, within(1e-12));
    assertThat(ours.high() - ours.mean()).isCloseTo(reach, within(1e-9));

    Published misspelt = new Published("popularity", "ndcg@1000", 0.2, 0.01, "a paper");
    assertThatThrownBy(() -> REPORT.beside(List.of(misspelt)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("dropout does not measure 'ndcg@1000' of 'popularity'")
        .hasMessageContaining("ndcg@100");
  }
}
