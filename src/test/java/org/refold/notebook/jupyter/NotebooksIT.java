package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.notebook.jupyter.Notebook.Cell;
import org.refold.notebook.kernel.KernelWithin;

/**
 * Every notebook of the checkout at its small setting, through Jupyter's protocol on a kernel of
 * its own within this process. A notebook takes part by lying in the folder; cells say in their
 * metadata what they must show.
 *
 * <p>The build sets the variables {@code REFOLD_SETTING} and {@code REFOLD_RESULTS}.
 */
@Timeout(900)
class NotebooksIT {

  /** Those with tests of their own, which look closer and run them through a real Jupyter. */
  private static final Set<String> ELSEWHERE = Set.of("quickstart.ipynb", "article-table.ipynb");

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
  void runsFromTopToBottomAndShowsWhatItPromises(String name) throws Exception {
    removeResults();
    Notebook notebook = Notebook.read(SmallNotebooks.FOLDER.resolve(name));
    try (KernelWithin kernel = new KernelWithin()) {
      for (Cell cell : notebook.codeCells()) {
        kernel.run((ObjectNode) cell.content(), cell.source());
        assertThat(cell.mayFail() || cell.error().isEmpty())
            .as("%s, code cell %d: %s", name, cell.number(), cell.error())
            .isTrue();
      }
    }
    NotebookRun.check(notebook);
    assertThat(notebook.codeCells())
        .as("a notebook promises a figure")
        .anyMatch(cell -> cell.content().path("metadata").toString().contains("image/png"));
  }

  /** What an earlier run has left would be read and nothing be trained. */
  private static void removeResults() throws IOException {
    assertThat(System.getenv()).containsEntry("REFOLD_SETTING", "small");
    Path results = Path.of(System.getenv("REFOLD_RESULTS"));
    if (Files.exists(results)) {
      try (Stream<Path> files = Files.walk(results)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Imports in a later cell empty earlier variables on some kernels. */
  @ParameterizedTest
  @MethodSource("notebooks")
  void importsStandInTheFirstCodeCell(String name) throws IOException {
    List<Cell> cells = Notebook.read(SmallNotebooks.FOLDER.resolve(name)).codeCells();
    assertThat(cells.subList(1, cells.size()))
        .noneMatch(cell -> cell.source().lines().anyMatch(line -> line.startsWith("import ")));
  }
}
