package org.refold.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.Evaluator;
import org.refold.recommend.Fitting;
import org.refold.report.SearchTables;
import org.refold.settings.BadInputException;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.refold.study.Arm;
import org.refold.study.Grid;
import org.refold.study.SeedScope;
import org.refold.study.Study;

class TunedComparisonTest {

  private static final String NAME = "synthetic:users=150,items=60,interactions=3000,seed=7";
  private static final Interactions DATA = DataSets.open(NAME).interactions();
  private static final Split SPLIT = Splitters.parse("strong:heldout=30").split(DATA, 1);

  /** Fits that several tests need are done once. */
  @TempDir private static Path folder;

  private static Search search() {
    return Search.on(SPLIT, "ndcg@100")
        .withBudget(Budget.fits(3))
        .withMemory(folder.resolve("fits.jsonl"));
  }

  @Test
  void everybodyHasTheSameBudgetAndOneTest() {
    TunedComparison duel =
        TunedComparison.run(
            search(),
            SPLIT,
            "recall@20",
            Space.of(
                "mult-vae",
                "dropout=0..0.8",
                "hidden=none",
                "latent=4",
                "epochs=1",
                "batchSize=10"));
    assertThat(duel.contenders())
        .extracting(TunedComparison.Contender::name)
        .containsExactly("popularity", "item-knn", "ease", "ials", "mult-vae");
    assertThat(duel.contenders())
        .extracting(contender -> contender.found().trace().size())
        .startsWith(1, 3, 3)
        .endsWith(3);
    TunedComparison.Contender ease = duel.contenders().get(2);
    assertThat(ease.test().metric("recall@20").mean())
        .isEqualTo(
            Evaluator.of("recall@20")
                .evaluate(
                    ease.found().recommender().fit(SPLIT.train(), Fitting.withSeed(42)).model(),
                    SPLIT.test())
                .metric("recall@20")
                .mean());
    assertThat(duel.verdict())
        .startsWith("mult-vae (ndcg@100 0.")
        .contains("tuned under the same budget");
    String table = SearchTables.duel(duel).toText();
    assertThat(table).contains("lambda=").contains("validation ndcg@100").contains("recall@20");
    assertThat(SearchTables.trace(ease.found()).rows()).hasSize(3);
  }

  @Test
  void aStudyGetsTunedBaselinesBehindItsArms() {
    Study study =
        Study.of("masking", NAME, "strong:heldout=30")
            .withSplitSeed(1)
            .with(Grid.of("popularity"))
            .with(Grid.of("ease").vary("lambda", 2, 3))
            .withSeeds(2);
    Study tuned = Baselines.addTo(study, search());
    assertThat(tuned.arms()).startsWith(study.arms().toArray(Arm[]::new));
    List<Arm> added = tuned.arms().subList(study.arms().size(), tuned.arms().size());
    assertThat(added).allMatch(Arm::isBaseline);
    assertThat(added)
        .extracting(Arm::label)
        .as("popularity is there already")
        .containsExactly("item-knn, tuned", "ease, tuned", "ials, tuned");
    assertThat(added.get(1).recommender())
        .isEqualTo(search().tune(Baselines.spaces().get(2)).recommender());
    assertThat(tuned.factors()).isEqualTo(study.factors());
    assertThat(tuned.seeds()).isEqualTo(study.seeds());
    assertThat(Baselines.addTo(tuned, search())).as("nobody is added twice").isEqualTo(tuned);
  }

  @Test
  void theVerdictIsAboutTheBestOfBothSides() {
    TunedComparison wins = TunedComparison.run(search(), SPLIT, "hr@10", Space.of("ease"));
    TunedComparison loses = new TunedComparison(List.of(last(wins), wins.contenders().get(0)), 1);
    assertThat(loses.verdict()).contains("popularity").contains("does not beat ease");
    TunedComparison turned = new TunedComparison(List.of(wins.contenders().get(0), last(wins)), 1);
    assertThat(turned.verdict()).contains("ease").contains("beats popularity");
  }

  private static TunedComparison.Contender last(TunedComparison duel) {
    return duel.contenders().get(duel.contenders().size() - 1);
  }

  @Test
  void aSearchOnAnotherSplitIsRefused() {
    Split other = Splitters.parse("strong:heldout=30").split(DATA, 2);
    assertThatThrownBy(() -> TunedComparison.run(search(), other, "ndcg@100", Space.of("ease")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not on the validation part");
  }

  @Test
  void baselinesTunedOnAnotherSplitThanTheStudysAreRefused() {
    Study study = Study.of("masking", NAME, "strong:heldout=30").with(Grid.of("ease")).withSeeds(2);
    String other = NAME.replace("seed=7", "seed=8");
    for (Study each :
        List.of(
            study.withSplitSeed(2),
            study.withSplitSeed(1).withData(other),
            study.withScope(SeedScope.SPLIT_AND_FIT).withSeeds(List.of(2L, 3L)))) {
      assertThatThrownBy(() -> Baselines.addTo(each, search()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContainingAll(
              "not those of the study masking", each.splitter().spec(), "with the seed");
    }
    Study bySeed = study.withScope(SeedScope.SPLIT_AND_FIT);
    assertThat(Baselines.addTo(bySeed, search()).arms()).as("a split of seed 1").hasSize(5);
  }
}
