package org.refold.report.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.MadeUpStudies;
import org.refold.report.chart.Panels;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.study.store.ResultFile;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialResult;

class StudyReportTest {

  private final StudyResult oneFactor = MadeUpStudies.oneFactor();

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertSameFiles(Path one, Path other) throws IOException {
    assertThat(names(one)).isEqualTo(names(other)).isNotEmpty();
    for (String name : names(one)) {
      assertThat(one.resolve(name)).hasSameBinaryContentAs(other.resolve(name));
    }
  }

  @Test
  void readingTheResultsAgainGivesTheSameFilesByteForByte(@TempDir Path folder) throws Exception {
    StudyReport.of(oneFactor).write(folder.resolve("first"));
    List<TrialResult> again = new ArrayList<>();
    for (TrialResult trial : oneFactor.trials()) {
      Path file = folder.resolve("trials").resolve(trial.identity().id() + ".json");
      ResultFile.write(trial, file);
      again.add(0, ResultFile.read(file)); // another order, as a folder may give
    }
    StudyReport.of(new StudyResult(oneFactor.study(), again)).write(folder.resolve("second"));
    assertSameFiles(folder.resolve("first"), folder.resolve("second"));
  }

  @Test
  void figuresFitADesignOfOneFactor() {
    assertThat(StudyReport.of(oneFactor).figures().keySet())
        .containsExactly(
            "dropout-ndcg-100",
            "dropout-recall-20",
            "dropout-coverage-10",
            "seeds-mult-dae",
            "learning-mult-dae",
            "time");
  }

  @Test
  void figuresFitADesignOfTwoFactors() {
    assertThat(StudyReport.of(MadeUpStudies.twoFactors()).figures().keySet())
        .containsExactly(
            "map-mult-vae-ndcg-100",
            "learning-mult-vae",
            "traces-mult-vae",
            "time",
            "segments-popularity");
  }

  @Test
  void segmentsHaveATableWithGapsWhereNobodyIsInside(@TempDir Path folder) throws Exception {
    assertThat(StudyReport.of(oneFactor).segments()).isEmpty();
    StudyReport report = StudyReport.of(MadeUpStudies.twoFactors());
    Table table = report.segments().orElseThrow();
    assertThat(table.columns()).containsExactly("by", "segment", "arm", "users", "ndcg@100");
    assertThat(table.rows()).hasSize(4 * 10);
    double whole = Double.parseDouble(report.table().rows().get(9).get(1).raw());
    assertThat(table.rows().get(19))
        .extracting(Cell::text)
        .startsWith("popularity", "popularity 1", "ease", "20");
    assertThat(Double.parseDouble(table.rows().get(19).get(4).raw()))
        .isEqualTo(whole + 0.1, within(1e-12));
    assertThat(table.rows().get(39)).extracting(Cell::text).endsWith("0", "-");
    report.write(folder);
    assertThat(folder.resolve("README.md")).content().contains("## Segments", "segments.csv");
    assertThat(folder.resolve("segments.tex")).exists();
  }

  @Test
  void theTableTellsUsersAndSeedsApartAndMarksTheBestAndWhatDiffersFromTheBase() {
    Table table = StudyReport.of(oneFactor).table();
    assertThat(table.columns())
        .containsExactly(
            "arm",
            "ndcg@100",
            "ndcg@100 sd",
            "recall@20",
            "recall@20 sd",
            "coverage@10",
            "coverage@10 sd",
            "fit seconds",
            "seeds");
    assertThat(table.rows()).hasSize(5);
    assertThat(table.rows().get(0).get(1).emphasis()).isEqualTo(Cell.Emphasis.NONE);
    assertThat(table.rows().get(0).get(1).marks()).isEmpty();
    assertThat(table.rows().get(3).get(1).emphasis()).isEqualTo(Cell.Emphasis.BEST);
    assertThat(table.rows().get(3).get(1).marks()).isEqualTo("↑");
    assertThat(table.rows().get(3).get(8).text()).isEqualTo("2");
    assertThat(String.join(" ", table.notes())).contains("popularity").contains("Holm");
    assertThat(table.notes()).anyMatch(note -> note.contains("15 trials 1 failed and 1 have not"));
  }

  /** The first fit of a process is slow, whichever arm it is of. */
  @Test
  void secondsAreTheMedianOverTrials() {
    List<TrialResult> cold = new ArrayList<>(oneFactor.trials());
    TrialResult first = cold.get(0);
    cold.set(
        0,
        new TrialResult(
            first.trial(),
            first.identity(),
            first.data(),
            first.split(),
            first.failure(),
            first.metrics(),
            first.segments(),
            first.perUser(),
            first.training(),
            new TrialResult.Seconds(100, 0.1),
            first.peakMemory(),
            first.environment(),
            first.provenance()));
    StudyResult begun = new StudyResult(oneFactor.study(), cold);
    double[] seconds = begun.fitSeconds(first.trial().arm());
    Arrays.sort(seconds);
    assertThat(seconds).hasSize(3).endsWith(100);
    Table table = StudyReport.of(begun).table();
    assertThat(table.rows().get(0).get(7).text())
        .isEqualTo(String.format(Locale.ROOT, "%.2f", seconds[1]));
    assertThat(table.notes())
        .as("two arms have two trials only")
        .contains(
            "Fit seconds: the median over seeds; the first fit of a process is slower than later"
                + " ones.");
    StudyResult once = MadeUpStudies.twoFactors();
    assertThat(StudyReport.of(once).table().notes())
        .contains(
            "Fit seconds: of one fit each; the first fit of a process is slower than later ones.");
  }

