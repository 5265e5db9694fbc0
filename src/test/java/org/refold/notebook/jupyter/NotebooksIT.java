package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.notebook.Workbench;

/**
 * Every notebook of the checkout at its small setting, through a real Jupyter. A notebook takes
 * part by lying in the folder; cells say in their metadata what they must show.
 */
@Timeout(900)
class NotebooksIT {

  private static final Path NOTEBOOKS = Path.of("notebooks");

  /** Those with tests of their own, which look closer. */
  private static final Set<String> ELSEWHERE = Set.of("quickstart.ipynb", "article-table.ipynb");

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static NotebookRun runner;

  @SuppressWarnings("NullAway.Init") // JUnit fills it
  @TempDir
  private Path folder;

  @BeforeAll
  static void findOrFetchJupyter() throws IOException {
    Workbench workbench = Workbench.here();
    runner = new NotebookRun(workbench, new Jupyter(workbench, System.out).nbconvert());
  }

  static List<String> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(NOTEBOOKS)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".ipynb") && !ELSEWHERE.contains(name))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void runsFromTopToBottomAndShowsWhatItPromises(String name) throws IOException {
    Path results = folder.resolve("results");
    Map<String, String> environment =
        Map.of("REFOLD_SETTING", "small", "REFOLD_RESULTS", results.toString());
    Path executed =
        runner.run(NOTEBOOKS.resolve(name), folder.resolve("executed"), environment, LIMIT);
    assertThat(executed).isNotEmptyFile();
    assertThat(Notebook.read(executed).codeCells())
        .as("a notebook promises a figure")
        .anyMatch(cell -> cell.content().path("metadata").toString().contains("image/png"));
  }

  /** Imports in a later cell empty earlier variables on some kernels. */
  @ParameterizedTest
  @MethodSource("notebooks")
  void importsStandInTheFirstCodeCell(String name) throws IOException {
    List<Notebook.Cell> cells = Notebook.read(NOTEBOOKS.resolve(name)).codeCells();
    assertThat(cells.subList(1, cells.size()))
        .noneMatch(cell -> cell.source().lines().anyMatch(line -> line.startsWith("import ")));
  }
}
