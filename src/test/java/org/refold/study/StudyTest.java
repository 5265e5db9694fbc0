package org.refold.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.settings.BadInputException;
import org.refold.study.store.TrialKey;

class StudyTest {

  private static final Study EMPTY = Study.of("mine", "ml-1m", "strong");

  private static AbstractThrowableAssert<?, ?> refusal(Runnable work) {
    return assertThatThrownBy(work::run).isInstanceOf(BadInputException.class);
  }

  @Test
  void aGridIsCrossedWithTheLastFactorFastest() {
    List<Arm> arms =
        Grid.of("mult-vae").with("epochs", 5).vary("beta", 0, 0.2).vary("dropout", 0, 0.5).arms();
    assertThat(arms)
        .extracting(Arm::label)
        .containsExactly(
            "mult-vae beta=0, dropout=0",
            "mult-vae beta=0, dropout=0.5",
            "mult-vae beta=0.2, dropout=0",
            "mult-vae beta=0.2, dropout=0.5");
    assertThat(arms.get(2).settings())
        .isEqualTo(Map.of("epochs", "5", "beta", "0.2", "dropout", "0"));
    assertThat(arms.get(2).levels()).isEqualTo(Map.of("beta", "0.2", "dropout", "0"));
  }

  @Test
  void anArmStaysTheSameWhenItsModelGetsASetting() {
    Arm before =
        new Arm("ease", "ease", Map.of("lambda", "813.4", "precision", "double"), Map.of());
    assertThat(Arm.of(before.recommender())).as("with all settings that are new").isEqualTo(before);
    assertThat(Arm.of(before.recommender())).hasSameHashCodeAs(before);
    assertThat(new Arm("ease", "ease", Map.of("lambda", "814"), Map.of())).isNotEqualTo(before);
  }

