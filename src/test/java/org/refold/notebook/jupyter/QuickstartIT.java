package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart notebook at its small setting, through a real Jupyter. */
@Timeout(900)
class QuickstartIT {

  @SuppressWarnings("NullAway.Init") // JUnit fills it
  @TempDir
  private Path folder;

  @Test
  void theQuickstartLeavesATableAndAFigure() throws IOException {
    SmallNotebooks.execute(SmallNotebooks.jupyter(), "quickstart.ipynb", folder);
    assertThat(folder.resolve("table.md")).content().contains("| ease |", "ndcg@100", "±");
    assertThat(folder.resolve("figure.png")).isNotEmptyFile();
    assertThat(folder.resolve("figure.svg")).isNotEmptyFile();
  }
}
