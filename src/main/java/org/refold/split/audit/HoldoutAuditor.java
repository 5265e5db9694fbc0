package org.refold.split.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.split.audit.SplitAudit.Finding;
import org.refold.split.audit.SplitAudit.Level;

/** Checks one hold-out, by itself and against the training data; looks at every row a few times. */
final class HoldoutAuditor {

  private static final String HIDDEN =
      ": rankings hide what is folded in, so that these cannot be hit; read the data without"
          + " repeats (--repeats last)";

  private final String name;
  private final Holdout holdout;
  private final Interactions foldIn;
  private final Interactions foldOut;
  private final Interactions train;
  private final boolean sourceRepeatsPairs;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param name what the names of the checks begin with
   * @param sourceRepeatsPairs whether a user has an item more than once in the source
   */
  HoldoutAuditor(String name, Holdout holdout, Interactions train, boolean sourceRepeatsPairs) {
    this.name = name;
    this.holdout = holdout;
    this.foldIn = holdout.foldIn();
    this.foldOut = holdout.foldOut();
    this.train = train;
    this.sourceRepeatsPairs = sourceRepeatsPairs;
  }

  List<Finding> audit() {
    add(
        foldOut.isEmpty() ? Level.REFUSE : Level.OK,
        "size",
        foldOut.size(),
        Auditor.sizeOf(name + " fold-out", foldOut));
    if (holdout.prediction().isOfNext()) {
      checkNext();
    }
    checkUsers();
    checkPairs();
    checkCold();
    if (train.hasTimes() && foldOut.hasTimes() && !train.isEmpty() && !foldOut.isEmpty()) {
      checkTimes();
    }
    Candidates candidates = holdout.candidates();
    if (candidates != null) {
      checkCandidates(candidates);
    }
    return findings;
  }

  private void checkNext() {
    add(
        Level.NOTE,
        "next-items",
        foldOut.size(),
        String.format(
            Locale.ROOT,
            "each of the %d interactions of the %s fold-out is to be found from all before it; a"
                + " user's value is the mean over them",
            foldOut.size(),
            name));
  }

  private void checkUsers() {
    int[] trainRow = foldIn.users().indicesIn(train.users());
    int known = 0;
    int withoutFoldIn = 0;
    int withoutFoldOut = 0;
    for (int user = 0; user < trainRow.length; user++) {
      boolean held = foldOut.count(user) > 0;
      boolean active = held || foldIn.count(user) > 0;
      known += active && trainRow[user] >= 0 && train.count(trainRow[user]) > 0 ? 1 : 0;
      withoutFoldIn += held && foldIn.count(user) == 0 ? 1 : 0;
      withoutFoldOut += held ? 0 : 1;
    }
    boolean strong = holdout.users() == Holdout.Generalisation.STRONG;
    add(
        strong && known > 0 ? Level.REFUSE : Level.OK,
        "users-in-train",
        known,
        String.format(
            Locale.ROOT,
            "%d users of the %s part stand in the training data (%s generalisation)",
            known,
            name,
            strong ? "strong" : "weak"));
    add(
        noteIf(withoutFoldIn),
        "cold-users",
        withoutFoldIn,
        String.format(
            Locale.ROOT, "%d users have a fold-out but no history to fold in", withoutFoldIn));
    add(
        noteIf(withoutFoldOut),
        "users-without-fold-out",
        withoutFoldOut,
        String.format(
            Locale.ROOT, "%d users have nothing folded out and are not scored", withoutFoldOut));
  }

