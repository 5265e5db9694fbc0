package org.refold.evaluate;

import org.refold.data.FoldInItems;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.UserRanking;

/**
 * Ranks the items of one user after the other: masks the history, finds the best k by partial
 * selection and marks what had been held out. Not for several threads.
 */
final class Ranker {

  /** Stands for the whole catalogue; told by identity. */
  static final int[] ALL_ITEMS = {};

  /**
   * What the metrics ask of a ranking.
   *
   * @param foldInItems what becomes of items of the history
   * @param ties which of equal scores comes first
   * @param longest the longest list that a metric looks at; 0 where none does
   * @param countsPairs whether a metric looks at pairs
   */
  record Plan(FoldInItems foldInItems, Ties ties, int longest, boolean countsPairs) {

    Plan withTies(Ties other) {
      return new Plan(foldInItems, other, longest, countsPairs);
    }
  }

  private final String model;
  private Holdout holdout;
  private final Plan plan;
  private final int items;
  private final int longest;
  private final UserRanking ranking;
  private final TopItems top;
  private final PairCounter pairs = new PairCounter();

  /** For each item 0, or 1 + its place in {@link #values}. */
  private final int[] slots;

  private float[] values = new float[64];
  private int[] heldOut = new int[64];
  private int heldOutSize;

  /**
   * @param model the name of whose scores they are, for messages
   * @param holdout the histories and what was held out of them
   * @param plan how to rank
   */
  Ranker(String model, Holdout holdout, Plan plan) {
    this.model = model;
    this.holdout = holdout;
    this.plan = plan;
    this.items = holdout.foldIn().itemCount();
    this.slots = new int[items];
    int longest = Math.min(plan.longest(), items);
    this.ranking = new UserRanking(longest);
    this.longest = longest;
    this.top = new TopItems(longest + 1); // one more, which may be equal to the last
  }

  /** Goes on with the users of another hold-out over the same items. */
  void goOnWith(Holdout other) {
    holdout = other;
  }

  /**
   * Ranks for one user.
   *
   * @param user a row of the hold-out
   * @param candidates the items to rank, or {@link #ALL_ITEMS}
   * @param scores of all items, from {@code offset} on; the history's are overwritten. Modified.
   * @return the ranking, until the next call
   * @throws org.refold.settings.BadInputException if a score is NaN
   */
  UserRanking rank(int user, int[] candidates, float[] scores, int offset) {
    refuseNaN(user, scores, offset);
    ranking.begin();
    takeHistory(user, scores, offset);
    markHeldOut(user);
    if (plan.longest() > 0) {
      select(scores, offset, candidates);
    }
    if (plan.countsPairs()) {
      countPairs(scores, offset, candidates);
    }
    unmark();
    return ranking;
  }

  /** Whether the last ranking would be another one under another rule for equal scores. */
  boolean hasTies() {
    return plan.longest() > 0 && top.hasTies();
  }

  private void refuseNaN(int user, float[] scores, int offset) {
    for (int item = 0; item < items; item++) {
      if (Float.isNaN(scores[offset + item])) {
        String id = holdout.foldIn().items().id(item);
        throw Models.noNumber(model, Float.NaN, id, holdout.foldIn(), user);
      }
    }
  }

  private void takeHistory(int user, float[] scores, int offset) {
    Interactions foldIn = holdout.foldIn();
    for (int p = foldIn.start(user); p < foldIn.end(user); p++) {
      ranking.addHistory(foldIn.item(p));
      if (plan.foldInItems() == FoldInItems.MASKED) {
        scores[offset + foldIn.item(p)] = Float.NEGATIVE_INFINITY;
      }
    }
  }

  /** An item that was held out twice counts once, with the value that it had last. */
  private void markHeldOut(int user) {
    Interactions foldOut = holdout.foldOut();
    ensureRoom(foldOut.count(user));
    heldOutSize = 0;
    for (int p = foldOut.start(user); p < foldOut.end(user); p++) {
      int item = foldOut.item(p);
      if (slots[item] == 0) {
        heldOut[heldOutSize++] = item;
        slots[item] = heldOutSize;
      }
      values[slots[item] - 1] = foldOut.value(p);
    }
    for (int k = 0; k < heldOutSize; k++) {
      ranking.addHeldOut(values[k]);
    }
  }

  private void ensureRoom(int count) {
    if (count > heldOut.length) {
      heldOut = new int[2 * count];
      values = new float[2 * count];
    }
  }

  private void unmark() {
    for (int k = 0; k < heldOutSize; k++) {
      slots[heldOut[k]] = 0;
    }
  }

  private void select(float[] scores, int offset, int[] candidates) {
    top.clear();
    float bar = -Float.MAX_VALUE; // leaves out what is scored minus infinity
    if (candidates == ALL_ITEMS) {
      for (int item = 0; item < items; item++) {
        float score = scores[offset + item];
        if (score >= bar) {
          bar = top.offer(score, item, isPreferred(item));
        }
      }
    } else {
      for (int item : candidates) {
        float score = scores[offset + item];
        if (score >= bar) {
          bar = top.offer(score, item, isPreferred(item));
        }
      }
    }
    top.sort();
    for (int rank = 1; rank <= Math.min(longest, top.size()); rank++) {
      int item = top.item(rank);
      int slot = slots[item];
      ranking.addRanked(item, slot > 0, slot > 0 ? values[slot - 1] : 0f);
    }
  }

  private boolean isPreferred(int item) {
    return switch (plan.ties()) {
      case INDEX -> false;
      case OPTIMISTIC -> slots[item] > 0;
      case PESSIMISTIC -> slots[item] == 0;
    };
  }

  private void countPairs(float[] scores, int offset, int[] candidates) {
    pairs.clear();
    boolean all = candidates == ALL_ITEMS;
    int ranked = all ? items : candidates.length;
    for (int k = 0; k < ranked; k++) {
      int item = all ? k : candidates[k];
      float score = scores[offset + item];
      if (slots[item] > 0 && score >= -Float.MAX_VALUE) {
        pairs.addHeldOut(score);
      }
    }
    pairs.sort();
    for (int k = 0; k < ranked; k++) {
      int item = all ? k : candidates[k];
      float score = scores[offset + item];
      if (slots[item] == 0 && score >= -Float.MAX_VALUE) {
        pairs.addOther(score);
      }
    }
    ranking.setPairs(pairs.won(), pairs.pairs());
  }
}
