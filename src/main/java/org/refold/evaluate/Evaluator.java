package org.refold.evaluate;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.refold.data.FoldInItems;
import org.refold.data.Holdout;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.MetricContext;
import org.refold.evaluate.metric.Metrics;
import org.refold.evaluate.metric.RatingMetric;
import org.refold.evaluate.metric.UserMetric;
import org.refold.recommend.ContentRecommender;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;
import org.refold.settings.Progress;

/**
 * Measures models: a set of metrics and the conventions that they share. Immutable.
 *
 * <p>Users without a held-out item are skipped, in all metrics. With candidates only those are
 * ranked, and {@link #foldInItems} applies to them too. An item that a model scores minus infinity
 * is not ranked. Users of the training data are scored as such where the model can ({@code
 * KnownUsers}), otherwise their histories are folded in.
 *
 * <p>Where a hold-out asks for next items ({@link org.refold.data.Prediction#NEXT}), each held-out
 * item of a user is ranked by itself: the fold-in and the held-out items before it are folded in
 * (and masked), so the model must fold in, and what it has learned of a user it knows is of no use.
 * A user's value is the mean over these rankings; intervals are over users as ever. Metrics of the
 * whole system count each ranking. HR@k is then the recall@k of papers on sessions, apart from the
 * weight of users: theirs is a mean over all rankings.
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
@RecordBuilder
public record Evaluator(List<Metric> metrics, FoldInItems foldInItems, Ties ties, int batchSize)
    implements EvaluatorBuilder.With {

  private static final int STANDARD_BATCH = 512;

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
    return new Evaluator(metrics, FoldInItems.MASKED, Ties.INDEX, STANDARD_BATCH);
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
    for (String part : Options.split(text)) {
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

  /**
   * Measures a model, without a background.
   *
   * @throws BadInputException as in the full form
   */
  public Evaluation evaluate(Model model, Holdout holdout) {
    return evaluate(model, holdout, MetricContext.none(), Progress.NONE);
  }

  /**
   * Measures a model.
   *
   * @throws BadInputException as in the full form
   */
  public Evaluation evaluate(Model model, Holdout holdout, MetricContext background) {
    return evaluate(model, holdout, background, Progress.NONE);
  }

  /**
   * Measures a model.
   *
   * @param holdout histories and what was held out of them, with the items of the model
   * @param background training data and categories, for metrics that need them
   * @param progress is notified of users
   * @throws BadInputException if the model lacks what a metric needs, scores NaN or was trained on
   *     other items, if the background lacks something, or if nothing was held out
   */
  public Evaluation evaluate(
      Model model, Holdout holdout, MetricContext background, Progress progress) {
    Models.checkItems(model, holdout.foldIn().items());
    EvaluatedUsers evaluated = new EvaluatedUsers(holdout);
    List<MetricResult> results = new ArrayList<>();
    List<String> notes = List.of();
    double scoring = 0;
    double ranking = 0;
    List<Metric> ofRatings = metrics.stream().filter(RatingMetric.class::isInstance).toList();
    if (!ofRatings.isEmpty()) {
      holdout.requireRest(ofRatings.get(0).name());
      RatingRun run = new RatingRun(evaluated, model, ofRatings.get(0));
      ofRatings.forEach(metric -> results.add(run.result((RatingMetric) metric)));
      scoring += run.seconds();
    }
    List<Metric> ofRankings = metrics.stream().filter(m -> !(m instanceof RatingMetric)).toList();
    if (!ofRankings.isEmpty()) {
      Metric first = ofRankings.get(0);
      RankingRun run =
          new RankingRun(
              Models.nameOf(model),
              asked -> BatchScorer.of(model, asked, first),
              evaluated,
              this,
              ofRankings,
              background);
      run.run(batchSize, progress);
      List<MetricResult> ranked = run.results();
      results.addAll(ranked);
      notes = run.notes(ranked);
      scoring += run.scoringSeconds();
      ranking += run.rankingSeconds();
    }
    results.sort(Comparator.comparingInt(result -> metrics.indexOf(result.metric())));
    Evaluation.Seconds seconds = new Evaluation.Seconds(scoring, ranking);
    return new Evaluation(
        this, results, holdout.foldIn().users(), evaluated.count(), seconds, notes);
  }

  /**
   * Measures rankings that were made elsewhere, by the same code as those of a model: where they
   * are a model's own lists, figures are the same to the bit. {@link #ties} is of no use, since a
   * list is in order; items of a user's history in it are left out where they are masked.
   *
   * @param holdout histories and what was held out of them
   * @param background as for {@link #evaluate(Model, Holdout, MetricContext, Progress)}
   * @param progress is notified of users
   * @throws BadInputException if a metric asks for ratings or for more than the best items, if the
   *     background lacks something, or if nothing was held out
   */
  public Evaluation evaluate(
      RankedLists lists, Holdout holdout, MetricContext background, Progress progress) {
    RankedLists.check(metrics);
    holdout.requireRest("a list for each user");
    EvaluatedUsers evaluated = new EvaluatedUsers(holdout);
    RankingRun run =
        new RankingRun(lists.name(), lists::scorer, evaluated, this, metrics, background);
    run.run(batchSize, progress);
    return new Evaluation(
        this,
        run.results(),
        holdout.foldIn().users(),
        evaluated.count(),
        new Evaluation.Seconds(run.scoringSeconds(), run.rankingSeconds()),
        lists.notes(this, evaluated.holdout()));
  }

  /** The length of the longest list that a metric looks at; 0 where none looks at lists. */
  public int longest() {
    return metrics.stream().mapToInt(Metric::cutoff).max().orElse(0);
  }

  /**
   * Checks before a fit what {@link #evaluate} would find out after it.
   *
   * @param recommender what is to be fitted
   * @param holdout as for {@code evaluate}
   * @param background as for {@code evaluate}
   * @throws BadInputException if no model of the recommender has what a metric needs, or the
   *     hold-out or the background lack something
   */
  public void check(Recommender recommender, Holdout holdout, MetricContext background) {
    if (!ContentRecommender.tellsNewItemsApart(recommender)
        && background.areAllNew(holdout.foldOut())) {
      throw new BadInputException(
          "%s cannot be measured here: all that it should find are items without interactions in the training data, and it does not read attributes of items; take content-map or dropout-net, or a model with side=items or sideWeight above 0, such as fm, gmf or ease"
              .formatted(recommender.name()));
    }
    for (Metric metric : metrics) {
      if (metric instanceof RatingMetric) {
        if (!recommender.mayBe(RatingPredictor.class)) {
          throw Models.predictsNothing(recommender.name(), metric);
        }
        RatingRun.requireRatings(holdout, metric);
        holdout.requireRest(metric.name());
      } else {
        boolean known =
            holdout.users() == Holdout.Generalisation.WEAK && !holdout.prediction().isOfNext();
        if (!recommender.mayBe(FoldIn.class) && !(known && recommender.mayBe(KnownUsers.class))) {
          throw Models.foldsNothingIn(recommender.name(), metric);
        }
        if (metric instanceof UserMetric ofUsers) {
          ofUsers.measure(background.over(holdout.foldIn().items()));
        }
      }
    }
  }

  /** All conventions in words: those of the metrics and those that they share. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    for (Metric metric : metrics) {
      text.append(metric.describe()).append('\n');
    }
    text.append("all metrics");
    text.append("\n  fold-in=").append(foldInItems.token()).append(": ");
    text.append(foldInItems.meaning());
    text.append("\n  ties=").append(ties.token()).append(": ").append(ties.meaning());
    text.append(
        "\n  candidates: those of the hold-out where it has any, otherwise all items of the");
    text.append(" model; what is scored minus infinity is not ranked");
    text.append("\n  held-out items: one that was held out twice counts once, with its last value");
    text.append("\n  users: those without a held-out item are skipped; all others weigh the same,");
    text.append(" also without a hit, unless a metric says otherwise");
    text.append("\n  intervals: 95 % by Student's t over users; not over seeds or splits");
    return text.append('\n').toString();
  }
}
