package org.refold.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refold.cluster.Cluster;
import org.refold.cluster.ClusterOptions;
import org.refold.cluster.Clusters;
import org.refold.data.sets.DataSets;
import org.refold.study.Grid;
import org.refold.study.Study;
import org.refold.study.run.Runner;
import org.refold.study.store.ResultStore;

/**
 * What it costs to have trials run by workers: 16 trials on two workers of one core, and in two
 * processes of one thread that share a study. Both have run a trial of each process before the
 * clock starts, so that neither counts the start of a machine.
 */
final class SparkStudyBenchmark {

  private static final int TRIALS = 16;
  private static final String DATA = "synthetic:users=3000,items=1500,interactions=300000,seed=1";

  private SparkStudyBenchmark() {}

  private static Study study(String name, int trials, int epochs) {
    return Study.of(name, DATA, "strong:heldout=300")
        .with(Grid.of("mult-dae").with("epochs", epochs).with("hidden", "none"))
        .withSeeds(trials);
  }

  private static void run(Runner runner, Path folder, int epochs) throws IOException {
    run(runner, folder, "before", 2, 1);
    run(runner, folder, "measured", TRIALS, epochs);
  }

  private static void run(Runner runner, Path folder, String name, int trials, int epochs)
      throws IOException {
    long start = System.nanoTime();
    runner.run(study(name, trials, epochs), DataSets.open(DATA), ResultStore.of(folder, name));
    System.out.printf(
        Locale.ROOT, "%s: %d trials in %.2f s%n", name, trials, (System.nanoTime() - start) / 1e9);
  }

  /** {@code spark FOLDER EPOCHS}, {@code processes FOLDER EPOCHS}, or {@code process} for one. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[1]);
    int epochs = Integer.parseInt(args[2]);
    Files.createDirectories(folder);
    switch (args[0]) {
      case "process" -> run(Runner.standard().withThreads(1), folder, epochs);
      case "processes" -> {
        List<Process> both = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
          ProcessBuilder one =
              new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--add-modules=jdk.incubator.vector",
                  SparkStudyBenchmark.class.getName(),
                  "process",
                  args[1],
                  args[2]);
          one.environment().put("CLASSPATH", System.getProperty("java.class.path"));
          both.add(one.inheritIO().start());
        }
        for (Process one : both) {
          one.waitFor();
        }
      }
      case "spark" -> {
        Map<String, String> settings =
            Map.of("spark.executor.memory", "700m", "spark.cores.max", "2");
        try (StandaloneCluster machines = StandaloneCluster.start(folder.resolve("spark"), 2);
            Cluster cluster =
                Clusters.open(Clusters.SPARK, new ClusterOptions(machines.master(), settings))) {
          run(Runner.standard().withCluster(cluster), folder, epochs);
        }
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }
}
