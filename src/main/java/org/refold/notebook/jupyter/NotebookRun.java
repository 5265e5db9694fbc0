package org.refold.notebook.jupyter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.refold.notebook.Workbench;
import org.refold.notebook.jupyter.Notebook.Cell;

/**
 * Runs notebooks from top to bottom on our kernel, without a browser, and holds them to what they
 * promise.
 */
public final class NotebookRun {

  private final Workbench workbench;
  private final Path nbconvert;

  /**
   * @param workbench the checkout, built
   * @param nbconvert the program, from {@link Jupyter#nbconvert}
   */
  public NotebookRun(Workbench workbench, Path nbconvert) {
    this.workbench = workbench;
    this.nbconvert = nbconvert;
  }

  /**
   * Runs one notebook.
   *
   * @param notebook the file; not modified
   * @param folder where the notebook with its outputs goes, under the same name; made if needed.
   *     Nothing is written there if the run fails
   * @param environment variables for the kernel, on top of ours
   * @param limit the time the whole run has
   * @return the written file
   * @throws org.refold.settings.BadInputException if it is no notebook
   * @throws NotebookFailedException if a cell fails, the kernel dies, the time is up or an expected
   *     output is missing
   * @throws IOException if files cannot be written
   */
  public Path run(Path notebook, Path folder, Map<String, String> environment, Duration limit)
      throws IOException {
    Notebook source = Notebook.read(notebook);
    KernelSpec.of(workbench).install(workbench.jupyterPath());
    Files.createDirectories(folder);
    Path scratch = Files.createTempDirectory(folder, ".run");
    try {
      Path log = scratch.resolve("log.txt");
      Path executed = scratch.resolve("executed.ipynb");
      int code = command(source, executed, environment).run(limit, log);
      Notebook result = checked(source, executed, code, limit, log);
      result.joinStreams();
      result.write(executed);
      Path target = folder.resolve(String.valueOf(notebook.getFileName()));
      return Files.move(executed, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      deleteAll(scratch);
    }
  }

  /** With its debugging log, which tells how far it came. */
  private Command command(Notebook source, Path executed, Map<String, String> environment) {
    Path input = source.path().toAbsolutePath();
    List<String> words =
        List.of(
            nbconvert.toString(),
            "--to",
            "notebook",
            "--execute",
            "--debug",
            "--ExecutePreprocessor.kernel_name=" + KernelSpec.NAME,
            "--ExecutePreprocessor.timeout=-1",
            "--ExecutePreprocessor.startup_timeout=120",
            input.toString(),
            "--output-dir",
            String.valueOf(executed.toAbsolutePath().getParent()),
            "--output",
            String.valueOf(executed.getFileName()));
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("JUPYTER_PATH", workbench.jupyterPath().toString());
    variables.put("JUPYTER_PLATFORM_DIRS", "1");
    return new Command(words, variables, input.resolveSibling(""));
  }

  private static Notebook checked(
      Notebook source, Path executed, int code, Duration limit, Path log) throws IOException {
    String name = String.valueOf(source.path().getFileName());
    if (code != 0 || !Files.exists(executed)) {
      throw Failures.ofRun(name, source, code, limit, linesOf(log));
    }
    Notebook result = Notebook.read(executed);
    for (Cell cell : result.codeCells()) {
      if (!cell.ran()) {
        throw new NotebookFailedException(
            name + ", code cell " + cell.number() + ": did not run", cell.source());
      }
      if (!cell.missing().isEmpty()) {
        throw new NotebookFailedException(
            name
                + ", code cell "
                + cell.number()
                + ": no output of the expected kind "
                + String.join(", ", cell.missing()),
            cell.source());
      }
    }
    return result;
  }

  private static List<String> linesOf(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      for (Path file : content.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
