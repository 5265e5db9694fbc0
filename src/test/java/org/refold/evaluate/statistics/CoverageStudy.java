package org.refold.evaluate.statistics;

import java.io.IOException;
import java.nio.file.Path;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;

/** Makes {@code results/coverage}: how often intervals and tests over folds are right. */
final class CoverageStudy {

  private static final int STUDIES = 1_000;

  private CoverageStudy() {}

  /**
   * Runs {@value #STUDIES} planted studies for each row, with fixed seeds.
   *
   * @param args the folder to write to
   */
  public static void main(String[] args) throws IOException {
    Table table =
        Table.of(
            "Planted studies",
            "folds",
            "users",
            "sd folds / sd users",
            "coverage",
            "coverage, users alone",
            "a null found",
            "0.05 sd found",
            "0.15 sd found");
    for (int folds : new int[] {5, 10}) {
      for (int users : new int[] {940, 6_000}) {
        for (double share : new double[] {0, 0.01, 0.03, 0.1}) {
          PlantedStudies.Outcome found =
              new PlantedStudies(folds, users, share).run(STUDIES, 1_000L * folds + users);
          table =
              table.row(
                  folds,
                  users,
                  new Cell.Value(share, 2),
                  new Cell.Value(found.covered(), 3),
                  new Cell.Value(found.coveredByUsers(), 3),
                  new Cell.Value(found.nullFound(), 3),
                  new Cell.Value(found.smallFound(), 3),
                  new Cell.Value(found.largeFound(), 3));
        }
      }
    }
    table =
        table
            .note(
                "1,000 studies a row, each of a base, three arms like it and two that differ, by"
                    + " 0.05 and 0.15 standard deviations of a user's difference. coverage: of the"
                    + " 5,000 intervals over users and training sets that hold the planted"
                    + " difference (standard error of a share near .95: .003 to .005, since arms"
                    + " share their base).")
            .note(
                "a null found: studies in which one of the three is said to differ, p below 0.05"
                    + " after Holm's adjustment over the five comparisons.");
    table.saveAll(Path.of(args[0]), "table");
  }
}
