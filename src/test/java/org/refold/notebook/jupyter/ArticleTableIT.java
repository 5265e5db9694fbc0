package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.refold.notebook.Workbench;

/** The notebook of the article's table at its small setting, through a real Jupyter. */
@Timeout(900)
class ArticleTableIT {

  @SuppressWarnings("NullAway.Init") // JUnit fills it
  @TempDir
  private Path folder;

  @Test
  void theTableIsMadeTwice() throws IOException {
    Workbench workbench = Workbench.here();
    NotebookRun runner = new NotebookRun(workbench, new Jupyter(workbench, System.out).nbconvert());
    Map<String, String> environment =
        Map.of("REFOLD_SETTING", "small", "REFOLD_RESULTS", folder.toString());
    Path executed =
        runner.run(
            Path.of("notebooks/article-table.ipynb"),
            folder.resolve("executed"),
            environment,
            Duration.ofMinutes(5));
    assertThat(executed).isNotEmptyFile();
    assertThat(folder.resolve("table.md")).content().contains("| MultVAE | N@100 | 0.2508 |");
    assertThat(folder.resolve("times.md")).content().contains("closed form");
    assertThat(folder.resolve("explanations.md")).content().contains("has no effect");
    assertThat(new ObjectMapper().readTree(folder.resolve("figures.json").toFile()).path("rows"))
        .hasSize(16);
  }
}
