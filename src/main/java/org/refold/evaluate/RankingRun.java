package org.refold.evaluate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
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
 * rows. Where a user is asked about several times, the value is the mean over these questions. Each
 * question's values go to a place of their own, and exposures are whole numbers, so the result does
 * not depend on threads or batches.
 */
final class RankingRun {

  /** Fewer rows than this are not worth a thread. */
  private static final int GRAIN = 16;

  /** The most scores that a batch may have: 1 GiB. */
  private static final int MOST_SCORES = 1 << 28;

  private final String model;
  private final EvaluatedUsers evaluated;
  private final Function<Holdout, BatchScorer> scorers;
  private final Iterator<Cases> questions;
  private final Ranker.Plan plan;
  private final MetricContext background;
  private final List<UserMetric> userMetrics;
  private final List<SystemMetric> systemMetrics;
  private final double[][] perUser;
  private final Queue<Worker> workers = new ConcurrentLinkedQueue<>();

  /** What is asked at the moment, and for each metric the values of these questions. */
  private Cases cases;

  private double[][] values = {};
  private long scoringNanos;
  private long rankingNanos;

  /**
   * @param model its name, for messages
   * @param scorers makes what scores the users of a hold-out
   * @param metrics all but those of ratings
   * @throws org.refold.settings.BadInputException if the background lacks what a metric needs
   */
  RankingRun(
      String model,
      Function<Holdout, BatchScorer> scorers,
      EvaluatedUsers evaluated,
      Evaluator evaluator,
      List<Metric> metrics,
      MetricContext background) {
    this.model = model;
    this.evaluated = evaluated;
    this.scorers = scorers;
    this.questions = Cases.of(evaluated.holdout());
    this.cases = questions.next();
    this.userMetrics = only(UserMetric.class, metrics);
    this.plan =
        new Ranker.Plan(
            evaluator.foldInItems(),
            evaluator.ties(),
            metrics.stream().mapToInt(Metric::cutoff).max().orElse(0),
            userMetrics.stream().anyMatch(UserMetric::readsPairs));
    this.background = background.over(cases.holdout().foldIn().items());
    this.systemMetrics = only(SystemMetric.class, metrics);
    this.perUser = new double[userMetrics.size()][evaluated.count()];
    workers.add(new Worker()); // finds out at once what the background lacks
  }

  private static <M extends Metric> List<M> only(Class<M> kind, List<Metric> metrics) {
    return metrics.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** What one thread needs. */
  private final class Worker {

    final Ranker ranker = new Ranker(model, cases.holdout(), plan);
    final List<UserMetric.Measure> measures =
        userMetrics.stream().map(metric -> metric.measure(background)).toList();
    final List<Exposure> exposures =
        systemMetrics.stream().map(metric -> emptyExposure(metric)).toList();

    final TieEffects ties = new TieEffects(userMetrics.size());
    private @Nullable Ranker heldOutFirst;
    private @Nullable Ranker heldOutLast;

    void run(int row, float[] scores, int offset) {
      ranker.goOnWith(cases.holdout());
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
        heldOutFirst = new Ranker(model, cases.holdout(), plan.withTies(Ties.OPTIMISTIC));
        heldOutLast = new Ranker(model, cases.holdout(), plan.withTies(Ties.PESSIMISTIC));
      }
      heldOutFirst.goOnWith(cases.holdout());
      heldOutLast.goOnWith(cases.holdout());
      int[] candidates = evaluated.candidates(row);
      UserRanking first = heldOutFirst.rank(row, candidates, scores, offset);
      UserRanking last = heldOutLast.rank(row, candidates, scores, offset);
      for (int m = 0; m < values.length; m++) {
        UserMetric.Measure measure = measures.get(m);
        ties.add(m, share(row), values[m][row], measure.of(first), measure.of(last));
      }
    }
  }

  /** No value may be infinite; NaN leaves a user out, so a metric must say of whom it has none. */
  private double checked(UserMetric metric, double value, int row) {
    if (Double.isInfinite(value) || (Double.isNaN(value) && metric.leftOut().isEmpty())) {
      throw new BadInputException(
          "%s is %s for the user '%s', whom it may not leave out: all metrics must be over the same"
                  .formatted(metric.name(), value, cases.holdout().foldIn().users().id(row))
              + " users, but for those that a metric names in leftOut()");
    }
    return value;
  }

  private Exposure emptyExposure(SystemMetric metric) {
    return new Exposure(metric.cutoff(), cases.holdout().foldIn().itemCount());
  }

  /** The share of a question in its user's value. */
  private double share(int row) {
    int user = cases.userOf()[row];
    return cases.holdout().prediction().isOfNext()
        ? 1.0 / evaluated.holdout().foldOut().count(user)
        : 1;
  }

  /** Scores and ranks all users. */
  void run(int batchSize, Progress progress) {
    int items = cases.holdout().foldIn().itemCount();
    int rows = Math.min(batchSize, Math.max(1, MOST_SCORES / items));
    UserMeans means = new UserMeans(perUser);
    float[] scores = new float[Math.multiplyExact(Math.min(rows, cases.count()), items)];
    progress.begin("users ranked", evaluated.count());
    try {
      while (true) {
        values = new double[userMetrics.size()][cases.count()];
        BatchScorer scorer = scorers.apply(cases.holdout());
        for (int from = 0; from < cases.count(); from += rows) {
          int to = Math.min(cases.count(), from + rows);
          runBatch(scorer, from, to, scores);
          progress.advance(cases.users(from, to), "");
        }
        means.add(cases, values);
        if (!questions.hasNext()) {
          break;
        }
        cases = questions.next();
      }
      means.finish();
    } finally {
      progress.end();
    }
  }

  private void runBatch(BatchScorer scorer, int from, int to, float[] scores) {
    int items = cases.holdout().foldIn().itemCount();
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
      double[] aligned = evaluated.aligned(perUser[m], Double.NaN);
      results.add(Estimates.ofUsers(userMetrics.get(m), aligned));
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
    List<String> notes = new ArrayList<>(all.notes(results));
    evaluated.sampling().ifPresent(notes::add);
    return notes;
  }

  double scoringSeconds() {
    return scoringNanos / 1e9;
  }

  double rankingSeconds() {
    return rankingNanos / 1e9;
  }
}
