package org.refold.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.FoldInItems;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.Ties;
import org.refold.model.linear.Ease;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.refold.study.ExperimentPlan;
import org.refold.study.Small;
import org.refold.study.olcut.ExperimentFile;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.ResultFile;
import org.refold.study.store.TrialKey;
import org.refold.study.store.TrialResult;

class ExperimentPlanTest {

  private static final DataSet DATA = Small.data();

  @TempDir private Path folder;

  /** Nothing as usual. */
  private static Experiment experiment() {
    Split split = Splitters.parse(Small.SPLIT).split(DATA.interactions(), 5);
    Evaluator evaluator =
        Evaluator.of("ndcg@10,recall@5(denominator=relevant)")
            .withFoldInItems(FoldInItems.RANKED)
            .withTies(Ties.PESSIMISTIC);
    return new Experiment(
        DataFingerprint.of(DATA),
        split,
        new Ease().withLambda(33),
        evaluator,
        MetricContexts.of(DATA, split.train()),
        9,
        List.of(SegmentsBy.HISTORY));
  }

  private static TrialKey identity(Experiment experiment) {
    return TrialRecorder.identity(experiment, TrialRecorder.facts(experiment.split()), "code");
  }

  private ExperimentPlan throughAFile(ExperimentPlan plan, String ending) throws IOException {
    Path file = folder.resolve("e." + ending);
    Files.write(file, ExperimentFile.bytes(plan, file));
    return ExperimentFile.read(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "json"})
  void theExperimentOfAFileIsTheOneItCameFrom(String ending) throws IOException {
    Experiment before = experiment();
    Experiment after = Experiment.of(throughAFile(before.plan(), ending), DATA);
    assertThat(identity(after)).isEqualTo(identity(before));
    assertThat(identity(after).sha256()).isEqualTo(identity(before).sha256());
    assertThat(after.source()).isEqualTo(before.source());
    assertThat(after.split().spec()).isEqualTo(before.split().spec());
    assertThat(after.split().seed()).isEqualTo(5);
    assertThat(after.split().sha256()).isEqualTo(before.split().sha256());
    assertThat(after.recommender()).isEqualTo(before.recommender());
    assertThat(after.evaluator()).isEqualTo(before.evaluator());
    assertThat(after.seed()).isEqualTo(9);
    assertThat(after.segments()).isEqualTo(before.segments());
  }

  /**
   * Whoever adds a component has to say here, and in {@link ExperimentPlan}, what becomes of it.
   */
  @Test
  void nothingOfAnExperimentIsForgotten() {
    assertThat(names(Experiment.class))
        .containsExactly(
            "source", "split", "recommender", "evaluator", "background", "seed", "segments");
    assertThat(names(Evaluator.class))
        .containsExactly("metrics", "foldInItems", "ties", "batchSize");
    assertThat(names(ExperimentPlan.class))
        .containsExactly(
            "data", // of source
            "splitter", // of split, as the next
            "splitSeed",
            "evaluator",
            "recommender",
            "seed",
            "segments"); // the background comes with the data
  }

  private static List<String> names(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  @Test
  void aResultGivesTheSameExperiment() throws IOException {
    Path file = folder.resolve("result.json");
    experiment().run(Progress.NONE).writeTo(file);
    TrialResult result = ResultFile.read(file);
    ExperimentPlan plan = Provenances.plan(result);
    assertThat(plan).isEqualTo(experiment().plan());
    Experiment again = Experiment.of(throughAFile(plan, "json"), DATA);
    TrialResult.SplitFacts facts = TrialRecorder.facts(again.split());
    TrialKey identity = TrialRecorder.identity(again, facts, result.identity().code());
    assertThat(identity.sha256()).isEqualTo(result.identity().sha256());
  }

  @Test
  void provenanceNamesConventionsOnlyWhereTheyAreNotAsUsual() {
    Experiment other = experiment();
    String written = Provenances.of(other, TrialRecorder.facts(other.split())).toString();
    assertThat(written).contains("\"foldIn\":\"ranked\"", "\"ties\":\"pessimistic\"", "history");
    Experiment usual =
        Experiment.of(other.source(), other.split(), new Ease(), Evaluator.of("ndcg@10"), 9);
    assertThat(
            Provenances.of(usual, TrialRecorder.facts(usual.split()))
                .path("experiment")
                .fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "class-name",
            "data",
            "host-short-name",
            "metrics",
            "recommender",
            "seed",
            "split",
            "splitSeed");
  }

  @Test
  void aPlanOfSeveralSplitsIsNotOneExperiment() {
    ExperimentPlan plan = ExperimentPlan.of(Small.DATA, "kfold:k=3", new Ease());
    assertThatThrownBy(() -> Experiment.of(plan, DATA))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("makes 3; choose one with fold=0");
    Experiment one = Experiment.of(plan.withSplit("kfold:k=3,fold=1"), DATA);
    assertThat(one.split().spec()).contains("fold=1");
  }
}
