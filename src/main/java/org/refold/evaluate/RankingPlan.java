package org.refold.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.data.Candidates;

/**
 * How users' items are to be ranked, so that all metrics can be computed.
 *
 * @param model the name of the model, for messages
 * @param foldInItems what becomes of items of the history
 * @param ties which of equal scores comes first
 * @param longest the longest list that a metric looks at; 0 where none does
 * @param countsPairs whether a metric needs pairs
 * @param candidates what is ranked for each original user, or null for all items
 * @param original for each row that is ranked, the original user
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RankingPlan(
    String model,
    FoldInItems foldInItems,
    Ties ties,
    int longest,
    boolean countsPairs,
    @Nullable Candidates candidates,
    int[] original) {

  /** Stands for the whole catalogue; told by identity. */
  static final int[] ALL_ITEMS = {};

  /** The longest cut-off of some metrics. */
  static int longest(List<Metric> metrics) {
    return metrics.stream().mapToInt(Metric::cutoff).max().orElse(0);
  }

  /** The items to rank for a row, or {@link #ALL_ITEMS}. */
  int[] candidatesOf(int row) {
    return candidates == null ? ALL_ITEMS : candidates.of(original[row]);
  }
}
