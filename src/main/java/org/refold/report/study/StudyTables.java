package org.refold.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.ComparisonTable;
import org.refold.report.study.StudyNumbers.Estimate;
import org.refold.report.table.Cell;
import org.refold.report.table.Cell.Emphasis;
import org.refold.report.table.StatisticsTables;
import org.refold.report.table.Table;
import org.refold.study.Arm;
import org.refold.study.Study;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialResult;

/** The tables of a study. */
final class StudyTables {

  private static final int DIGITS = 4;

  private final StudyNumbers numbers;
  private final StudyComparisons comparisons;
  private final Arm base;
  private final Study study;

  StudyTables(StudyNumbers numbers, StudyComparisons comparisons, Arm base) {
    this.numbers = numbers;
    this.comparisons = comparisons;
    this.base = base;
    this.study = numbers.result().study();
  }

  /** A row for each arm: each metric with its interval, its spread over seeds, the time. */
  Table results() {
    boolean severalSeeds = study.seeds().size() > 1;
    boolean severalFolds = study.folds().size() > 1;
    List<String> columns = new ArrayList<>(List.of("arm"));
    for (Metric metric : numbers.metrics()) {
      columns.add(metric.name());
      if (severalSeeds) {
        columns.add(metric.name() + " sd");
      }
      if (severalFolds) {
        columns.add(metric.name() + " sd folds");
      }
    }
    columns.add("fit seconds");
    if (severalSeeds || severalFolds) {
      columns.add(severalFolds ? "trials" : "seeds");
    }
    Table table = new Table(title(), columns, List.of());
    for (Arm arm : numbers.arms()) {
      List<Object> row = new ArrayList<>(List.of(arm.label()));
      for (Metric metric : numbers.metrics()) {
        Estimate estimate = numbers.estimate(arm, metric);
        row.add(cell(arm, metric, estimate));
        if (severalSeeds) {
          row.add(new Cell.Value(estimate.deviation(), DIGITS));
        }
        if (severalFolds) {
          row.add(new Cell.Value(estimate.foldDeviation(), DIGITS));
        }
      }
      row.add(new Cell.Value(numbers.seconds(arm), 2));
      if (severalSeeds || severalFolds) {
        row.add(numbers.trials(arm).size());
      }
      table = table.row(row.toArray());
    }
    for (String note : notes(severalSeeds)) {
      table = table.note(note);
    }
    return table;
  }

  private String title() {
    return "%s: %s, %s, %s"
        .formatted(
            study.name(),
            DataSets.shortName(study.data()),
            study.splitter().spec(),
            study.repeats());
  }

  private Cell cell(Arm arm, Metric metric, Estimate estimate) {
    Cell plain = new Cell.Estimate(estimate.mean(), estimate.margin(), DIGITS);
    Emphasis emphasis = emphasis(arm, metric);
    String marks = marks(arm, metric);
    return emphasis == Emphasis.NONE && marks.isEmpty() ? plain : plain.marked(emphasis, marks);
  }

  private Emphasis emphasis(Arm arm, Metric metric) {
    Optional<Arm> best = numbers.best(metric);
    if (best.isEmpty() || numbers.arms().size() < 2) {
      return Emphasis.NONE;
    }
    if (best.get().equals(arm)) {
      return Emphasis.BEST;
    }
    return comparisons
        .of(arm, best.get(), metric)
        .filter(difference -> !difference.isSignificant())
        .map(difference -> Emphasis.TIED)
        .orElse(Emphasis.NONE);
  }

  private String marks(Arm arm, Metric metric) {
    Optional<Difference> difference = comparisons.of(arm, base, metric);
    if (difference.isEmpty() || !difference.get().isSignificant()) {
      return "";
    }
    boolean more = difference.get().mean() > 0;
    return more == (metric.better() == Metric.Better.HIGHER) ? "↑" : "↓";
  }

  private List<String> notes(boolean severalSeeds) {
    List<String> notes = new ArrayList<>();
    notes.add(means(severalSeeds));
    if (study.folds().size() > 1) {
      notes.add(
          String.format(
                  Locale.ROOT,
                  "sd folds: standard deviation over the %d folds of one seed%s; folds share"
                      + " training data,",
                  study.folds().size(),
                  severalSeeds ? " (root of the mean variance over seeds)" : "")
              + " so other data would vary more.");
    }
    if (comparisons.table().isPresent()) {
      notes.add(
          "Best of a column bold (* in plain text); underlined (=): not shown to be worse than it."
              + " ↑ better, ↓ worse than %s. Paired t-test over users%s, p below 0.05 after Holm's"
                  .formatted(
                      base.label(),
                      comparisons.table().get().isFolded() ? " and training sets" : "")
              + " adjustment over all comparisons. What was not seen may be there: the table of"
              + " differences has the smallest that is detectable.");
    }
    notes.add(seconds(severalSeeds));
    notes.addAll(MetricOrders.ofSampling(numbers));
    int failed = numbers.result().failed().size();
    int missing = numbers.result().missing().size();
    if (failed + missing > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Of %d trials %d failed and %d have not ended: arms without a finished one have no"
                  + " row.",
              study.trials().size(),
              failed,
              missing));
    }
    return notes;
  }

  private String seconds(boolean severalSeeds) {
    boolean severalFolds = study.folds().size() > 1;
    String over =
        (severalSeeds ? "seeds" : "")
            + (severalSeeds && severalFolds ? " and " : "")
            + (severalFolds ? "folds" : "");
    return "Fit seconds: %s%s."
        .formatted(
            over.isEmpty() ? "of one fit each" : "the median over " + over,
            numbers.hasMedians() ? "" : "; the first fit of a process is slower than later ones");
  }

  private String means(boolean severalSeeds) {
    boolean severalFolds = study.folds().size() > 1;
    if (!severalSeeds) {
      return "Mean%s ± half its 95 %% interval over users."
          .formatted(severalFolds ? " over folds" : "");
    }
    return severalFolds
        ? "Mean over seeds and folds ± half its 95 % interval over users; sd: standard deviation"
            + " over seeds of the mean over folds."
        : "Mean over seeds ± half its 95 % interval over users; sd: standard deviation over seeds.";
  }

  /** Each comparison with its effect size. */
  Optional<Table> differences() {
    return comparisons.table().map(this::differences);
  }

  private Table differences(ComparisonTable compared) {
    return StatisticsTables.explained("Differences, user by user", compared)
        .note(
            study.folds().size() > 1
                ? "Two arms are compared by the seeds and folds that both have."
                : "Two arms are compared by the seeds that both have.");
  }

  /** The trials that failed, with their reasons; empty where none did. */
  static Optional<Table> failures(StudyResult result) {
    if (result.failed().isEmpty()) {
      return Optional.empty();
    }
    Table table = Table.of("Failed trials", "arm", "seed", "reason");
    for (TrialResult trial : result.failed()) {
      String reason = trial.failure().map(Object::toString).orElse("unknown");
      table = table.row(trial.trial().arm().label(), trial.trial().seed(), reason);
    }
    return Optional.of(table);
  }

  /** What was measured, in full. */
  static Table conventions(StudyNumbers numbers) {
    Table table = Table.of("Metrics", "name", "in full", "better");
    for (Metric metric : numbers.metrics()) {
      String better = metric.better() == Metric.Better.HIGHER ? "higher" : "lower";
      table = table.row(metric.name(), metric.fullName(), better);
    }
    return table;
  }
}
