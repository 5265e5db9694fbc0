package org.refold.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.model.linear.Ease;
import org.refold.settings.Progress;
import org.refold.study.ExperimentPlan;
import org.refold.study.Grid;
import org.refold.study.Study;
import org.refold.study.olcut.ExperimentFile;
import org.refold.study.plan.StudyPlan;
import org.refold.study.run.Experiment;

class RefoldExperimentTest {

  @Test
  void aConfigurationFileIsAnExperimentInOneLine(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("e.json");
    String data = "synthetic:users=120,items=60,interactions=3000,seed=3";
    ExperimentPlan plan =
        ExperimentPlan.of(data, "strong:heldout=25", new Ease().withLambda(33))
            .withMetrics("ndcg@10")
            .withSeeds(5, 9);
    Files.write(file, ExperimentFile.bytes(plan, file));
    Experiment experiment = Refold.experiment(file.toString());
    assertThat(experiment.recommender()).isEqualTo(plan.recommender());
    assertThat(experiment.seed()).isEqualTo(9);
    assertThat(experiment.split().seed()).isEqualTo(5);
    assertThat(experiment.run(Progress.NONE).evaluation().metric("ndcg@10").mean()).isPositive();
  }

  @Test
  void aStudyIsPlannedInACell() {
    Study study =
        Study.of(
                "planned-in-a-cell", "synthetic:users=120,items=60,interactions=3000", "user-kfold")
            .withFolds(4)
            .withMetrics("ndcg@10")
            .with(Grid.of("ease").vary("lambda", 1, 500));
    StudyPlan plan = Refold.plan(study);
    assertThat(plan.design().fits()).isEqualTo(8);
    assertThat(plan.lines()).hasSize(1);
    assertThat(plan.detectable()).isPositive();
    assertThat(plan.toString()).contains("ease lambda=500", "detectable", "pilot");
    assertThat(Refold.results("planned-in-a-cell")).doesNotExist();
  }
}
