package org.refold.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.refold.cluster.Cluster;
import org.refold.cluster.ClusterOptions;
import org.refold.cluster.Clusters;
import org.refold.cluster.Work;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.kernel.Parallel;
import org.refold.recommend.StopSignal;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.study.Grid;
import org.refold.study.Small;
import org.refold.study.Study;
import org.refold.study.run.Runner;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;

/** Trials as tasks of Spark, within this process. */
@Timeout(240)
class SparkTrialsTest {

  private static Cluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    cluster = Clusters.open(Clusters.SPARK, ClusterOptions.of("local[2]"));
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private ResultStore store(String name) {
    return ResultStore.of(folder, name);
  }

  @Test
  void resultsAreThoseOfThisProcessToTheBit() throws IOException {
    Study study = Small.study(2);
    Runner.standard().withThreads(1).run(study, Small.data(), store("here"));
    Runner.standard().withCluster(cluster).run(study, Small.data(), store("there"));
    SameResults.check(store("there").folder(), store("here").folder(), 20);
  }

  @Test
  void aStopEndsWhatRunsAndTheStudyResumes() throws IOException {
    Study study =
        Small.study(1).with(Grid.of("mult-dae").with("epochs", 100_000).with("latent", 8));
    StopSignal stop = new StopSignal();
    AtomicInteger ended = new AtomicInteger();
    Progress stopAfterTwo =
        new Progress() {
          @Override
          public void begin(String task, long total) {}

          @Override
          public void advance(long steps, String note) {
            if (ended.incrementAndGet() == 2) {
              stop.request();
            }
          }

          @Override
          public void end() {}
        };
    Runner runner = Runner.standard().withCluster(cluster);
    StudyResult stopped =
        runner.withStop(stop).withProgress(stopAfterTwo).run(study, Small.data(), store("s"));
    assertThat(stopped.finished()).hasSizeBetween(2, 5);
    assertThat(stopped.failed()).isEmpty();
    // the workers are free again, though one had a training without end
    StudyResult whole = runner.run(Small.study(1), Small.data(), store("whole"));
    assertThat(whole.finished()).hasSize(5);
  }

  @Test
  void aFailedTrialIsAResultAsEver() throws IOException {
    Study study =
        Study.of("fails", Small.DATA, Small.SPLIT)
            .with(Grid.of("ease").with("lambda", "1e-300").with("precision", "float"))
            .with(Grid.of("popularity"));
    StudyResult result =
        Runner.standard().withCluster(cluster).run(study, Small.data(), store("f"));
    StudyResult here = Runner.standard().run(study, Small.data(), store("g"));
    assertThat(result.failed()).hasSameSizeAs(here.failed());
    assertThat(result.finished()).hasSameSizeAs(here.finished());
  }

  @Test
  void dataThatAWorkerCannotOpenAreNamed() throws IOException {
    Path file = folder.resolve("plays.csv");
    StringBuilder text = new StringBuilder("user,item\n");
    for (int k = 0; k < 400; k++) {
      text.append(k % 40).append(',').append((k * 7 + k / 40) % 20).append('\n');
    }
    Files.writeString(file, text.toString());
    DataSet set = DataSets.open(file.toString());
    Study study = Study.of("gone", file.toString(), "ratings:test=0.2").with(Grid.of("popularity"));
    Runner runner = Runner.standard().withCluster(cluster);
    Files.move(file, folder.resolve("elsewhere.csv"));
    assertThatThrownBy(() -> runner.run(study, set, store("gone")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a worker on ")
        .hasMessageContaining("there is no file or folder '" + file)
        .hasMessageContaining("have them in the same place for all");
    Files.writeString(file, text + "41,1\n41,2\n41,3\n");
    assertThatThrownBy(() -> runner.run(study, set, store("other")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("are others there")
        .hasMessageContaining("give all workers the same");
  }

  /** Says how many threads a loop may use. */
  public static final class ThreadCount implements Work {
    @Override
    public byte[] run(byte[] task) {
      return new byte[] {(byte) Parallel.threads()};
    }
  }

  @Test
  void aTaskHasTheThreadsThatSparkCountsForIt() {
    List<Integer> threads = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      Optional<byte[]> one =
          cluster.submit(ThreadCount.class, new byte[0], new StopSignal()).join();
      threads.add((int) one.orElseThrow()[0]);
    }
    assertThat(threads).containsExactly(1, 1, 1);
    assertThat(cluster.slots()).isEqualTo(2);
  }

  @Test
  void aMasterThatIsNoneIsRefused() {
    cluster.close();
    try {
      assertThatThrownBy(() -> Clusters.open(Clusters.SPARK, ClusterOptions.of("nonsense")))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("Spark does not start with master 'nonsense'")
          .hasMessageContaining("local[*]");
    } finally {
      open();
    }
  }
}