  @Test
  void anotherBaseMarksOtherwise() {
    Table table = StudyReport.of(oneFactor, "mult-dae dropout=0.25").table();
    assertThat(table.rows().get(0).get(1).marks()).isEqualTo("↓");
    assertThatThrownBy(() -> StudyReport.of(oneFactor, "mult-dae dropout=0.26"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mult-dae dropout=0.25");
  }

  @Test
  void theSpreadOverFoldsIsThatWithinSeeds() {
    double[][] values = {{1, 3}, {11, Double.NaN, 15}, {7, Double.NaN}};
    assertThat(StudyNumbers.withinSeeds(values)).isEqualTo(Math.sqrt((2 + 8) / 2.0), within(1e-12));
    assertThat(StudyNumbers.withinSeeds(new double[][] {{1}, {2}})).isNaN();
  }

  @Test
  void theMeanOverSeedsStandsInTheTableWithAllDigits() {
    double[] seeds = oneFactor.values(oneFactor.study().arms().get(0), "ndcg@100");
    Cell cell = StudyReport.of(oneFactor).table().rows().get(0).get(1);
    assertThat(Double.parseDouble(cell.raw()))
        .isEqualTo((seeds[0] + seeds[1] + seeds[2]) / 3, within(1e-12));
    assertThat(Double.parseDouble(cell.extras().get("margin"))).isBetween(0.001, 0.1);
  }

  @Test
  void allPairsOfFewArmsAreComparedInMetricsWithValuesByUser() {
    Table comparison = StudyReport.of(oneFactor).comparison().orElseThrow();
    assertThat(comparison.rows()).hasSize(2 * 5 * 4 / 2);
    assertThat(comparison.rows()).noneMatch(row -> row.get(0).text().startsWith("coverage"));
  }

  @Test
  void ofManyArmsEachIsComparedWithTheBaseAndWithTheBest() {
    Table comparison = StudyReport.of(MadeUpStudies.twoFactors()).comparison().orElseThrow();
    assertThat(comparison.rows()).hasSize(9 + 8);
    assertThat(comparison.rows())
        .extracting(row -> row.get(1).text() + row.get(2).text())
        .doesNotHaveDuplicates();
  }

  @Test
  void thePageHasTableFiguresFailuresAndTheCommand(@TempDir Path folder) throws Exception {
    List<Path> files = StudyReport.of(oneFactor).write(folder);
    String page = Files.readString(files.get(0));
    assertThat(page)
        .contains("`./refold report dropout`")
        .contains("13 finished, 1 failed, 1 missing")
        .contains("| popularity | ")
        .contains("E_A&amp;SE &lt;1&gt; 100%\\|\\$x\\$ # β")
        .contains("![time](time.png)")
        .contains("| mult-dae dropout=0.25 | 3 | Java heap space \\| 3 GB |")
        .contains("- mult-dae dropout=0.5, seed 3")
        .contains("ndcg@100(gain=binary,discount=log2,ideal=truncated)");
    assertThat(files).allMatch(Files::exists);
    assertThat(names(folder))
        .contains("table.csv", "table.md", "table.tex", "table.html")
        .contains("table.txt", "comparison.csv", "time.svg", "time.png");
  }

  @Test
  void aStudyThatHasNotBegunHasAPageThatSaysSo(@TempDir Path folder) throws Exception {
    List<Path> files = StudyReport.of(MadeUpStudies.notBegun()).write(folder);
    assertThat(Files.readString(files.get(0)))
        .contains("No trial has finished.")
        .contains("15 missing");
    assertThat(names(folder)).noneMatch(name -> name.endsWith(".png"));
  }

  @Test
  void everyFindingSaysWhatWouldHaveBeenSeen() {
    StudyReport report = StudyReport.of(oneFactor);
    Table findings = report.findings().orElseThrow();
    Table all = report.comparison().orElseThrow();
    String base = oneFactor.study().arms().get(0).label();
    assertThat(findings.rows()).isNotEmpty();
    for (List<Cell> row : findings.rows()) {
      List<Cell> same =
          all.rows().stream()
              .filter(
                  one ->
                      one.get(0).text().equals(row.get(0).text())
                          && one.get(1).text().equals(row.get(1).text())
                          && one.get(2).text().equals(base))
              .findFirst()
              .orElseThrow();
      assertThat(row.get(2).text()).isEqualTo(same.get(4).text());
      assertThat(row.get(3).text()).isEqualTo(same.get(5).text());
      boolean significant = Double.parseDouble(same.get(8).raw()) < 0.05;
      boolean alone = Double.parseDouble(same.get(7).raw()) < 0.05;
      boolean more = Double.parseDouble(same.get(4).raw()) > 0;
      String which = more ? "better" : "worse";
      assertThat(row.get(4).text())
          .startsWith(
              significant
                  ? which
                  : alone ? which + " by itself" : "none seen; " + row.get(3).text());
    }
  }

  @Test
  void figuresOfLevelsHaveTheirPairedDifferencesBelow() {
    IChart figure = StudyReport.of(oneFactor).figures().get("dropout-ndcg-100");
    assertThat(figure).isInstanceOf(Panels.class);
    assertThat(figure.getTitle()).contains("paired differences", "would be seen");
    IChart map = StudyReport.of(MadeUpStudies.twoFactors()).figures().get("map-mult-vae-ndcg-100");
    assertThat(map.getTitle())
        .contains("; * p < .05 against the best, not adjusted; ")
        .containsPattern("less the reference, x 1000; \\* p < .05, not adjusted; \\d+\\.\\d to \\d")
        .endsWith(" would be seen");
  }
}
