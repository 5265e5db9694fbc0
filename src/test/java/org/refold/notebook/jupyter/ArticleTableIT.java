package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The notebook of the article's table at its small setting, through a real Jupyter. */
@Timeout(900)
class ArticleTableIT {

  @SuppressWarnings("NullAway.Init") // JUnit fills it
  @TempDir
  private Path folder;

  @Test
  void theTableIsMadeTwice() throws IOException {
    SmallNotebooks.execute(SmallNotebooks.jupyter(), "article-table.ipynb", folder);
    assertThat(folder.resolve("table.md")).content().contains("| MultVAE | N@100 | 0.2508 |");
    assertThat(folder.resolve("times.md")).content().contains("closed form");
    assertThat(folder.resolve("explanations.md")).content().contains("has no effect");
    assertThat(new ObjectMapper().readTree(folder.resolve("figures.json").toFile()).path("rows"))
        .hasSize(16);
  }
}
