package org.refold.split.audit;

import java.util.Arrays;
import java.util.Locale;
import org.refold.data.Interactions;

/**
 * What a model learns from the time after the interactions that it is to find (Y. Ji, A. Sun, J.
 * Zhang, C. Li: A Critical Study on Data Leakage in Recommender System Offline Evaluation, TOIS
 * 2023): training interactions that are newer than an interaction of <em>another</em> user in the
 * fold-out. A user's own are the business of the order within a history.
 *
 * @param interactions training interactions that are newer than at least one such
 * @param users whose they are
 * @param items which they are of
 * @param share of all training interactions
 * @param meanShare the share of all training interactions that is newer than an interaction of the
 *     fold-out, mean over these
 */
record TimeLeak(int interactions, int users, int items, double share, double meanShare) {

  /**
   * @param train not empty, with times
   * @param foldOut not empty, with times, over the same items
   */
  static TimeLeak of(Interactions train, Interactions foldOut) {
    int[] trainRow = foldOut.users().indicesIn(train.users());
    long earliest = Long.MAX_VALUE;
    long earliestOfOthers = Long.MAX_VALUE;
    int first = -1;
    for (int user = 0; user < foldOut.userCount(); user++) {
      if (foldOut.count(user) > 0) {
        long time = foldOut.time(foldOut.start(user));
        earliestOfOthers = Math.min(earliestOfOthers, Math.max(time, earliest));
        first = time < earliest ? user : first;
        earliest = Math.min(earliest, time);
      }
    }
    int firstRow = first < 0 ? -1 : trainRow[first];
    boolean[] items = new boolean[train.itemCount()];
    int interactions = 0;
    int users = 0;
    for (int user = 0; user < train.userCount(); user++) {
      long bound = user == firstRow ? earliestOfOthers : earliest;
      int before = interactions;
      for (int p = train.start(user); p < train.end(user); p++) {
        if (train.time(p) > bound) {
          interactions++;
          items[train.item(p)] = true;
        }
      }
      users += interactions > before ? 1 : 0;
    }
    int itemCount = 0;
    for (boolean item : items) {
      itemCount += item ? 1 : 0;
    }
    double share = (double) interactions / train.size();
    return new TimeLeak(interactions, users, itemCount, share, meanShare(train, foldOut, trainRow));
  }

  private static double meanShare(Interactions train, Interactions foldOut, int[] trainRow) {
    long[] times = new long[train.size()];
    Arrays.setAll(times, train::time);
    Arrays.sort(times);
    double newer = 0;
    for (int p = 0; p < foldOut.size(); p++) {
      long time = foldOut.time(p);
      newer += times.length - notNewer(times, time);
      int own = trainRow[foldOut.userAt(p)];
      for (int q = own < 0 ? 0 : train.start(own); own >= 0 && q < train.end(own); q++) {
        newer -= train.time(q) > time ? 1 : 0;
      }
    }
    return newer / foldOut.size() / train.size();
  }

  /** How many of some ascending times are at most another. */
  private static int notNewer(long[] ascending, long time) {
    int from = 0;
    int to = ascending.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ascending[middle] <= time) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** As a sentence. */
  String text(String part) {
    return String.format(
        Locale.ROOT,
        "%.1f %% of the training interactions (%d, of %d users and %d items) are newer than a %s"
            + " interaction of another user; of one such interaction %.1f %% on average",
        100 * share,
        interactions,
        users,
        items,
        part,
        100 * meanShare);
  }
}
