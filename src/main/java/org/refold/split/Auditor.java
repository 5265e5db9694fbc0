package org.refold.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.split.SplitAudit.Finding;
import org.refold.split.SplitAudit.Level;
import org.refold.split.SplitAudit.Part;

/** Checks the parts of one split against each other; each check looks at every row once. */
final class Auditor {

  private final Interactions train;
  private final Origin origin;
  private final int[] trainCounts;
  private final boolean sourceRepeatsPairs;
  private final List<Part> parts = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Auditor(Interactions train, Origin origin) {
    this.train = train;
    this.origin = origin;
    this.trainCounts = train.itemCounts();
    Interactions source = origin.source();
    this.sourceRepeatsPairs = source != null && Rows.repeatedPairs(source) > 0;
  }

  SplitAudit audit(Optional<Holdout> validation, Holdout test) {
    Interactions source = origin.source();
    if (source != null) {
      parts.add(part("source", source));
    }
    parts.add(part("train", train));
    add(
        train.isEmpty() ? Level.REFUSE : Level.OK,
        "train.size",
        train.size(),
        sizeOf("train", train));
    validation.ifPresent(holdout -> check("validation", holdout));
    check("test", test);
    validation.ifPresent(holdout -> checkApart(holdout, test));
    if (source != null) {
      checkSum(source, validation, test);
    }
    findings.addAll(origin.findings());
    return new SplitAudit(parts, origin.dropped(), findings);
  }

  private void check(String name, Holdout holdout) {
    Interactions foldIn = holdout.foldIn();
    Interactions foldOut = holdout.foldOut();
    parts.add(part(name + ".fold-in", foldIn));
    parts.add(part(name + ".fold-out", foldOut));
    add(
        foldOut.isEmpty() ? Level.REFUSE : Level.OK,
        name + ".size",
        foldOut.size(),
        sizeOf(name + " fold-out", foldOut));
    checkUsers(name, holdout);
    checkPairs(name, holdout);
    checkCold(name, holdout);
    if (train.hasTimes() && foldOut.hasTimes() && !train.isEmpty() && !foldOut.isEmpty()) {
      checkTimes(name, holdout);
    }
    Candidates candidates = holdout.candidates();
    if (candidates != null) {
      checkCandidates(name, foldOut, candidates);
    }
  }

  private void checkUsers(String name, Holdout holdout) {
    int[] trainRow = holdout.foldIn().users().indicesIn(train.users());
    int known = 0;
    int withoutFoldIn = 0;
    int withoutFoldOut = 0;
    for (int user = 0; user < trainRow.length; user++) {
      boolean held = holdout.foldOut().count(user) > 0;
      boolean active = held || holdout.foldIn().count(user) > 0;
      known += active && trainRow[user] >= 0 && train.count(trainRow[user]) > 0 ? 1 : 0;
      withoutFoldIn += held && holdout.foldIn().count(user) == 0 ? 1 : 0;
      withoutFoldOut += held ? 0 : 1;
    }
    boolean strong = holdout.users() == Holdout.Generalisation.STRONG;
    add(
        strong && known > 0 ? Level.REFUSE : Level.OK,
        name + ".users-in-train",
        known,
        "%d users of the %s part stand in the training data (%s generalisation)"
            .formatted(known, name, strong ? "strong" : "weak"));
    add(
        noteIf(withoutFoldIn),
        name + ".cold-users",
        withoutFoldIn,
        "%d users have a fold-out but no history to fold in".formatted(withoutFoldIn));
    add(
        noteIf(withoutFoldOut),
        name + ".users-without-fold-out",
        withoutFoldOut,
        "%d users have nothing folded out and are not scored".formatted(withoutFoldOut));
  }

  private void checkPairs(String name, Holdout holdout) {
    Interactions foldOut = holdout.foldOut();
    int inFoldIn = Rows.sharedPairs(foldOut, holdout.foldIn());
    add(
        inFoldIn == 0 ? Level.OK : ifRepeated(),
        name + ".pairs-in-fold-in",
        inFoldIn,
        "%d pairs of the %s fold-out stand in the fold-in too%s"
            .formatted(inFoldIn, name, inFoldIn == 0 ? "" : whyRepeated()));
    int inTrain = Rows.sharedPairs(foldOut, train);
    add(
        inTrain == 0 ? Level.OK : ifRepeated(),
        name + ".pairs-in-train",
        inTrain,
        "%d pairs of the %s fold-out stand in the training data too%s"
            .formatted(inTrain, name, inTrain == 0 ? "" : whyRepeated()));
    int repeated = Rows.repeatedPairs(foldOut) + Rows.repeatedPairs(holdout.foldIn());
    add(
        noteIf(repeated),
        name + ".repeated-pairs",
        repeated,
        "%d pairs of the %s part are repetitions within its fold-in or its fold-out"
            .formatted(repeated, name));
  }

