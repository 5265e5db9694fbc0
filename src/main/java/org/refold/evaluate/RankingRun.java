package org.refold.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.refold.data.Holdout;
import org.refold.evaluate.metric.Exposure;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.MetricContext;
import org.refold.evaluate.metric.SystemMetric;
import org.refold.evaluate.metric.UserMetric;
import org.refold.evaluate.metric.UserRanking;
import org.refold.kernel.Parallel;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

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

  private final String model;
  private final EvaluatedUsers evaluated;
  private final Holdout holdout;
  private final BatchScorer scorer;
  private final Ranker.Plan plan;
  private final MetricContext background;
  private final List<UserMetric> userMetrics;
  private final List<SystemMetric> systemMetrics;
  private final double[][] values;
  private final Queue<Worker> workers = new ConcurrentLinkedQueue<>();
  private long scoringNanos;
  private long rankingNanos;

  /**
   * @param model its name, for messages
   * @param scorer what scores its users
   * @param metrics all but those of ratings
   * @throws org.refold.settings.BadInputException if the background lacks what a metric needs
   */
  RankingRun(
      String model,
      BatchScorer scorer,
      EvaluatedUsers evaluated,
      Evaluator evaluator,
      List<Metric> metrics,
      MetricContext background) {
    this.model = model;
    this.evaluated = evaluated;
    this.holdout = evaluated.holdout();
    this.scorer = scorer;
    this.userMetrics = only(UserMetric.class, metrics);
    this.plan =
        new Ranker.Plan(
            evaluator.foldInItems(),
            evaluator.ties(),
            metrics.stream().mapToInt(Metric::cutoff).max().orElse(0),
            userMetrics.stream().anyMatch(UserMetric::readsPairs));
    this.background = background.over(holdout.foldIn().items());
    this.systemMetrics = only(SystemMetric.class, metrics);
    this.values = new double[userMetrics.size()][evaluated.count()];
    workers.add(new Worker()); // finds out at once what the background lacks
  }

  private static <M extends Metric> List<M> only(Class<M> kind, List<Metric> metrics) {
    return metrics.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** What one thread needs. */
  private final class Worker {

    final Ranker ranker = new Ranker(model, holdout, plan);
    final List<UserMetric.Measure> measures =
        userMetrics.stream().map(metric -> metric.measure(background)).toList();
    final List<Exposure> exposures =
        systemMetrics.stream().map(metric -> emptyExposure(metric)).toList();

    final TieEffects ties = new TieEffects(userMetrics.size());
    private @Nullable Ranker heldOutFirst;
    private @Nullable Ranker heldOutLast;

    void run(int row, float[] scores, int offset) {
      UserRanking ranking = ranker.rank(row, evaluated.candidates(row), scores, offset);
      for (int m = 0; m < values.length; m++) {
        values[m][row] = checked(userMetrics.get(m), measures.get(m).of(ranking), row);
      }
      for (Exposure exposure : exposures) {
        exposure.add(ranking);
      }
      if (plan.ties() == Ties.INDEX && ranker.hasTies()) {
        addTies(row, scores, offset);
      }
    }

    private void addTies(int row, float[] scores, int offset) {
      if (heldOutFirst == null || heldOutLast == null) {
        heldOutFirst = new Ranker(model, holdout, plan.withTies(Ties.OPTIMISTIC));
        heldOutLast = new Ranker(model, holdout, plan.withTies(Ties.PESSIMISTIC));
      }
      int[] candidates = evaluated.candidates(row);
      UserRanking first = heldOutFirst.rank(row, candidates, scores, offset);
      UserRanking last = heldOutLast.rank(row, candidates, scores, offset);
      for (int m = 0; m < values.length; m++) {
        UserMetric.Measure measure = measures.get(m);
        ties.add(m, values[m][row], measure.of(first), measure.of(last));
      }
    }
  }

  /** No value may be infinite; NaN leaves a user out, so a metric must say of whom it has none. */
  private double checked(UserMetric metric, double value, int row) {
    if (Double.isInfinite(value) || (Double.isNaN(value) && metric.leftOut().isEmpty())) {
      throw new BadInputException(
          "%s is %s for the user '%s', whom it may not leave out: all metrics must be over the same"
                  .formatted(metric.name(), value, holdout.foldIn().users().id(row))
              + " users, but for those that a metric names in leftOut()");
    }
    return value;
  }

  private Exposure emptyExposure(SystemMetric metric) {
    return new Exposure(metric.cutoff(), holdout.foldIn().itemCount());
  }

  /** Scores and ranks all users. */
  void run(int batchSize, Progress progress) {
    int users = evaluated.count();
    int items = holdout.foldIn().itemCount();
    int rows = Math.min(Math.min(batchSize, users), Math.max(1, MOST_SCORES / items));
    float[] scores = new float[Math.multiplyExact(rows, items)];
    progress.begin("users ranked", users);
    try {
      for (int from = 0; from < users; from += rows) {
        int to = Math.min(users, from + rows);
        runBatch(from, to, scores);
        progress.advance(to - from, "");
      }
    } finally {
      progress.end();
    }
  }

  private void runBatch(int from, int to, float[] scores) {
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

  /** The results of all metrics, once run. */
  List<MetricResult> results() {
    List<MetricResult> results = new ArrayList<>();
    for (int m = 0; m < values.length; m++) {
      double[] perUser = evaluated.aligned(values[m], Double.NaN);
      results.add(Estimates.ofUsers(userMetrics.get(m), perUser));
    }
    for (int m = 0; m < systemMetrics.size(); m++) {
      Exposure all = emptyExposure(systemMetrics.get(m));
      for (Worker worker : workers) {
        all.combine(worker.exposures.get(m));
      }
      results.add(Estimates.ofSystem(systemMetrics.get(m), all));
    }
    return results;
  }

  /** What is to be said of the figures, once run. */
  List<String> notes(List<MetricResult> results) {
    TieEffects all = new TieEffects(userMetrics.size());
    workers.forEach(worker -> all.combine(worker.ties));
    return all.notes(results);
  }

  double scoringSeconds() {
    return scoringNanos / 1e9;
  }

  double rankingSeconds() {
    return rankingNanos / 1e9;
  }
}
