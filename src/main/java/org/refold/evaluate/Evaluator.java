package org.refold.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.refold.data.BadInputException;
import org.refold.data.Holdout;
import org.refold.data.Progress;
import org.refold.recommend.Model;

/**
 * Measures models: a set of metrics and the conventions that they share. Immutable.
 *
 * <p>Users without a held-out item are skipped, in all metrics. With candidates only those are
 * ranked, and {@link #foldInItems} applies to them too. An item that a model scores minus infinity
 * is not ranked. Users of the training data are scored as such where the model can ({@code
 * KnownUsers}), otherwise their histories are folded in.
 *
 * <p>Besides what the model takes, memory holds one batch of scores and one value for each user and
 * metric. Figures depend neither on threads nor on the batch size nor on the order of users, as far
 * as the model's scores do not.
 *
 * @param metrics what to measure, at least one
 * @param foldInItems what becomes of items of the history
 * @param ties which of equal scores comes first
 * @param batchSize how many users are scored at once; smaller where a batch would exceed 1 GiB
 */
public record Evaluator(List<Metric> metrics, FoldInItems foldInItems, Ties ties, int batchSize) {

  private static final int USUAL_BATCH = 512;

  /** Checks that there is something to measure; a metric that stands twice is taken once. */
  public Evaluator {
    metrics = List.copyOf(new LinkedHashSet<>(metrics));
    if (metrics.isEmpty()) {
      throw new BadInputException("no metric is named; name at least one, such as ndcg@100");
    }
    if (batchSize < 1) {
      throw new BadInputException("the batch size is " + batchSize + ", but must be at least 1");
    }
  }

  /** These metrics, with the history masked. */
  public static Evaluator of(List<Metric> metrics) {
    return new Evaluator(metrics, FoldInItems.MASKED, Ties.INDEX, USUAL_BATCH);
  }

  /** The metrics and conventions of a preset. */
  public static Evaluator of(Preset preset) {
    return of(preset.metrics()).withFoldInItems(preset.foldInItems());
  }

  /**
   * Reads presets and metrics, separated by commas.
   *
   * @param text such as {@code "vae-cf"} or {@code "recall@20,ndcg@100"} or {@code
   *     "vae-cf,coverage@10"}
   * @throws BadInputException if a name is not known, or presets do not agree about the history
   */
  public static Evaluator of(String text) {
    Set<Metric> metrics = new LinkedHashSet<>();
    FoldInItems foldInItems = null;
    for (String part : MetricSyntax.split(text)) {
      Preset preset = Preset.named(part).orElse(null);
      if (preset == null) {
        metrics.addAll(Metrics.parse(part));
      } else {
        metrics.addAll(preset.metrics());
        foldInItems = agreed(foldInItems, preset);
      }
    }
    Evaluator evaluator = of(new ArrayList<>(metrics));
    return foldInItems == null ? evaluator : evaluator.withFoldInItems(foldInItems);
  }

  private static FoldInItems agreed(@Nullable FoldInItems before, Preset preset) {
    if (before != null && before != preset.foldInItems()) {
      throw new BadInputException(
          "the preset %s has items of the history %s, another named before it has them %s; evaluate"
                  .formatted(preset.token(), preset.foldInItems().token(), before.token())
              + " them apart");
    }
    return preset.foldInItems();
  }

  /** The same with another rule for items of the history. */
  public Evaluator withFoldInItems(FoldInItems rule) {
    return new Evaluator(metrics, rule, ties, batchSize);
  }

  /** The same with another rule for equal scores. */
  public Evaluator withTies(Ties rule) {
    return new Evaluator(metrics, foldInItems, rule, batchSize);
  }

  /** The same with batches of another size. */
  public Evaluator withBatchSize(int users) {
    return new Evaluator(metrics, foldInItems, ties, users);
  }

  /**
   * Measures a model, without a background.
   *
   * @throws BadInputException as in the full form
   */
  public Evaluation evaluate(Model model, Holdout holdout) {
    return evaluate(model, holdout, Background.none(), Progress.NONE);
  }

  /**
   * Measures a model.
   *
   * @throws BadInputException as in the full form
   */
  public Evaluation evaluate(Model model, Holdout holdout, Background background) {
    return evaluate(model, holdout, background, Progress.NONE);
  }