  private Level ifRepeated() {
    return sourceRepeatsPairs ? Level.WARN : Level.REFUSE;
  }

  private String whyRepeated() {
    return sourceRepeatsPairs ? ", as the data repeat pairs" : "";
  }

  private void checkCold(String name, Holdout holdout) {
    Interactions foldOut = holdout.foldOut();
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
        name + ".cold-items",
        items,
        "%d items of the %s fold-out (%d interactions) never occur in the training data"
            .formatted(items, name, cold));
  }

  private void checkTimes(String name, Holdout holdout) {
    Interactions foldOut = holdout.foldOut();
    long newest = Rows.newest(train);
    int earlier = Rows.countEarlier(foldOut, newest);
    double share = (double) earlier / foldOut.size();
    add(
        noteIf(earlier),
        name + ".earlier-than-train",
        share,
        String.format(
            Locale.ROOT,
            "%.1f %% of the %s fold-out is earlier than the newest training interaction",
            100 * share,
            name));
    if (holdout.foldIn().hasTimes()) {
      double own = (double) Rows.countEarlierThanOwn(foldOut, holdout.foldIn()) / foldOut.size();
      add(
          own > 0 ? Level.NOTE : Level.OK,
          name + ".earlier-than-history",
          own,
          String.format(
              Locale.ROOT,
              "%.1f %% of the %s fold-out is earlier than the newest of the user's own history",
              100 * own,
              name));
    }
  }

  private void checkCandidates(String name, Interactions foldOut, Candidates candidates) {
    int missing = 0;
    boolean[] isCandidate = new boolean[foldOut.itemCount()];
    for (int user = 0; user < foldOut.userCount(); user++) {
      int[] items = candidates.of(user);
      for (int item : items) {
        isCandidate[item] = true;
      }
      for (int p = foldOut.start(user); p < foldOut.end(user); p++) {
        missing += isCandidate[foldOut.item(p)] ? 0 : 1;
      }
      for (int item : items) {
        isCandidate[item] = false;
      }
    }
    add(
        missing > 0 ? Level.REFUSE : Level.OK,
        name + ".positives-not-candidates",
        missing,
        "%d interactions of the %s fold-out are not among their user's candidates"
            .formatted(missing, name));
  }

  /** What a model is chosen on must not be what it is reported on. */
  private void checkApart(Holdout validation, Holdout test) {
    int shared = Rows.sharedPairs(test.foldOut(), validation.foldOut());
    add(
        shared == 0 ? Level.OK : ifRepeated(),
        "validation.pairs-in-test",
        shared,
        "%d pairs of the test fold-out stand in the validation fold-out too%s"
            .formatted(shared, shared == 0 ? "" : whyRepeated()));
    if (test.users() == Holdout.Generalisation.STRONG) {
      int both = Rows.sharedUsers(test.foldIn(), validation.foldIn());
      add(
          both == 0 ? Level.OK : Level.REFUSE,
          "validation.users-in-test",
          both,
          "%d test users are validation users too".formatted(both));
    }
  }

  /** Everything of the source must be in exactly one part, or have been dropped for a reason. */
  private void checkSum(Interactions source, Optional<Holdout> validation, Holdout test) {
    long sum = train.size() + sizeApart(test);
    sum += validation.map(Auditor::sizeApart).orElse(0L);
    sum += origin.dropped().stream().mapToLong(SplitAudit.Dropped::interactions).sum();
    add(
        sum == source.size() ? Level.OK : Level.REFUSE,
        "unaccounted-for",
        (double) (source.size() - sum),
        "%d of %d interactions are in no part and were not dropped by a filter"
            .formatted(source.size() - sum, source.size()));
  }

  private static long sizeApart(Holdout holdout) {
    boolean strong = holdout.users() == Holdout.Generalisation.STRONG;
    return holdout.foldOut().size() + (strong ? holdout.foldIn().size() : 0L);
  }

  private static Part part(String name, Interactions rows) {
    int users = 0;
    for (int user = 0; user < rows.userCount(); user++) {
      users += rows.count(user) > 0 ? 1 : 0;
    }
    int items = 0;
    for (int count : rows.itemCounts()) {
      items += count > 0 ? 1 : 0;
    }
    return new Part(name, users, items, rows.size());
  }

  private static String sizeOf(String name, Interactions rows) {
    return rows.isEmpty()
        ? "the %s part is empty; hold out another share or loosen the filters".formatted(name)
        : "the %s part has %d interactions".formatted(name, rows.size());
  }

  private static Level noteIf(int count) {
    return count > 0 ? Level.NOTE : Level.OK;
  }

  private void add(Level level, String check, double value, String text) {
    findings.add(new Finding(level, check, value, text));
  }
}
