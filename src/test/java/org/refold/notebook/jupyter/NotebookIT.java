package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.refold.notebook.jupyter.Notebook.Cell;

/** Real notebooks through a real Jupyter, found or fetched, on the real kernel. */
@Timeout(900)
class NotebookIT {

  private static final Path FIXTURES = Path.of("src/test/resources/notebooks");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static NotebookRun runner;

  @SuppressWarnings("NullAway.Init") // JUnit fills it
  @TempDir
  private Path folder;

  @BeforeAll
  static void findOrFetchJupyter() throws IOException {
    runner = SmallNotebooks.jupyter();
  }

  private List<Cell> run(String name) throws IOException {
    Path written =
        runner.run(FIXTURES.resolve(name), folder, Map.of("REFOLD_GREETING", "hello"), LIMIT);
    assertThat(written).isEqualTo(folder.resolve(name));
    return Notebook.read(written).codeCells();
  }

  private static List<JsonNode> outputs(Cell cell) {
    return Stream.of(cell.content().path("outputs"))
        .flatMap(array -> Stream.iterate(0, k -> k < array.size(), k -> k + 1).map(array::get))
        .toList();
  }

  private NotebookFailedException failure(String name, Duration limit) throws IOException {
    NotebookFailedException failure =
        catchThrowableOfType(
            NotebookFailedException.class,
            () -> runner.run(FIXTURES.resolve(name), folder, Map.of(), limit));
    assertThat(failure).isNotNull();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(file -> !file.toString().endsWith(".failed.ipynb")))
          .as("what a failed run leaves behind")
          .isEmpty();
    }
    return failure;
  }

  @Test
  void aGoodNotebookKeepsTextProgressChartAndTable() throws IOException {
    List<Cell> cells = run("good.ipynb");
    assertThat(Notebook.text(outputs(cells.get(0)).get(0).path("text"))).isEqualTo("hello\n");
    List<JsonNode> progress = outputs(cells.get(1));
    assertThat(progress).hasSize(1);
    assertThat(Notebook.text(progress.get(0).path("data").path("text/plain")))
        .startsWith("epochs 20/20")
        .endsWith("loss 0.05");
    assertThat(outputs(cells.get(2)).get(0).path("data").has("image/png")).isTrue();
    assertThat(Notebook.text(outputs(cells.get(3)).get(0).path("data").path("text/html")))
        .contains("EASE");
    List<JsonNode> printed = outputs(cells.get(4));
    assertThat(printed).hasSize(1);
    assertThat(Notebook.text(printed.get(0).path("text"))).isEqualTo("012");
  }

  @Test
  void aCellThatThrowsIsNamedWithItsLine() throws IOException {
    NotebookFailedException failure = failure("throws.ipynb", LIMIT);
    Path kept = folder.resolve("throws.failed.ipynb");
    assertThat(failure)
        .hasMessage(
            "throws.ipynb, code cell 2: java.lang.ArithmeticException: / by zero; what ran until"
                + " then is in "
                + kept);
    assertThat(failure.details()).contains("cell 2, line 2: int x = 1 / zero;");
    List<Cell> cells = Notebook.read(kept).codeCells();
    assertThat(cells.get(0).ran()).isTrue();
    assertThat(cells.get(1).error()).isPresent();
  }

  @Test
  void aRunThatEndsWellRemovesWhatAFailedOneKept() throws IOException {
    Path kept = Files.writeString(folder.resolve("good.failed.ipynb"), "{}");
    run("good.ipynb");
    assertThat(kept).doesNotExist();
  }

  @Test
  void aCellThatDoesNotCompileIsNamedWithTheReason() throws IOException {
    assertThat(failure("refused.ipynb", LIMIT))
        .hasMessageContaining("code cell 2")
        .hasMessageContaining("incompatible types");
  }

  @Test
  void aSilentCellFailsWhenItPromisesAnOutput() throws IOException {
    assertThat(failure("silent.ipynb", LIMIT))
        .hasMessage("silent.ipynb, code cell 2: no output of the expected kind image/png");
  }

  @Test
  void aKernelThatEndsIsNoticed() throws IOException {
    assertThat(failure("exits.ipynb", LIMIT))
        .hasMessageContaining("code cell 2")
        .hasMessageContaining("the kernel ended");
  }

  @Test
  void aRunThatTakesTooLongIsKilled() throws IOException {
    assertThat(failure("endless.ipynb", Duration.ofSeconds(20)))
        .hasMessageContaining("code cell 2")
        .hasMessageContaining("20 s");
    assertThat(ProcessHandle.current().descendants().map(ProcessHandle::pid)).isEmpty();
  }

  @Test
  void aCellCanBeInterruptedAndTheNextOneRuns() throws IOException {
    List<Cell> cells = run("interrupted.ipynb");
    assertThat(cells.get(1).error().orElseThrow().path("evalue").asText()).isEqualTo("interrupted");
    assertThat(Notebook.text(outputs(cells.get(2)).get(0).path("text"))).isEqualTo("42\n");
  }

  @Test
  void whatIsNoNotebookIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("not.ipynb"), "{\"cells\": \n oops}");
    assertThatThrownBy(() -> runner.run(text, folder, Map.of(), LIMIT))
        .isInstanceOf(org.refold.settings.BadInputException.class)
        .hasMessageContaining("not.ipynb, line 2");
  }
}
