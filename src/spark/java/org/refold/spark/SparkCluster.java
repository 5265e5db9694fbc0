package org.refold.spark;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.refold.cluster.Cluster;
import org.refold.cluster.PairTable;
import org.refold.cluster.Work;
import org.refold.recommend.CoCounts;
import org.refold.recommend.StopSignal;
import org.refold.settings.BadInputException;

/** Workers of Spark. Each task is a job of its own with one partition. */
final class SparkCluster implements Cluster {

  /** How often those who wait look whether they are to stop. */
  private static final long PAUSE_MILLIS = 100;

  private final SparkSession session;
  private final JavaSparkContext context;
  private final int cpusOfTask;
  private final ExecutorService waiting;

  SparkCluster(SparkSession session) {
    this.session = session;
    this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.cpusOfTask = Math.max(1, context.getConf().getInt("spark.task.cpus", 1));
    this.waiting =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "refold-spark-job");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public int slots() {
    return isEnding() ? 1 : Math.max(1, context.defaultParallelism() / cpusOfTask);
  }

  @Override
  public CompletableFuture<Optional<byte[]>> submit(
      Class<? extends Work> work, byte[] task, StopSignal stop) {
    return CompletableFuture.supplyAsync(() -> run(work, task, stop), waiting);
  }

  private Optional<byte[]> run(Class<? extends Work> work, byte[] task, StopSignal stop) {
    JavaFutureAction<List<Answer>> job = null;
    try {
      // a training looks whether its thread is interrupted
      context.setLocalProperty("spark.job.interruptOnCancel", "true");
      context.setLocalProperty("spark.job.description", work.getSimpleName());
      job = context.parallelize(List.of(task), 1).map(new TaskFunction(work)).collectAsync();
      while (!stop.isRequested()) {
        try {
          return Optional.of(result(job.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS).get(0)));
        } catch (TimeoutException e) {
          // looks at the signal, and waits on
        }
      }
    } catch (InterruptedException e) {
      stop.request();
      Thread.currentThread().interrupt();
    } catch (ExecutionException | IllegalStateException e) {
      if (!isEnding()) {
        throw new BadInputException(
            "Spark could not have %s done: %s; what was finished before is kept"
                .formatted(work.getSimpleName(), Reasons.of(e)),
            e);
      }
      stop.request();
    }
    if (job != null) {
      job.cancel(true);
    }
    return Optional.empty();
  }

  private static byte[] result(Answer answer) {
    byte[] bytes = answer.result();
    if (bytes == null) {
      throw new BadInputException(String.valueOf(answer.refusal()));
    }
    return bytes;
  }

  /** Whether this process is about to end, in which Spark ends its part first. */
  private static boolean isEnding() {
    try {
      Thread none = new Thread(() -> {});
      Runtime.getRuntime().addShutdownHook(none);
      Runtime.getRuntime().removeShutdownHook(none);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Override
  public CoCounts count(PairTable table) {
    return TableCounts.of(session, table);
  }

  @Override
  public void close() {
    waiting.shutdownNow();
    session.stop();
  }
}
