package org.refold.evaluate;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.refold.data.Holdout;
import org.refold.data.Progress;
import org.refold.kernel.Parallel;

/**
 * Ranks all users of a hold-out, batch by batch: the model scores a batch, then threads share its
 * rows. Each user's values go to a place of their own, and exposures are whole numbers, so the
 * result does not depend on threads or batches.
 */
final class RankingRun {

  /** Fewer rows than this are not worth a thread. */
  private static final int GRAIN = 16;

  /** The most scores that a batch may have: 1 GiB. */
  private static final int MOST_SCORES = 1 << 28;

  private final Holdout holdout;
  private final RankingPlan plan;
  private final List<UserMetric> userMetrics;
  private final List<SystemMetric> systemMetrics;
  private final Background background;
  private final double[][] values;
  private final Queue<Worker> workers = new ConcurrentLinkedQueue<>();
  private long scoringNanos;
  private long rankingNanos;

  RankingRun(Holdout holdout, RankingPlan plan, List<Metric> metrics, Background background) {
    this.holdout = holdout;
    this.plan = plan;
    this.userMetrics = Evaluator.only(UserMetric.class, metrics);
    this.systemMetrics = Evaluator.only(SystemMetric.class, metrics);
    this.background = background;
    this.values = new double[userMetrics.size()][holdout.foldIn().userCount()];
    workers.add(new Worker()); // finds out at once what the background lacks
  }

  /** What one thread needs. */
  private final class Worker {

    final Ranker ranker = new Ranker(holdout, plan);
    final UserMetric.Measure[] measures =
        userMetrics.stream().map(m -> m.measure(background)).toArray(UserMetric.Measure[]::new);
    final Exposure[] exposures =
        systemMetrics.stream()
            .map(m -> new Exposure(m.cutoff(), holdout.foldIn().itemCount()))
            .toArray(Exposure[]::new);

    void run(int row, float[] scores, int offset) {
      UserRanking ranking = ranker.rank(row, scores, offset);
      for (int m = 0; m < measures.length; m++) {
        values[m][row] = measures[m].of(ranking);
      }
      for (Exposure exposure : exposures) {
        exposure.add(ranking);
      }
    }
  }

  /** Scores and ranks all users. */
  void run(BatchScorer scorer, int batchSize, Progress progress) {
    int users = holdout.foldIn().userCount();
    int items = holdout.foldIn().itemCount();
    int rows = Math.min(Math.min(batchSize, users), Math.max(1, MOST_SCORES / items));
    float[] scores = new float[Math.multiplyExact(rows, items)];
    progress.begin("users ranked", users);
    try {
      for (int from = 0; from < users; from += rows) {
        int to = Math.min(users, from + rows);
        runBatch(scorer, from, to, scores);
        progress.advance(to - from, "");
      }
    } finally {
      progress.end();
    }
  }

  private void runBatch(BatchScorer scorer, int from, int to, float[] scores) {
    int items = holdout.foldIn().itemCount();
    long start = System.nanoTime();
    scorer.score(from, to, scores);
    long scored = System.nanoTime();
    Parallel.rows(
        to - from,
        GRAIN,
        (first, last) -> {
          Worker free = workers.poll();
          Worker worker = free == null ? new Worker() : free;
          for (int row = first; row < last; row++) {
            worker.run(from + row, scores, row * items);
          }
          workers.add(worker);
        });
    scoringNanos += scored - start;
    rankingNanos += System.nanoTime() - scored;
  }

  /** The values of a metric, by row. */
  double[] valuesOf(UserMetric metric) {
    return values[userMetrics.indexOf(metric)];
  }

  /** The lists of all users, for a metric of the whole system. */
  Exposure exposureFor(SystemMetric metric) {
    int m = systemMetrics.indexOf(metric);
    Exposure all = new Exposure(metric.cutoff(), holdout.foldIn().itemCount());
    workers.forEach(worker -> all.combine(worker.exposures[m]));
    return all;
  }

  double scoringSeconds() {
    return scoringNanos / 1e9;
  }

  double rankingSeconds() {
    return rankingNanos / 1e9;
  }
}
