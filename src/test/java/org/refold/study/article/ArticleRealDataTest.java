package org.refold.study.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.refold.data.sets.DataSets;

/**
 * The rows without chance on MovieLens-1M; their ranges over splits were computed independently
 * with numpy.
 */
@EnabledIfEnvironmentVariable(named = "REFOLD_DATA", matches = ".+")
class ArticleRealDataTest {

  private static final List<Row> FLOOR =
      Article.rows().stream().filter(row -> !row.settings().containsKey("epochs")).toList();

  @Test
  void theRowsWithoutTraining() {
    Reproduction reproduction = Reproduction.on(DataSets.open("ml-1m"), 42);
    List<MeasuredRow> published = reproduction.measure(FLOOR, Correction.AS_PUBLISHED);
    List<MeasuredRow> corrected = reproduction.measure(FLOOR, Correction.CORRECTED);
    assertThat(FLOOR).extracting(Row::system).containsExactly("ease", "popularity");
    check(published.get(0), .0757, .001, .4181, .005, .2561, .003);
    check(corrected.get(0), .163, .001, .585, .003, .477, .003);
    check(corrected.get(1), .0887, .002, .3025, .003, .2288, .003);
  }

  private static void check(
      MeasuredRow measured, double p, double dp, double r, double dr, double n, double dn) {
    assertThat(mean(measured, PublishedFigure.PRECISION)).isCloseTo(p, within(dp));
    assertThat(mean(measured, PublishedFigure.RECALL)).isCloseTo(r, within(dr));
    assertThat(mean(measured, PublishedFigure.NDCG)).isCloseTo(n, within(dn));
  }

  private static double mean(MeasuredRow measured, PublishedFigure figure) {
    return measured.figures().get(figure).mean();
  }
}
