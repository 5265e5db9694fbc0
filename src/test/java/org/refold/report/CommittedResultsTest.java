package org.refold.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.evaluate.Interval;
import org.refold.report.study.Published;
import org.refold.report.study.StudyReport;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.store.ResultFile;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyFile;
import org.refold.study.verdict.Measured;
import org.refold.study.verdict.VerdictRow;

/**
 * The tables below {@code results} are those that their folders give, byte for byte. Pictures are
 * made too, and not compared: those that are committed are as charts were drawn at their time.
 */
class CommittedResultsTest {

  private static final Path RESULTS = Path.of("results");
  private static final Offset<Double> HALF_A_DIGIT = within(5.1e-5);

  static List<Path> studies() throws IOException {
    try (Stream<Path> folders = Files.list(RESULTS)) {
      return folders.filter(folder -> Files.exists(folder.resolve("study.json"))).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void aStudyGivesItsPageAndTables(Path study, @TempDir Path folder) throws IOException {
    assertSameText(study, StudyReport.of(new ResultStore(study).read()).write(folder));
  }

  /** What is read is written again as it was: no field is lost, renamed or rounded. */
  @ParameterizedTest
  @MethodSource("studies")
  void aStudysFilesAreWrittenAgainToTheByte(Path study, @TempDir Path folder) throws IOException {
    byte[] design = Files.readAllBytes(study.resolve("study.json"));
    assertThat(StudyFile.of(design).bytes()).isEqualTo(design);
    try (Stream<Path> trials = Files.list(study.resolve("trials"))) {
      for (Path trial : trials.filter(file -> file.toString().endsWith(".json")).toList()) {
        Path copy = folder.resolve(trial.getFileName());
        ResultFile.write(ResultFile.read(trial), copy);
        assertThat(copy).hasSameBinaryContentAs(trial);
      }
    }
  }

  @Test
  void theArticleGivesItsTables(@TempDir Path folder) throws IOException {
    Path article = RESULTS.resolve("article");
    assertSameText(article, ArticleReport.read(article).write(folder));
  }

  @Test
  void theBoardOfVerdictsGivesItsPageAndTables(@TempDir Path folder) throws IOException {
    Path verdicts = RESULTS.resolve("verdicts");
    assertSameText(verdicts, VerdictReport.read(verdicts).write(folder));
  }

  @Test
  void theGalleryIsThatOfTheCharts(@TempDir Path folder) throws IOException {
    assertSameText(RESULTS.resolve(Gallery.NAME), Gallery.write(folder));
  }

  /** Figures of the board, and their intervals, are those of the studies that it names. */
  @Test
  void theBoardSaysWhatItsStudiesSay() throws IOException {
    Map<String, StudyReport> reports = new HashMap<>();
    int compared = 0;
    for (VerdictRow row : VerdictReport.read(RESULTS.resolve("verdicts")).rows()) {
      Measured ours = row.ours();
      Measured.Source source = ours == null ? null : ours.source();
      if (ours != null && source != null) {
        if (!reports.containsKey(source.study())) {
          ResultStore store = ResultStore.of(RESULTS, source.study());
          reports.put(source.study(), StudyReport.of(store.read()));
        }
        Published published =
            new Published(source.arm(), source.metric(), row.published(), 0, "the board");
        Table table = reports.get(source.study()).beside(List.of(published));
        Cell.Range range = (Cell.Range) table.rows().get(0).get(3);
        assertThat(ours.value()).as(row.toString()).isCloseTo(range.mean(), HALF_A_DIGIT);
        Interval interval = ours.ci95().orElseThrow();
        assertThat(interval.low()).as(row.toString()).isCloseTo(range.low(), HALF_A_DIGIT);
        assertThat(interval.high()).as(row.toString()).isCloseTo(range.high(), HALF_A_DIGIT);
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  private static void assertSameText(Path committed, List<Path> made) {
    for (Path file : made) {
      String name = file.getFileName().toString();
      Path other = committed.resolve(name);
      assertThat(other).exists();
      if (!name.endsWith(".png") && !name.endsWith(".svg")) {
        assertThat(file).hasSameBinaryContentAs(other);
      }
    }
  }
}
