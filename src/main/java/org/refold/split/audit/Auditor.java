package org.refold.split.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.split.audit.SplitAudit.Finding;
import org.refold.split.audit.SplitAudit.Level;
import org.refold.split.audit.SplitAudit.Part;

/**
 * Checks a split as a whole: that its parts are apart, and together make up the source. What can be
 * said of one hold-out alone is left to {@link HoldoutAuditor}.
 */
public final class Auditor {

  private final Interactions train;
  private final Origin origin;
  private final boolean sourceRepeatsPairs;
  private final List<Part> parts = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  public Auditor(Interactions train, Origin origin) {
    this.train = train;
    this.origin = origin;
    Interactions source = origin.source();
    this.sourceRepeatsPairs = source != null && RowCounts.repeatedPairs(source) > 0;
  }

  public SplitAudit audit(Optional<Holdout> validation, Holdout test) {
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
    parts.add(part(name + ".fold-in", holdout.foldIn()));
    parts.add(part(name + ".fold-out", holdout.foldOut()));
    findings.addAll(new HoldoutAuditor(name, holdout, train, sourceRepeatsPairs).audit());
  }

  /** What a model is chosen on must not be what it is reported on. */
  private void checkApart(Holdout validation, Holdout test) {
    int shared = RowCounts.sharedPairs(test.foldOut(), validation.foldOut());
    add(
        shared == 0 ? Level.OK : sourceRepeatsPairs ? Level.WARN : Level.REFUSE,
        "validation.pairs-in-test",
        shared,
        String.format(
            Locale.ROOT,
            "%d pairs of the test fold-out stand in the validation fold-out too",
            shared));
    if (test.users() == Holdout.Generalisation.STRONG) {
      int both = RowCounts.sharedUsers(test.foldIn(), validation.foldIn());
      add(
          both == 0 ? Level.OK : Level.REFUSE,
          "validation.users-in-test",
          both,
          String.format(Locale.ROOT, "%d test users are validation users too", both));
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
        String.format(
            Locale.ROOT,
            "%d of %d interactions are in no part and were not dropped by a filter",
            source.size() - sum,
            source.size()));
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

  static String sizeOf(String name, Interactions rows) {
    return rows.isEmpty()
        ? "the %s part is empty; hold out another share or loosen the filters".formatted(name)
        : String.format(Locale.ROOT, "the %s part has %d interactions", name, rows.size());
  }

  private void add(Level level, String check, double value, String text) {
    findings.add(new Finding(level, check, value, text));
  }
}
