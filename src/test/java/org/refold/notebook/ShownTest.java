package org.refold.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.refold.notebook.Refold.compare;
import static org.refold.notebook.Refold.data;
import static org.refold.notebook.Refold.grid;
import static org.refold.notebook.Refold.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.refold.data.sets.DataSet;
import org.refold.model.autoencoder.MultDae;
import org.refold.model.baseline.Popularity;
import org.refold.model.linear.Ease;
import org.refold.recommend.Fitted;
import org.refold.recommend.Recommendation;
import org.refold.recommend.TrainingLog;
import org.refold.report.table.Rich;
import org.refold.report.table.Table;
import org.refold.split.Split;
import org.refold.study.Grid;
import org.refold.study.Study;
import org.refold.study.run.Outcome;

/** What a cell ends with shows as tables and figures, never as a class and a number. */
class ShownTest {

  private final DataSet data = data("synthetic:users=120,items=60,interactions=3000");
  private final Split split = split(data, "strong:heldout=20");

  private static Rich rich(Object value) {
    Object form = Shown.of(value);
    assertThat(form).isInstanceOf(Rich.class);
    Rich rich = (Rich) form;
    assertThat(rich.toText() + rich.toHtml()).doesNotContainPattern("\\w@[0-9a-f]{4,}");
    return rich;
  }

  @Test
  void dataAndSplits() {
    assertThat(rich(data).toText())
        .containsPattern("(?m)^users +120$")
        .containsPattern("(?m)^interactions +3,000$");
    assertThat(rich(data).toHtml()).containsPattern("<td[^>]*>users</td><td[^>]*>120</td>");
    assertThat(rich(split).toText()).contains("Split strong", "finding", "test");
  }

  @Test
  void outcomesEvaluationsAndTraining() {
    List<Outcome> outcomes =
        compare(
            data,
            split,
            "ndcg@10",
            1,
            new Popularity(),
            new MultDae().withLatent(8).withEpochs(2).withBatchSize(50));
    try (Outcome first = outcomes.get(0);
        Outcome second = outcomes.get(1)) {
      assertThat(rich(outcomes).toText()).contains("popularity", "mult-dae", "ndcg@10");
      assertThat(rich(first).toText()).contains("popularity on synthetic", "ndcg@10", "[");
      assertThat(rich(first.evaluation()).toText()).contains("ndcg@10");
      Fitted<?> fitted = new Fitted<>(second.model(), second.log());
      assertThat(rich(fitted).toText())
          .contains("epoch", "loss", "validation", "chart: loss of mult-dae")
          .containsPattern("(?m)^epoch +loss +validation ndcg@100 +seconds$")
          .containsPattern("(?m)^noted +epoch 1")
          .containsPattern("(?m)^gradient encoder");
      assertThat(Shown.of(second.model()).toString())
          .startsWith("fitted mult-dae with batchSize=50 epochs=2 latent=8");
      assertThat(rich(fitted).toHtml()).contains("<table>", "<img alt=", "data:image/png;base64,");
      assertThat(Shown.of(new Fitted<>(first.model(), TrainingLog.NONE)))
          .isEqualTo("popularity, fitted without epochs");
    }
  }

  @Test
  void modelsAreTextAsOnTheCommandLine() {
    List<Outcome> typed = compare(data, split, "ndcg@10", 1, "ease:lambda=100", "popularity");
    List<Outcome> made =
        compare(data, split, "ndcg@10", 1, new Ease().withLambda(100), new Popularity());
    for (int k = 0; k < 2; k++) {
      assertThat(typed.get(k).experiment().recommender())
          .isEqualTo(made.get(k).experiment().recommender());
      assertThat(typed.get(k).evaluation().metric("ndcg@10").mean())
          .isEqualTo(made.get(k).evaluation().metric("ndcg@10").mean());
      typed.get(k).close();
      made.get(k).close();
    }
    List<Outcome> two = compare(data, split, "ndcg@10", 1, "ease", "ease:lambda=100", "popularity");
    assertThat(rich(two).toText())
        .as("two of one name are told apart")
        .containsPattern("(?m)^ease  ")
        .containsPattern("(?m)^ease lambda=100.0  ")
        .containsPattern("(?m)^popularity  ");
    two.forEach(Outcome::close);
    assertThat(grid("ease:lambda=100")).isEqualTo(Grid.parse("ease:lambda=100"));
    assertThat(grid("ease")).isEqualTo(Grid.of("ease"));
    assertThatThrownBy(() -> compare(data, split, "ndcg@10", 1, "ease:lamda=100"))
        .hasMessageContaining("did you mean 'lambda'?");
    assertThatThrownBy(() -> Grid.of("ease:lambda=100"))
        .hasMessageContaining("a name alone is read here; write 'ease'")
        .hasMessageContaining("--set lambda=100");
  }

  @Test
  void studiesSayWhatTheyWillRun() {
    Study study =
        Study.of("sweep", "ml-1m", "strong").with(Grid.of("ease").vary("lambda", 100, 300));
    assertThat(rich(study).toText())
        .contains("Study sweep", "lambda=100", "Data ml-1m", "2 trials: 2 arms, 1 seed.");
  }

  @Test
  void recommendationsFiguresAndTables() {
    List<Recommendation> ranking = List.of(new Recommendation("<318>", 2.5f));
    assertThat(rich(ranking).toHtml()).contains("&lt;318&gt;").contains("2.5");
    XYChart chart = new XYChartBuilder().width(200).height(100).title("loss & all").build();
    chart.addSeries("a", new double[] {1, 2}, new double[] {1, 2});
    Rich figures = rich(Map.of("loss", chart));
    assertThat(figures.toText()).isEqualTo("chart: loss & all");
    assertThat(figures.toHtml()).contains("alt=\"loss &amp; all\" width=\"200\" height=\"100\"");
    Table table = Table.of("T", "a").row(1);
    assertThat(rich(List.of(table, table)).toText()).contains("T");
  }

  @Test
  void whatHasNoFormStaysItself() {
    assertThat(Shown.of(Map.of("a", 1))).isEqualTo(Map.of("a", 1));
    assertThat(Shown.of(List.of())).isEqualTo(List.of());
    assertThat(Shown.of(new ArrayList<>(List.of(1, 2)))).isEqualTo(List.of(1, 2));
    assertThat(Shown.of("text")).isEqualTo("text");
  }
}