  private void checkPairs() {
    int inFoldIn = RowCounts.sharedPairs(foldOut, foldIn);
    add(
        inFoldIn == 0 ? Level.OK : ifRepeated(),
        "pairs-in-fold-in",
        inFoldIn,
        String.format(
            Locale.ROOT,
            "%d pairs of the %s fold-out stand in the fold-in too%s",
            inFoldIn,
            name,
            inFoldIn == 0 ? "" : whyRepeated() + HIDDEN));
    int inTrain = RowCounts.sharedPairs(foldOut, train);
    add(
        inTrain == 0 ? Level.OK : ifRepeated(),
        "pairs-in-train",
        inTrain,
        String.format(
            Locale.ROOT,
            "%d pairs of the %s fold-out stand in the training data too%s",
            inTrain,
            name,
            inTrain == 0 ? "" : whyRepeated()));
    int repeated = RowCounts.repeatedPairs(foldOut) + RowCounts.repeatedPairs(foldIn);
    add(
        noteIf(repeated),
        "repeated-pairs",
        repeated,
        String.format(
            Locale.ROOT,
            "%d pairs of the %s part are repetitions within its fold-in or its fold-out",
            repeated,
            name));
  }

  private Level ifRepeated() {
    return sourceRepeatsPairs ? Level.WARN : Level.REFUSE;
  }

  private String whyRepeated() {
    return sourceRepeatsPairs ? ", as the data repeat pairs" : "";
  }

  private void checkCold() {
    int[] trainCounts = train.itemCounts();
    int cold = 0;
    boolean[] seen = new boolean[foldOut.itemCount()];
    int items = 0;
    for (int p = 0; p < foldOut.size(); p++) {
      int item = foldOut.item(p);
      if (trainCounts[item] == 0) {
        cold++;
        items += seen[item] ? 0 : 1;
        seen[item] = true;
      }
    }
    add(
        noteIf(cold),
        "cold-items",
        items,
        String.format(
            Locale.ROOT,
            "%d items of the %s fold-out (%d interactions) never occur in the training data",
            items,
            name,
            cold));
  }

  private void checkTimes() {
    long newest = RowCounts.newest(train);
    int earlier = RowCounts.countEarlier(foldOut, newest);
    double share = (double) earlier / foldOut.size();
    add(
        noteIf(earlier),
        "earlier-than-train",
        share,
        String.format(
            Locale.ROOT,
            "%.1f %% of the %s fold-out is earlier than the newest training interaction",
            100 * share,
            name));
    TimeLeak leak = TimeLeak.of(train, foldOut);
    add(noteIf(leak.interactions()), "newer-training", leak.share(), leak.text(name));
    if (foldIn.hasTimes()) {
      double own = (double) RowCounts.countEarlierThanOwn(foldOut, foldIn) / foldOut.size();
      add(
          own > 0 ? Level.NOTE : Level.OK,
          "earlier-than-history",
          own,
          String.format(
              Locale.ROOT,
              "%.1f %% of the %s fold-out is earlier than the newest of the user's own history",
              100 * own,
              name));
    }
  }

  private void checkCandidates(Candidates candidates) {
    int missing = 0;
    int inHistory = 0;
    boolean[] isCandidate = new boolean[foldOut.itemCount()];
    for (int user = 0; user < foldOut.userCount(); user++) {
      int[] items = candidates.of(user);
      for (int item : items) {
        isCandidate[item] = true;
      }
      for (int p = foldOut.start(user); p < foldOut.end(user); p++) {
        missing += isCandidate[foldOut.item(p)] ? 0 : 1;
        isCandidate[foldOut.item(p)] = false;
      }
      for (int p = foldIn.start(user); p < foldIn.end(user); p++) {
        inHistory += isCandidate[foldIn.item(p)] ? 1 : 0;
      }
      for (int item : items) {
        isCandidate[item] = false;
      }
    }
    add(
        missing > 0 ? Level.REFUSE : Level.OK,
        "positives-not-candidates",
        missing,
        String.format(
            Locale.ROOT,
            "%d interactions of the %s fold-out are not among their user's candidates",
            missing,
            name));
    add(
        inHistory > 0 ? Level.WARN : Level.OK,
        "candidates-in-fold-in",
        inHistory,
        String.format(
            Locale.ROOT,
            "%d negatives of the %s part stand in their user's history",
            inHistory,
            name));
  }

  private static Level noteIf(int count) {
    return count > 0 ? Level.NOTE : Level.OK;
  }

  private void add(Level level, String check, double value, String text) {
    findings.add(new Finding(level, name + "." + check, value, text));
  }
}
