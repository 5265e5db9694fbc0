package org.refold.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.refold.study.Arm;
import org.refold.study.StudyResult;

/** What a study came to, as one table. */
public final class StudyTable {

  private static final int DIGITS = 4;

  private StudyTable() {}

  /** A row for each arm: the mean over seeds and, with several seeds, their standard deviation. */
  public static Table of(StudyResult result) {
    List<String> columns = new ArrayList<>(List.of("arm", "seeds"));
    columns.addAll(result.metrics());
    columns.add("fit seconds");
    Table table =
        new Table(
            "%s on %s, %s"
                .formatted(result.study().name(), result.study().data(), result.study().split()),
            columns,
            List.of());
    for (Arm arm : result.study().arms()) {
      List<Object> row = new ArrayList<>(List.of(arm.label()));
      row.add((int) statistics(result.fitSeconds(arm)).getN());
      for (String metric : result.metrics()) {
        row.add(cell(statistics(result.values(arm, metric))));
      }
      row.add(new Cell.Value(mean(statistics(result.fitSeconds(arm))), 2));
      table = table.row(row.toArray());
    }
    return table;
  }

  private static SummaryStatistics statistics(double[] bySeed) {
    SummaryStatistics statistics = new SummaryStatistics();
    Arrays.stream(bySeed).filter(v -> !Double.isNaN(v)).forEach(statistics::addValue);
    return statistics;
  }

  private static double mean(SummaryStatistics statistics) {
    return statistics.getN() == 0 ? Double.NaN : statistics.getMean();
  }

  private static Cell cell(SummaryStatistics statistics) {
    return statistics.getN() > 1
        ? new Cell.Estimate(statistics.getMean(), statistics.getStandardDeviation(), DIGITS)
        : new Cell.Value(mean(statistics), DIGITS);
  }
}
