package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.notebook.jupyter.Notebook.Cell;
import org.refold.settings.BadInputException;

class NotebookTest {

  private static Notebook notebook(Path folder, String cells) throws IOException {
    return Notebook.read(
        Files.writeString(folder.resolve("n.ipynb"), "{\"cells\": [" + cells + "]}"));
  }

  @Test
  void codeCellsAreCountedAsJupyterCountsThem(@TempDir Path folder) throws IOException {
    Notebook notebook =
        notebook(
            folder,
            """
            {"cell_type": "markdown", "source": "text"},
            {"cell_type": "code", "source": ["int a;\\n", "int b;"], "execution_count": 1},
            {"cell_type": "code", "source": "  "},
            {"cell_type": "code", "source": "a", "execution_count": null,
             "metadata": {"tags": ["raises-exception"]}}
            """);
    List<Cell> cells = notebook.codeCells();
    assertThat(cells).extracting(Cell::number).containsExactly(1, 2);
    assertThat(cells).extracting(Cell::source).containsExactly("int a;\nint b;", "a");
    assertThat(cells).extracting(Cell::ran).containsExactly(true, false);
  }

  @Test
  void missingOutputsAreNamed(@TempDir Path folder) throws IOException {
    String expecting =
        """
        {"cell_type": "code", "source": "a", "outputs": %s,
         "metadata": {"refold": {"expects": ["image/png", "stream", "text/html"]}}}
        """;
    String outputs =
        """
        [{"output_type": "stream", "name": "stdout", "text": "x"},
         {"output_type": "display_data", "data": {"text/html": [" "], "image/png": "iVBO"}}]
        """;
    assertThat(notebook(folder, expecting.formatted(outputs)).codeCells().get(0).missing())
        .containsExactly("text/html");
    assertThat(notebook(folder, expecting.formatted("[]")).codeCells().get(0).missing())
        .containsExactly("image/png", "stream", "text/html");
  }

  @Test
  void neighbouringPiecesOfAStreamAreJoined(@TempDir Path folder) throws IOException {
    Notebook notebook =
        notebook(
            folder,
            """
            {"cell_type": "code", "source": "a", "outputs": [
              {"output_type": "stream", "name": "stdout", "text": ["1\\n", "2"]},
              {"output_type": "stream", "name": "stdout", "text": "3"},
              {"output_type": "stream", "name": "stderr", "text": "4"},
              {"output_type": "execute_result", "data": {}},
              {"output_type": "stream", "name": "stderr", "text": "5"}]}
            """);
    notebook.joinStreams();
    Path target = folder.resolve("joined.ipynb");
    notebook.write(target);
    assertThat(Notebook.read(target).codeCells().get(0).content().path("outputs"))
        .extracting(output -> Notebook.text(output.path("text")))
        .containsExactly("1\n23", "4", "", "5");
  }

  @Test
  void whatIsNoNotebookIsRefused(@TempDir Path folder) throws IOException {
    Path list = Files.writeString(folder.resolve("list.ipynb"), "[]");
    assertThatThrownBy(() -> Notebook.read(list))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("list.ipynb has no cells");
    assertThatThrownBy(() -> Notebook.read(folder.resolve("absent.ipynb")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot read the notebook")
        .hasMessageContaining("absent.ipynb");
  }
}
