package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.refold.notebook.Workbench;

/** The quickstart notebook at its small setting, through a real Jupyter. */
@Timeout(900)
class QuickstartIT {

  @SuppressWarnings("NullAway.Init") // JUnit fills it
  @TempDir
  private Path folder;

  @Test
  void theQuickstartLeavesATableAndAFigure() throws IOException {
    Workbench workbench = Workbench.here();
    NotebookRun runner = new NotebookRun(workbench, new Jupyter(workbench, System.out).nbconvert());
    Map<String, String> environment =
        Map.of("REFOLD_SETTING", "small", "REFOLD_RESULTS", folder.toString());
    Path executed =
        runner.run(
            Path.of("notebooks/quickstart.ipynb"),
            folder.resolve("executed"),
            environment,
            Duration.ofMinutes(5));
    assertThat(executed).isNotEmptyFile();
    assertThat(folder.resolve("table.md")).content().contains("| ease |", "ndcg@100", "±");
    assertThat(folder.resolve("figure.png")).isNotEmptyFile();
    assertThat(folder.resolve("figure.svg")).isNotEmptyFile();
  }
}
