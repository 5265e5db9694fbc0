package org.refold.report.study;

import java.util.Locale;
import java.util.Optional;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Comparison;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.Study;
import org.refold.study.plan.PlanFile;
import org.refold.study.store.StudyResult;

/** What a plan expected of a study, beside what came of it. */
final class PlanAndFact {

  private static final int DIGITS = 4;

  private PlanAndFact() {}

  /** A row for each comparison of the plan that the study has; the times below. */
  static Table table(PlanFile plan, StudyResult result, StudyComparisons comparisons) {
    Table table =
        Table.of(
            "Plan and fact",
            "arm",
            "versus",
            "half-width planned",
            "half-width",
            "fact / plan",
            "detectable planned",
            "detectable");
    for (PlanFile.Expected expected : plan.arms()) {
      Optional<Comparison> found = compared(plan, expected, result.study(), comparisons);
      if (found.isPresent()) {
        Comparison fact = found.get();
        double half = (fact.interval().high() - fact.interval().low()) / 2;
        table =
            table.row(
                expected.arm(),
                expected.versus(),
                new Cell.Value(expected.halfWidth(), DIGITS),
                new Cell.Value(half, DIGITS),
                new Cell.Value(half / expected.halfWidth(), 2),
                new Cell.Value(expected.detectable(), DIGITS),
                new Cell.Value(fact.detectable(), DIGITS));
      }
    }
    double seconds =
        result.finished().stream()
            .mapToDouble(trial -> trial.seconds().fit() + trial.seconds().score())
            .sum();
    return table.note(
        String.format(
            Locale.ROOT,
            "%s. Planned: %d fits in %.1f minutes; came: %d in %.1f, fits and scoring one after the"
                + " other.",
            plan.metric(),
            plan.fits(),
            plan.seconds() / 60,
            result.finished().size(),
            seconds / 60));
  }

  private static Optional<Comparison> compared(
      PlanFile plan, PlanFile.Expected expected, Study study, StudyComparisons comparisons) {
    Optional<Metric> metric =
        study.evaluator().metrics().stream()
            .filter(one -> one.name().equals(plan.metric()))
            .findFirst();
    boolean known =
        study.arms().stream().anyMatch(arm -> arm.label().equals(expected.arm()))
            && study.arms().stream().anyMatch(arm -> arm.label().equals(expected.versus()));
    return known && metric.isPresent()
        ? comparisons.between(study.arm(expected.arm()), study.arm(expected.versus()), metric.get())
        : Optional.empty();
  }
}
