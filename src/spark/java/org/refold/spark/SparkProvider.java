package org.refold.spark;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.refold.cluster.Cluster;
import org.refold.cluster.ClusterOptions;
import org.refold.cluster.ClusterProvider;
import org.refold.cluster.Clusters;
import org.refold.settings.BadInputException;

/** Asks a Spark master for workers. One process has one Spark at a time. */
public final class SparkProvider implements ClusterProvider {

  /** What our products run on, in every process: see the launcher. */
  private static final String OWN_BLAS_THREADS = "ND4J_SKIP_BLAS_THREADS";

  /** What says at every start what is no news, or with a long trace what we say in a line. */
  private static final List<String> TALKATIVE =
      List.of(
          "org.apache.hadoop.util.NativeCodeLoader",
          "org.apache.spark.util.Utils",
          "org.apache.spark.metrics.MetricsSystem",
          "org.apache.spark.SparkContext",
          "org.apache.spark.executor.Executor",
          "org.apache.spark.scheduler.TaskSetManager");

  @Override
  public String name() {
    return Clusters.SPARK;
  }

  @Override
  public Cluster open(ClusterOptions options) {
    TALKATIVE.forEach(
        logger -> {
          String level = "org.slf4j.simpleLogger.log." + logger;
          System.setProperty(level, System.getProperty(level, "off"));
        });
    SparkConf conf = conf(options);
    try {
      return new SparkCluster(SparkSession.builder().config(conf).getOrCreate());
    } catch (Exception e) { // Scala declares nothing
      throw refused(options, e);
    }
  }

  private static BadInputException refused(ClusterOptions options, Exception e) {
    return new BadInputException(
        "Spark does not start with master '%s': %s; give --master as local[*], local[2] or spark://host:7077, and see that the master runs"
            .formatted(options.master(), Reasons.of(e)),
        e);
  }

  /** Everything that is not given by the user. */
  static SparkConf conf(ClusterOptions options) {
    SparkConf conf = new SparkConf();
    options.settings().forEach(conf::set);
    conf.setMaster(options.master());
    conf.setIfMissing("spark.app.name", "refold");
    conf.setIfMissing("spark.ui.enabled", "false");
    // tasks of other code than ours there may be none: no jar is shipped, all see the same folders
    conf.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    conf.setIfMissing(
        "spark.executor.extraJavaOptions",
        "--enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dfile.encoding=UTF-8"
            + " -Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    conf.setIfMissing("spark.executorEnv." + OWN_BLAS_THREADS, "1");
    String data = System.getenv("REFOLD_DATA");
    if (data != null && !data.isBlank()) {
      conf.setIfMissing("spark.executorEnv.REFOLD_DATA", data);
    }
    if (isOfThisMachine(options.master())) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    return conf;
  }

  private static boolean isOfThisMachine(String master) {
    return master.startsWith("local")
        || master.startsWith("spark://127.0.0.1:")
        || master.startsWith("spark://localhost:");
  }
}
