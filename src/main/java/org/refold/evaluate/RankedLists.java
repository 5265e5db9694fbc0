package org.refold.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refold.data.FoldInItems;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.evaluate.metric.Auc;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.RatingMetric;
import org.refold.settings.BadInputException;

/**
 * Rankings that some system made, a list of items for each user, for {@link
 * Evaluator#evaluate(RankedLists, Holdout, org.refold.evaluate.metric.MetricContext,
 * org.refold.settings.Progress)}. Arrays are not copied: do not change them.
 *
 * @param name of the system
 * @param items what the indices in the lists mean: the items of the hold-out
 * @param lists by raw id of a user, the best item first, each once
 */
public record RankedLists(String name, Vocabulary items, Map<String, int[]> lists) {

  private static final int[] NONE = {};

  /** Copies the map. */
  public RankedLists {
    lists = Collections.unmodifiableMap(new HashMap<>(lists));
  }

  private int[] of(Interactions rows, int user) {
    return lists.getOrDefault(rows.users().id(user), NONE);
  }

  /** Scores the items of a list in its order, and those that are not in it minus infinity. */
  BatchScorer scorer(Holdout holdout) {
    Interactions rows = holdout.foldIn();
    return (from, to, scores) -> {
      Arrays.fill(scores, 0, (to - from) * items.size(), Float.NEGATIVE_INFINITY);
      for (int user = from; user < to; user++) {
        int[] list = of(rows, user);
        for (int rank = 0; rank < list.length; rank++) {
          scores[(user - from) * items.size() + list[rank]] = list.length - rank;
        }
      }
    };
  }

  /**
   * Checks that lists are all that is needed.
   *
   * @throws BadInputException if a metric asks for more
   */
  public static void check(List<Metric> metrics) {
    for (Metric metric : metrics) {
      if (metric instanceof RatingMetric || metric instanceof Auc) {
        throw new BadInputException(
            "%s cannot be measured on lists: it needs %s; take metrics of lists, such as ndcg@100"
                .formatted(
                    metric.name(),
                    metric instanceof Auc ? "scores of all items" : "predictions of ratings"));
      }
    }
  }

  /** What is to be known beside the figures of the users of a hold-out. */
  List<String> notes(Evaluator evaluator, Holdout holdout) {
    Interactions foldIn = holdout.foldIn();
    int users = foldIn.userCount();
    int without = 0;
    int shorter = 0;
    int seen = 0;
    for (int user = 0; user < users; user++) {
      int[] list = of(foldIn, user);
      int known = 0;
      for (int item : list) {
        known += foldIn.contains(user, item) ? 1 : 0;
      }
      seen += known;
      boolean masked = evaluator.foldInItems() == FoldInItems.MASKED;
      int ranked = masked ? list.length - known : list.length;
      int there = masked ? items.size() - foldIn.count(user) : items.size();
      without += list.length == 0 ? 1 : 0;
      shorter += list.length > 0 && ranked < Math.min(there, evaluator.longest()) ? 1 : 0;
    }
    List<String> notes = new ArrayList<>();
    if (without > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d of the %d users have no list in %s and count as users without a hit",
              without,
              users,
              name));
    }
    if (shorter > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d of the %d lists are shorter than the longest cut-off, %d: what they leave out"
                  + " counts as not found",
              shorter,
              users - without,
              evaluator.longest()));
    }
    if (seen > 0 && evaluator.foldInItems() == FoldInItems.MASKED) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d places of the lists are items of the users' own histories, and are passed over",
              seen));
    }
    return notes;
  }
}