  /**
   * Measures a model.
   *
   * @param holdout histories and what was held out of them, with the items of the model
   * @param background training data and categories, for metrics that need them
   * @param progress hears of users
   * @throws BadInputException if the model lacks what a metric needs, scores NaN or was trained on
   *     other items, if the background lacks something, or if nothing was held out
   */
  public Evaluation evaluate(
      Model model, Holdout holdout, Background background, Progress progress) {
    Models.checkItems(model, holdout.foldIn().items());
    int[] rows = usersWithHeldOutItems(holdout);
    Holdout some = restricted(holdout, rows);
    List<RatingMetric> ofRatings = only(RatingMetric.class, metrics);
    List<Metric> ofRankings =
        metrics.stream().filter(metric -> !(metric instanceof RatingMetric)).toList();
    RatingRun rated = ofRatings.isEmpty() ? null : new RatingRun(model, some, ofRatings.get(0));
    RankingRun ranked =
        ofRankings.isEmpty()
            ? null
            : rank(model, some, plan(model, holdout, rows, ofRankings), background, progress);
    int users = holdout.foldIn().userCount();
    List<MetricResult> results = new ArrayList<>();
    for (Metric metric : metrics) {
      if (metric instanceof RatingMetric ofRating && rated != null) {
        results.add(result(ofRating, rated, rows, users));
      } else if (metric instanceof UserMetric ofUser && ranked != null) {
        results.add(
            Estimates.ofUsers(metric, aligned(ranked.valuesOf(ofUser), rows, users, Double.NaN)));
      } else if (metric instanceof SystemMetric ofSystem && ranked != null) {
        results.add(Estimates.ofSystem(ofSystem, ranked.exposureFor(ofSystem)));
      }
    }
    Evaluation.Seconds seconds =
        new Evaluation.Seconds(
            (rated == null ? 0 : rated.seconds()) + (ranked == null ? 0 : ranked.scoringSeconds()),
            ranked == null ? 0 : ranked.rankingSeconds());
    return new Evaluation(this, results, holdout.foldIn().users(), rows.length, seconds);
  }

  private RankingPlan plan(Model model, Holdout holdout, int[] rows, List<Metric> ofRankings) {
    return new RankingPlan(
        Models.nameOf(model),
        foldInItems,
        ties,
        RankingPlan.longest(ofRankings),
        ofRankings.stream().anyMatch(Auc.class::isInstance),
        holdout.candidates(),
        rows);
  }

  private RankingRun rank(
      Model model, Holdout some, RankingPlan plan, Background background, Progress progress) {
    List<Metric> ofRankings =
        metrics.stream().filter(metric -> !(metric instanceof RatingMetric)).toList();
    BatchScorer scorer = BatchScorer.of(model, some, ofRankings.get(0));
    RankingRun run = new RankingRun(some, plan, ofRankings, background.over(some.foldIn().items()));
    run.run(scorer, batchSize, progress);
    return run;
  }

  private static MetricResult result(RatingMetric metric, RatingRun run, int[] rows, int users) {
    double[] losses = run.losses(metric);
    double[] counts = run.counts();
    if (metric.pool() == RatingMetric.Pool.PAIRS) {
      return Estimates.ofPairs(
          metric, aligned(losses, rows, users, 0), aligned(counts, rows, users, 0));
    }
    double[] perUser = new double[losses.length];
    for (int row = 0; row < perUser.length; row++) {
      perUser[row] = metric.scale(losses[row] / counts[row]);
    }
    return Estimates.ofUsers(metric, aligned(perUser, rows, users, Double.NaN));
  }

  /** Values by row of those evaluated, put where the users stand in the hold-out. */
  private static double[] aligned(double[] values, int[] rows, int users, double others) {
    double[] all = new double[users];
    Arrays.fill(all, others);
    for (int row = 0; row < rows.length; row++) {
      all[rows[row]] = values[row];
    }
    return all;
  }

  private static int[] usersWithHeldOutItems(Holdout holdout) {
    int[] rows = new int[holdout.foldOut().userCount()];
    int n = 0;
    for (int user = 0; user < rows.length; user++) {
      if (holdout.foldOut().count(user) > 0) {
        rows[n++] = user;
      }
    }
    if (n == 0) {
      throw new BadInputException(
          "none of the %d users of the hold-out has a held-out item; the split left nothing to"
                  .formatted(rows.length)
              + " measure: hold out more, or lower its threshold");
    }
    return Arrays.copyOf(rows, n);
  }

  private static Holdout restricted(Holdout holdout, int[] rows) {
    return rows.length == holdout.foldIn().userCount()
        ? holdout
        : new Holdout(
            holdout.foldIn().rows(rows), holdout.foldOut().rows(rows), holdout.users(), null);
  }

  static <M extends Metric> List<M> only(Class<M> kind, List<Metric> metrics) {
    return metrics.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** All conventions in words: those of the metrics and those that they share. */
  public String passport() {
    StringBuilder text = new StringBuilder();
    for (Metric metric : metrics) {
      text.append(metric.passport()).append('\n');
    }
    text.append("all metrics");
    text.append("\n  fold-in=").append(foldInItems.token()).append(": ");
    text.append(foldInItems.meaning());
    text.append("\n  ties=").append(ties.token()).append(": ").append(ties.meaning());
    text.append("\n  users: those without a held-out item are skipped");
    return text.append('\n').toString();
  }
}
