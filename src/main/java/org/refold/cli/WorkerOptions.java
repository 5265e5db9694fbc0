package org.refold.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refold.cluster.Cluster;
import org.refold.cluster.ClusterOptions;
import org.refold.cluster.Clusters;
import org.refold.settings.BadInputException;
import picocli.CommandLine.Option;

/** Who does the work: this process, or the workers of a cluster. */
final class WorkerOptions {

  /** Who. */
  enum Runner {
    LOCAL,
    SPARK
  }

  @Option(
      names = "--runner",
      paramLabel = "local|spark",
      description = {
        "who does the work: this process (${DEFAULT-VALUE}), or workers of Spark, which must see",
        "the program, data and models under the same paths"
      })
  private Runner runner = Runner.LOCAL;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "with --runner spark: where to ask for workers, such as spark://host:7077; local[N] for N"
              + " in this process (local[*])")
  private @Nullable String master;

  @Option(
      names = "--spark-conf",
      paramLabel = "NAME=VALUE",
      description = {
        "with --runner spark: a setting of Spark, such as spark.executor.memory=8g or",
        "spark.task.cpus=4, the threads of each task; several by several options"
      })
  private Map<String, String> conf = new LinkedHashMap<>();

  /**
   * Whether workers are asked for.
   *
   * @throws BadInputException if options are given that are for them alone
   */
  boolean isAsked() {
    if (runner == Runner.LOCAL && (master != null || !conf.isEmpty())) {
      throw new BadInputException(
          "%s is for workers; write --runner spark beside it, or leave it out"
              .formatted(master != null ? "--master " + master : "--spark-conf"));
    }
    return runner == Runner.SPARK;
  }

  /**
   * Asks for workers, if they are wanted; the caller closes.
   *
   * @throws BadInputException if there are none to be had
   */
  Optional<Cluster> open() {
    return isAsked()
        ? Optional.of(
            Clusters.open(
                Clusters.SPARK, new ClusterOptions(master == null ? "local[*]" : master, conf)))
        : Optional.empty();
  }
}
