package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every notebook of the checkout at its small setting, through a real Jupyter. A notebook takes
 * part by lying in the folder; cells say in their metadata what they must show.
 */
@Timeout(900)
class NotebooksIT {

  /** Those with tests of their own, which look closer. */
  private static final Set<String> ELSEWHERE = Set.of("quickstart.ipynb", "article-table.ipynb");

  private static NotebookRun runner;

  @SuppressWarnings("NullAway.Init") // JUnit fills it
  @TempDir
  private Path folder;

  @BeforeAll
  static void findOrFetchJupyter() throws IOException {
    runner = SmallNotebooks.jupyter();
  }

  static List<String> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(SmallNotebooks.FOLDER)) {
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
    Path executed = SmallNotebooks.execute(runner, name, folder);
    assertThat(Notebook.read(executed).codeCells())
        .as("a notebook promises a figure")
        .anyMatch(cell -> cell.content().path("metadata").toString().contains("image/png"));
  }

  /** Imports in a later cell empty earlier variables on some kernels. */
  @ParameterizedTest
  @MethodSource("notebooks")
  void importsStandInTheFirstCodeCell(String name) throws IOException {
    List<Notebook.Cell> cells = Notebook.read(SmallNotebooks.FOLDER.resolve(name)).codeCells();
    assertThat(cells.subList(1, cells.size()))
        .noneMatch(cell -> cell.source().lines().anyMatch(line -> line.startsWith("import ")));
  }
}
