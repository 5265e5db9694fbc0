package org.refold.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.MetricContext;
import org.refold.evaluate.metric.SystemMetric;
import org.refold.recommend.Model;
import org.refold.settings.BadInputException;
import org.refold.split.protocol.NewUsers;

/**
 * A model's results broken down, by how much of its users is known, or given, or by how popular
 * items are. Intervals are 95 %, over the users of the segment. Immutable.
 *
 * @param by what the results are broken down by, for a person
 * @param segments in order
 */
public record Segments(String by, List<Segment> segments) {

  /** How many items of a history a model is given at a cold start; the last is all. */
  private static final List<Integer> GIVEN = List.of(0, 1, 2, 3, 5, 10, Integer.MAX_VALUE);

  private static final long GIVEN_SEED = 0;

  /** Keeps the segments as they are. */
  public Segments {
    segments = List.copyOf(segments);
  }

  /**
   * Takes users apart by the length of their histories, the number of fold-in interactions. Each
   * user is in one segment and keeps the values of the evaluation.
   *
   * @param evaluation of any model; metrics of the whole system have no values to break down and
   *     are left out
   * @param holdout that it was made on
   * @param bins ranges of lengths; users below all are left out
   * @throws BadInputException if the hold-out has other users than the evaluation
   */
  public static Segments byHistory(Evaluation evaluation, Holdout holdout, Bins bins) {
    Interactions foldIn = holdout.foldIn();
    if (!foldIn.users().equals(evaluation.users())) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "the evaluation has %d users, not the %d of the hold-out; give the hold-out that"
                      + " it was",
                  evaluation.users().size(),
                  foldIn.userCount())
              + " made on");
    }
    List<Segment> segments = new ArrayList<>();
    for (int k = 0; k < bins.count(); k++) {
      int bin = k;
      boolean[] inside = new boolean[foldIn.userCount()];
      int users = 0;
      for (int user = 0; user < inside.length; user++) {
        inside[user] = holdout.foldOut().count(user) > 0 && bins.of(foldIn.count(user)) == bin;
        users += inside[user] ? 1 : 0;
      }
      List<MetricResult> results = new ArrayList<>();
      if (users > 0) {
        evaluation.results().stream()
            .filter(result -> !(result.metric() instanceof SystemMetric))
            .forEach(result -> results.add(Estimates.within(result, inside)));
      }
      segments.add(new Segment(bins.label(bin), users, results));
    }
    return new Segments("length of history", segments);
  }

  /** The same, with about as many users in each of some segments. */
  public static Segments byHistory(Evaluation evaluation, Holdout holdout, int segments) {
    int[] lengths = new int[holdout.foldIn().userCount()];
    int n = 0;
    for (int user = 0; user < lengths.length; user++) {
      if (holdout.foldOut().count(user) > 0) {
        lengths[n++] = holdout.foldIn().count(user);
      }
    }
    return byHistory(evaluation, holdout, Bins.quantiles(Arrays.copyOf(lengths, n), segments));
  }

  /**
   * Measures a model apart on the head, the middle and the tail of the catalogue: only held-out
   * items of the part are to be found, <strong>among all items</strong>. So held-out items of other
   * parts take up ranks without counting as hits, and the figures of parts do not average to the
   * figure of the whole. Users without a held-out item in the part are skipped.
   *
   * @param evaluator metrics and conventions; metrics of the whole system look at no held-out items
   *     and are left out
   * @param background holds the training data, which say what is popular
   * @param shares how large head and tail are
   * @throws BadInputException if the background lacks the training data, no metric is left, or as
   *     in {@link Evaluator#evaluate(Model, Holdout, MetricContext)}
   */
  public static Segments byPopularity(
      Evaluator evaluator,
      Model model,
      Holdout holdout,
      MetricContext background,
      PopularityShares shares) {
    SegmentsBy.POPULARITY.check(holdout);
    Evaluator lists =
        evaluator.withMetrics(
            evaluator.metrics().stream().filter(m -> !(m instanceof SystemMetric)).toList());
    Interactions train = background.train(holdout.foldOut().items());
    PopularityShares.Part[] parts = shares.of(train);
    List<Segment> segments = new ArrayList<>();
    for (PopularityShares.Part part : PopularityShares.Part.values()) {
      Interactions foldOut = holdout.foldOut();
      Interactions wanted = foldOut.where(p -> parts[foldOut.item(p)] == part);
      if (wanted.isEmpty()) {
        segments.add(new Segment(part.label(), 0, List.of()));
      } else {
        Evaluation evaluation = lists.evaluate(model, holdout.withFoldOut(wanted), background);
        segments.add(new Segment(part.label(), evaluation.evaluatedUsers(), evaluation.results()));
      }
    }
    return new Segments("popularity of the held-out items", segments);
  }

  /** The same, with a fifth of the training interactions in the head and a fifth in the tail. */
  public static Segments byPopularity(
      Evaluator evaluator, Model model, Holdout holdout, MetricContext background) {
    return byPopularity(evaluator, model, holdout, background, PopularityShares.STANDARD);
  }

  /**
   * Measures a model on users of whom it is given 0, 1, 2, 3, 5 and 10 items of the history, and
   * all of it: how many items a new user must have had until the model is of use. All segments have
   * the same users, with at least 10 items folded in, and the same items to find and to rank; see
   * {@link NewUsers} for what is given. Of equal scores those of held-out items come last, so that
   * a model that scores all items alike, as many do without a history, finds nothing.
   *
   * @param evaluator metrics and conventions, but for {@link Evaluator#ties}
   * @param holdout of users who are not in the training data
   * @throws BadInputException if the hold-out has other users or nobody with so many items, or as
   *     in {@link Evaluator#evaluate(Model, Holdout, MetricContext)}
   */
  public static Segments coldStart(
      Evaluator evaluator, Model model, Holdout holdout, MetricContext background) {
    if (holdout.users() != Holdout.Generalisation.STRONG) {
      throw new BadInputException(
          "a cold start is that of new users, but this split tests users of the training data, whom"
              + " a model may score by what it learned of them; take a split that holds out users,"
              + " such as strong or user-kfold");
    }
    Evaluator strict = evaluator.withTies(Ties.PESSIMISTIC);
    List<Segment> segments = new ArrayList<>();
    for (int items : GIVEN) {
      Holdout few = NewUsers.given(holdout, items, NewUsers.FEWEST, GIVEN_SEED);
      if (few.foldOut().isEmpty()) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "no user of the hold-out has %d items folded in and one to find, so there is no"
                    + " cold start to compare: hold out more users, or lower the threshold",
                NewUsers.FEWEST));
      }
      Evaluation evaluation = strict.evaluate(model, few, background);
      String name = items == Integer.MAX_VALUE ? "all" : Integer.toString(items);
      segments.add(new Segment(name, evaluation.evaluatedUsers(), evaluation.results()));
    }
    return new Segments("items given of a history", segments);
  }

  /** A table for a terminal: segment, users, and for each metric mean and interval. */
  @Override
  public String toString() {
    int width = Math.max(7, segments.stream().mapToInt(s -> s.name().length()).max().orElse(0));
    int metrics =
        segments.stream()
            .flatMap(s -> s.results().stream())
            .mapToInt(r -> r.metric().name().length())
            .max()
            .orElse(6);
    String row = "%-" + width + "s  %6s  %-" + Math.max(6, metrics) + "s  %8s  %s%n";
    StringBuilder text = new StringBuilder("by ").append(by).append('\n');
    text.append(
        String.format(Locale.ROOT, row, "segment", "users", "metric", "mean", "95 % interval"));
    for (Segment segment : segments) {
      if (segment.results().isEmpty()) {
        text.append(String.format(Locale.ROOT, row, segment.name(), 0, "", "", "").stripTrailing());
        text.append('\n');
      }
      for (MetricResult result : segment.results()) {
        String mean = String.format(Locale.ROOT, "%.4f", result.mean());
        String range =
            result
                .ci95()
                .map(ci -> String.format(Locale.ROOT, "[%.4f, %.4f]", ci.low(), ci.high()))
                .orElse("");
        text.append(
            String.format(
                Locale.ROOT,
                row,
                segment.name(),
                result.users(),
                result.metric().name(),
                mean,
                range));
      }
    }
    return text.toString();
  }
}