  @Test
  void aModelThatIsUnknownIsRefusedWhereItIsNamed() {
    assertThatThrownBy(() -> Grid.of("easee"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean 'ease'");
  }

  @Test
  void aFactorMayHaveAnotherNameInFigures() {
    Grid grid = Grid.of("mult-dae").vary(Factor.parse("dropout=0.1, 0.2").named("mask ratio"));
    assertThat(grid.arms())
        .extracting(Arm::label)
        .containsExactly("mult-dae mask ratio=0.1", "mult-dae mask ratio=0.2");
    assertThat(grid.arms().get(1).settings()).containsEntry("dropout", "0.2");
  }

  @Test
  void commasInBracketsDoNotCutLevels() {
    assertThat(Factor.parse("learningRate=0.001,cosine(0.1,10)").levels())
        .containsExactly("0.001", "cosine(0.1,10)");
  }

  @Test
  void baselinesAreReadWithTheirSettings() {
    assertThat(Grid.parse("ease").arms())
        .containsExactly(new Arm("ease", "ease", Map.of(), Map.of()));
    assertThat(Grid.parse("ease:lambda=300").arms())
        .containsExactly(new Arm("ease lambda=300", "ease", Map.of("lambda", "300"), Map.of()));
  }

  @Test
  void severalModelsShareAFactorAndItsLevelsAreJoined() {
    Study study =
        EMPTY
            .with(Grid.of("mult-vae").vary("dropout", 0, 0.5))
            .with(Grid.of("mult-dae").vary("dropout", 0.5, 0.7));
    assertThat(study.factors()).containsExactly(Factor.of("dropout", 0, 0.5, 0.7));
    assertThat(study.arms()).hasSize(4);
  }

  @Test
  void everyArmMeetsTheSameSeeds() {
    Study study = EMPTY.with(Grid.of("ease")).with(Grid.of("popularity")).withSeeds(2);
    assertThat(study.trials())
        .extracting(Trial::toString)
        .containsExactly(
            "ease, seed 1", "popularity, seed 1", "ease, seed 2", "popularity, seed 2");
    Trial last = study.trials().get(3);
    assertThat(study.splitSeed(last)).isEqualTo(42);
    assertThat(study.withScope(SeedScope.SPLIT_AND_FIT).splitSeed(last)).isEqualTo(2);
  }

  @Test
  void theSplitIsKeptWithAllItsOptions() {
    assertThat(EMPTY.splitter().spec()).startsWith("strong:heldout=750").contains("foldout=0.2");
  }

  @Test
  void unknownSettingsAndLevelsAreRefusedBeforeAnythingRuns() {
    refusal(() -> EMPTY.with(Grid.of("mult-vae").vary("dropuot", 0, 0.5)))
        .hasMessageContaining("dropuot")
        .hasMessageContaining("did you mean 'dropout'?");
    refusal(() -> EMPTY.with(Grid.of("mult-vae").vary("activation", "tanh", "tang")))
        .hasMessageContaining("tang")
        .hasMessageContaining("did you mean 'tanh'?");
    refusal(() -> EMPTY.with(Grid.of("mult-vae").vary("dropout", 1.5)))
        .hasMessageContaining("dropout is 1.5");
    refusal(() -> EMPTY.with(Grid.of("mult-ave"))).hasMessageContaining("'mult-vae'");
  }

  @Test
  void whatNoOtherSettingMendsIsRefusedWhereItIsWritten() {
    Grid dae = Grid.of("mult-dae");
    refusal(() -> dae.vary("dropot", 0, 0.5)).hasMessageContaining("did you mean 'dropout'?");
    refusal(() -> dae.with("dropot", 0.5)).hasMessageContaining("did you mean 'dropout'?");
    refusal(() -> Grid.parse("ease:lamda=1")).hasMessageContaining("did you mean 'lambda'?");
    refusal(() -> dae.vary("dropout", 0.5, -1)).hasMessageContaining("mult-dae: dropout is -1.0");
    refusal(() -> dae.vary("epochs", 0.5)).hasMessageContaining("epochs is '0.5'");
    refusal(() -> dae.vary("dropout", "0..0.5")).hasMessageContaining("ranges are searched");
    refusal(() -> dae.vary("activation", "tang")).hasMessageContaining("did you mean 'tanh'?");
  }

  @Test
  void whatGoesWithAnotherSettingMayBeWrittenBeforeIt() {
    Grid grid = Grid.of("cdae").vary("outputActivation", "identity");
    refusal(grid::arms).hasMessageContaining("outputActivation");
    assertThat(grid.with("loss", "square").arms()).hasSize(1);
  }

  @Test
  void oneThingIsNotThereTwice() {
    refusal(() -> Factor.parse("dropout=0,0.5,0")).hasMessageContaining("the level 0 twice");
    refusal(() -> EMPTY.with(Grid.of("ease").vary("lambda", "300", "3e2")))
        .hasMessageContaining("same recommender");
    refusal(() -> Grid.of("ease").vary("lambda", 1).vary("lambda", 2).arms())
        .hasMessageContaining("varied twice");
    refusal(() -> Grid.of("ease").with("lambda", 1).vary("lambda", 2).arms())
        .hasMessageContaining("varied as well");
    refusal(() -> EMPTY.withSeeds(List.of(1L, 1L))).hasMessageContaining("[1, 1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropout", "=1", "dropout=", "dropout=1,,2"})
  void whatIsNoFactorIsRefused(String text) {
    refusal(() -> Factor.parse(text)).hasMessageContaining("as in");
  }

  @Test
  void seedsAreANumberOrAList() {
    assertThat(Seeds.parse("3")).containsExactly(1L, 2L, 3L);
    assertThat(Seeds.parse("7, 11")).containsExactly(7L, 11L);
    assertThat(Seeds.parse("7,")).containsExactly(7L);
    refusal(() -> Seeds.parse("0")).hasMessageContaining("at least 1");
    refusal(() -> Seeds.parse("-2")).hasMessageContaining("-2");
    refusal(() -> Seeds.parse("many")).hasMessageContaining("'many'");
    refusal(() -> EMPTY.withSeeds(0)).hasMessageContaining("at least one seed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../up", "a/b", ".hidden", "a b", "bücherei"})
  void namesAreNamesOfFolders(String name) {
    refusal(() -> Study.of(name, "ml-1m", "strong"))
        .hasMessageContaining("folder")
        .hasMessageContaining("use a-z, A-Z, 0-9, points, hyphens and underscores");
  }

  @Test
  void identitiesHangOnEverythingThatMatters() {
    TrialKey one =
        new TrialKey(
            "ease",
            new TreeMap<>(Map.of("lambda", 300.0)),
            "d",
            "s",
            List.of("ndcg@10"),
            new TreeMap<>(Map.of("ties", "index")),
            1,
            "c");
    // printf '\0\4ease\0\0\0\1\0\6lambda\0\005300.0\0\1d\0\1s\0\0\0\1\0\7ndcg@10\0\0\0\1\0\4ties'
    // '\0\5index\0\0\0\0\0\0\0\1\0\1c' as one text, into sha256sum
    assertThat(one.sha256())
        .isEqualTo("b731056021a3ab2cc77ec79dbe10c1353763d8f400bb4f56b331d6cfe833de93");
    assertThat(one.id()).hasSize(16).isEqualTo(one.sha256().substring(0, 16));
    List<TrialKey> others =
        List.of(
            new TrialKey("e", one.config(), "d", "s", one.metrics(), one.conventions(), 1, "c"),
            new TrialKey(
                "ease", new TreeMap<>(), "d", "s", one.metrics(), one.conventions(), 1, "c"),
            new TrialKey("ease", one.config(), "x", "s", one.metrics(), one.conventions(), 1, "c"),
            new TrialKey("ease", one.config(), "d", "x", one.metrics(), one.conventions(), 1, "c"),
            new TrialKey("ease", one.config(), "d", "s", List.of(), one.conventions(), 1, "c"),
            new TrialKey("ease", one.config(), "d", "s", one.metrics(), new TreeMap<>(), 1, "c"),
            new TrialKey("ease", one.config(), "d", "s", one.metrics(), one.conventions(), 2, "c"),
            new TrialKey("ease", one.config(), "d", "s", one.metrics(), one.conventions(), 1, "x"));
    assertThat(others.stream().map(TrialKey::sha256).distinct())
        .hasSize(8)
        .doesNotContain(one.sha256());
  }
}
