package org.refold.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.report.study.StudyReport;
import org.refold.study.store.ResultFile;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyFile;

/**
 * The tables below {@code results} are those that their folders give, byte for byte. Pictures are
 * made too, and not compared: their letters depend on the machine's fonts.
 */
class CommittedResultsTest {

  private static final Path RESULTS = Path.of("results");

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
