package org.refold.split;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.refold.data.Interactions;
import org.refold.split.audit.Origin;
import org.refold.split.audit.SplitAudit;

/**
 * What the rules of a {@link Selection} have left so far, and where it came from.
 *
 * @param data what is left, with the vocabularies of the source
 * @param origin the source and what was dropped
 */
public record Selected(Interactions data, Origin origin) {

  /** Keeps the interactions at some positions. */
  Selected keep(String why, IntPredicate keep) {
    Interactions kept = data.where(keep);
    int users = activeUsers(data) - activeUsers(kept);
    int gone = data.size() - kept.size();
    return new Selected(kept, origin.withDropped(new SplitAudit.Dropped(why, users, gone)));
  }

  /** Keeps the users of some counts of interactions. */
  Selected keepUsers(String why, IntPredicate keepCount) {
    boolean[] keep = new boolean[data.size()];
    for (int user = 0; user < data.userCount(); user++) {
      if (keepCount.test(data.count(user))) {
        Arrays.fill(keep, data.start(user), data.end(user), true);
      }
    }
    return keep(why, p -> keep[p]);
  }

  /** The same, with something for the audit to say. */
  Selected noting(String check, String text) {
    SplitAudit.Finding note = new SplitAudit.Finding(SplitAudit.Level.NOTE, check, 0, text);
    return new Selected(data, origin.withFinding(note));
  }

  /** Without the users and items that are gone; everything else keeps its order. */
  public Selected compact() {
    return origin.dropped().isEmpty() ? this : new Selected(data.compact(), origin);
  }

  /** With the values, or without. */
  public Selected with(Feedback feedback) {
    return feedback == Feedback.BINARY && data.hasValues()
        ? new Selected(data.withoutValues(), origin)
        : this;
  }

  /** Says so where an order in time was asked for and something else decides instead. */
  public Selected notingOrder(SameTime sameTime) {
    if (!data.hasTimes()) {
      return noting("order", "the data have no times: the order of their lines stands for it");
    }
    TiedLines tied = TiedLines.of(data);
    if (tied.pairs() == 0) {
      return this;
    }
    String share = tied.words(data.size());
    if (sameTime == SameTime.RANDOM) {
      return noting("order", share + ": their order is random");
    }
    Selected noted = noting("order", share + ": lines decide the order");
    return tied.followItems()
        ? noted.noting(
            "order.of-items",
            tied.agreement()
                + ", so that the order of lines says something of items, and models of sequences"
                + " learn it; compare with sameTime=random")
        : noted;
  }

  private static int activeUsers(Interactions rows) {
    int active = 0;
    for (int user = 0; user < rows.userCount(); user++) {
      active += rows.count(user) > 0 ? 1 : 0;
    }
    return active;
  }
}
