package org.refold.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.FoldInItems;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.Preset;
import org.refold.settings.BadInputException;

class MetricsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recall@20 | recall@20 | recall@20(denominator=min)",
        "recall@20(denominator=min) | recall@20 | recall@20(denominator=min)",
        "recall@20(denominator=relevant) | recall@20(denominator=relevant) |"
            + " recall@20(denominator=relevant)",
        "ndcg@100(ideal=truncated) | ndcg@100 |"
            + " ndcg@100(gain=binary,discount=log2,ideal=truncated)",
        "NDCG@5 ( ideal = fixed ) | ndcg@5(ideal=fixed) |"
            + " ndcg@5(gain=binary,discount=log2,ideal=fixed)",
        "ndcg@5(threshold=3,gain=exponential) | ndcg@5(gain=exponential,threshold=3) |"
            + " ndcg@5(gain=exponential,threshold=3,discount=log2,ideal=truncated)",
        "precision@10 | precision@10 | precision@10(denominator=cutoff)",
        "map@10(denominator=min) | map@10 | map@10(denominator=min)",
        "hit@10 | hr@10 | hr@10",
        "mrr@10 | mrr@10 | mrr@10(hits=first)",
        "f1@10 | f1@10 | f1@10(denominator=relevant)",
        "auc | auc | auc",
        "sampled-hr@10 | sampled-hr@10 | sampled-hr@10(negatives=100)",
        "sampled-ndcg@10(negatives=99) | sampled-ndcg@10(negatives=99) |"
            + " sampled-ndcg@10(negatives=99)",
        "rmse(pool=pairs) | rmse | rmse(pool=pairs)",
        "mae(pool=users) | mae(pool=users) | mae(pool=users)",
        "calibration@10(alpha=0.05) | calibration@10(alpha=0.05) | calibration@10(alpha=0.05)",
        "popularity@10(measure=lift) | popularity@10(measure=lift) | popularity@10(measure=lift)",
      })
  void namesAreCanonical(String written, String name, String fullName) {
    Metric metric = Metrics.of(written);
    assertThat(metric.name()).isEqualTo(name);
    assertThat(metric.fullName()).isEqualTo(fullName);
  }

  @Property(tries = 300)
  void namesReadBackAsTheSameMetric(@ForAll("metrics") Metric metric) {
    assertThat(Metrics.of(metric.name())).isEqualTo(metric);
    assertThat(Metrics.of(metric.fullName())).isEqualTo(metric);
  }

  @Provide
  Arbitrary<Metric> metrics() {
    Arbitrary<Integer> k = Arbitraries.integers().between(1, 1000);
    Arbitrary<Double> threshold = Arbitraries.doubles().between(-5, 5);
    Arbitrary<Ndcg> graded =
        Combinators.combine(
                k,
                Arbitraries.of(Ndcg.Gain.VALUE, Ndcg.Gain.EXPONENTIAL),
                threshold,
                Arbitraries.of(Ndcg.Discount.class),
                Arbitraries.of(Ndcg.Ideal.class).filter(ideal -> ideal != Ndcg.Ideal.FIXED))
            .as(
                (cutoff, gain, t, discount, ideal) ->
                    new Ndcg(cutoff, gain, gain == Ndcg.Gain.VALUE ? 1 : t, discount, ideal));
    Arbitrary<Ndcg> binary =
        Combinators.combine(
                k, Arbitraries.of(Ndcg.Discount.class), Arbitraries.of(Ndcg.Ideal.class))
            .as((cutoff, d, i) -> new Ndcg(cutoff).withDiscount(d).withIdeal(i));
    return Arbitraries.oneOf(
        graded,
        binary,
        Combinators.combine(k, Arbitraries.of(Recall.Denominator.class)).as(Recall::new),
        Combinators.combine(k, Arbitraries.of(Recall.Denominator.class)).as(F1::new),
        Combinators.combine(k, Arbitraries.of(ListPrecision.Denominator.class))
            .as(ListPrecision::new),
        Combinators.combine(k, Arbitraries.of(AveragePrecision.Denominator.class))
            .as(AveragePrecision::new),
        Combinators.combine(k, Arbitraries.of(ReciprocalRank.Hits.class)).as(ReciprocalRank::new),
        Combinators.combine(k, Arbitraries.of(Gini.Items.class)).as(Gini::new),
        Combinators.combine(k, Arbitraries.of(Diversity.Similarity.class)).as(Diversity::new),
        Combinators.combine(k, Arbitraries.of(PopularityBias.Kind.class)).as(PopularityBias::new),
        Combinators.combine(k, Arbitraries.doubles().between(0.01, 0.99)).as(Calibration::new),
        k.map(HitRate::new),
        Combinators.combine(Arbitraries.of(Sampled.Of.class), k, k).as(Sampled::new),
        k.map(Coverage::new),
        k.map(Novelty::new),
        Arbitraries.of(RatingMetric.Pool.class).map(Rmse::new),
        Arbitraries.of(RatingMetric.Pool.class).map(Mae::new),
        Arbitraries.just(new Auc()));
  }

  @Test
  void listsSplitOutsideOfBrackets() {
    assertThat(Metrics.parse("recall@20, ndcg@10(gain=exponential,threshold=4),recall@20"))
        .extracting(Metric::name)
        .containsExactly("recall@20", "ndcg@10(gain=exponential,threshold=4)");
  }

  @Test
  void theListHasEveryMetricOnce() {
    List<Metric> all = Metrics.list();
    assertThat(all).extracting(Metric::base).doesNotHaveDuplicates().hasSize(18);
    assertThat(all).extracting(Metric::base).containsAll(Metrics.names());
    assertThat(all)
        .allSatisfy(
            metric -> {
              assertThat(metric.summary()).isNotBlank();
              assertThat(metric.conventions()).allMatch(Convention::isStandard);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recal@20 | unknown metric 'recal@20'; did you mean 'recall'?",
        "nDC@20 | did you mean 'ndcg'?",
        "ndcg | has no cut-off",
        "auc@10 | has a cut-off",
        "ndcg@0 | at least 1",
        "ndcg@99999999999 | too large",
        "ndcg@10(idea=fixed) | did you mean 'ideal'?",
        "ndcg@10(ideal=trunkated) | did you mean 'truncated'?",
        "ndcg@10(ideal) | option 'ideal' has no value; write NAME=VALUE",
        "ndcg@10(ideal=full,ideal=full) | stands twice",
        "ndcg@10(threshold=3) | unknown option 'threshold'; known: gain, discount, ideal",
        "ndcg@10(ideal=fixed,gain=value) | gain=binary",
        "ndcg@10(ideal=fixed | does not read as a metric",
        "calibration@10(alpha=x) | alpha=x is not a number",
        "calibration@10(alpha=1) | between 0 and 1",
      })
  void messagesHelp(String written, String message) {
    assertThatThrownBy(() -> Metrics.parse(written))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void anEmptyListIsRefused() {
    assertThatThrownBy(() -> Metrics.parse(" ")).isInstanceOf(BadInputException.class);
  }

  @ParameterizedTest
  @EnumSource
  void presetsHaveNamesMetricsAndADescription(Preset preset) {
    assertThat(Preset.named(preset.token())).contains(preset);
    Evaluator evaluator = Evaluator.of(preset);
    assertThat(evaluator.metrics()).isNotEmpty();
    assertThat(evaluator.describe())
        .contains(preset.foldInItems().meaning(), evaluator.metrics().get(0).summary());
  }

  @Test
  void theTwoReadingsOfTheArticleDifferOnlyInMasking() {
    assertThat(Preset.ARTICLE_PUBLISHED.metrics()).isEqualTo(Preset.ARTICLE_CORRECTED.metrics());
    assertThat(Preset.ARTICLE_PUBLISHED.foldInItems()).isEqualTo(FoldInItems.RANKED);
    assertThat(Preset.ARTICLE_CORRECTED.foldInItems()).isEqualTo(FoldInItems.MASKED);
  }

  @Test
  void evaluatorsReadPresetsAndLists() {
    assertThat(Evaluator.of("vae-cf")).isEqualTo(Evaluator.of(Preset.VAE_CF));
    assertThat(Evaluator.of("VAE-CF, coverage@10").metrics())
        .extracting(Metric::name)
        .containsExactly("recall@20", "recall@50", "ndcg@100", "coverage@10");
    assertThat(Evaluator.of("ncf,mrr@10").foldInItems()).isEqualTo(FoldInItems.RANKED);
    assertThat(Evaluator.of("recall@20").foldInItems()).isEqualTo(FoldInItems.MASKED);
    assertThatThrownBy(() -> Evaluator.of("ncf,vae-cf"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("apart");
  }

  @Test
  void theDescriptionSaysWhatIsDividedByWhat() {
    assertThat(Evaluator.of("ndcg@100(ideal=hits),recall@20").describe())
        .contains("ideal=hits: the ideal list has only the hits, which is wrong")
        .contains("denominator=min: hits are divided by min(k, |T|)")
        .contains("fold-in=masked", "ties=index", "without a held-out item are skipped")
        .contains("candidates: ", "counts once", "intervals: 95 %")
        .doesNotContain("left out");
    assertThat(Metrics.of("ndcg@5(gain=value)").describe())
        .contains("left out: users of whom no held-out item has a gain");
  }

  /** Whether a user can be left out is part of what a metric says about itself. */
  @Test
  void whoeverIsLeftOutIsNamed() {
    UserRanking nothing = UserRanking.of(new int[0], new int[] {1});
    UserRanking worthless =
        UserRanking.of(new int[] {1}, new int[] {1}, new float[] {0}, new int[0]);
    for (String text :
        List.of(
            "recall@5",
            "precision@5",
            "precision@5(denominator=listed)",
            "f1@5",
            "hr@5",
            "mrr@5",
            "map@5",
            "ndcg@5",
            "ndcg@5(gain=value)",
            "ndcg@5(gain=value,ideal=hits)",
            "ndcg@5(gain=value,ideal=as-given)",
            "auc")) {
      UserMetric metric = (UserMetric) Metrics.of(text);
      boolean leavesOut = Double.isNaN(metric.of(nothing)) || Double.isNaN(metric.of(worthless));
      assertThat(!metric.leftOut().isEmpty()).as(text).isEqualTo(leavesOut);
    }
  }
}
