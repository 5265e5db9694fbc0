package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.refold.notebook.Workbench;

/** The notebooks of the checkout at their small setting, through a real Jupyter. */
final class SmallNotebooks {

  static final Path FOLDER = Path.of("notebooks");

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private SmallNotebooks() {}

  /** A Jupyter that is found or fetched. */
  static NotebookRun jupyter() throws IOException {
    Workbench workbench = Workbench.here();
    return new NotebookRun(workbench, new Jupyter(workbench, System.out).nbconvert());
  }

  /**
   * Runs a notebook from top to bottom.
   *
   * @param results where it is to leave its tables and figures
   * @return the executed notebook
   */
  static Path execute(NotebookRun jupyter, String name, Path results) throws IOException {
    Map<String, String> environment =
        Map.of("REFOLD_SETTING", "small", "REFOLD_RESULTS", results.toString());
    Path executed =
        jupyter.run(FOLDER.resolve(name), results.resolve("executed"), environment, LIMIT);
    assertThat(executed).isNotEmptyFile();
    return executed;
  }
}
