package org.refold.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.refold.cluster.Cluster;
import org.refold.cluster.ClusterOptions;
import org.refold.cluster.Clusters;
import org.refold.settings.Progress;
import org.refold.study.Grid;
import org.refold.study.Small;
import org.refold.study.Study;
import org.refold.study.run.Runner;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;

/** A real master and two workers in processes of their own, one of which is killed. */
@Timeout(400)
class LostWorkerIT {

  private static final Map<String, String> SETTINGS =
      Map.of("spark.executor.memory", "512m", "spark.executor.cores", "1", "spark.cores.max", "2");

  /** Some trials of a second or two, so that a kill comes in the middle of one. */
  private static Study study() {
    return Small.study(1)
        .with(
            Grid.of("mult-vae")
                .with("epochs", 80)
                .with("latent", 16)
                .with("hidden", "64")
                .with("batchSize", 20)
                .vary("dropout", 0.1, 0.2, 0.3, 0.4));
  }

  /** Opens when some trials have ended. */
  private static final class After implements Progress {
    private final CountDownLatch ended;

    After(int trials) {
      ended = new CountDownLatch(trials);
    }

    @Override
    public void begin(String task, long total) {}

    @Override
    public void advance(long steps, String note) {
      ended.countDown();
    }

    @Override
    public void end() {}
  }

  @Test
  void nothingIsLostWithAWorker(@TempDir Path folder) throws IOException, InterruptedException {
    ResultStore here = ResultStore.of(folder, "here");
    Runner.standard().withThreads(1).run(study(), Small.data(), here);
    ResultStore there = ResultStore.of(folder, "there");
    Path own = Files.createDirectory(folder.resolve("spark"));
    try (StandaloneCluster machines = StandaloneCluster.start(own, 2);
        Cluster cluster =
            Clusters.open(Clusters.SPARK, new ClusterOptions(machines.master(), SETTINGS))) {
      while (cluster.slots() < 2) {
        Thread.sleep(50);
      }
      After four = new After(4);
      CompletableFuture<StudyResult> run =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return Runner.standard()
                      .withCluster(cluster)
                      .withProgress(four)
                      .run(study(), Small.data(), there);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      four.ended.await();
      assertThat(run).isNotDone();
      assertThat(machines.kill(0)).as("the worker and its executor").isGreaterThanOrEqualTo(2);
      assertThat(run.join().finished()).hasSize(9);
      assertThat(run.join().failed()).isEmpty();
    }
    SameResults.check(there.folder(), here.folder(), 18);
  }
}
