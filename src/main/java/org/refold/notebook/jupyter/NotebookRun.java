package org.refold.notebook.jupyter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.refold.notebook.Workbench;
import org.refold.notebook.jupyter.Notebook.Cell;

/**
 * Runs notebooks from top to bottom on our kernel, without a browser, and holds them to what they
 * promise.
 */
public final class NotebookRun {

  private static final String KEEPING = "keeping.py";
  private static final String FAILED = ".failed.ipynb";

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
   * @param folder where the notebook with its outputs goes, under the same name; made if needed. If
   *     a cell fails, what ran until then is written beside it as {@code NAME.failed.ipynb}
   * @param environment variables for the kernel, on top of ours
   * @param limit the time the whole run has
   * @return the written file
   * @throws org.refold.settings.BadInputException if it is no notebook
   * @throws NotebookFailedException if a cell fails, the kernel dies, the time is up or an expected
   *     output is missing
   * @throws StoppedException if this program is being ended; nothing is written then
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
      Path target = folder.resolve(String.valueOf(notebook.getFileName()));
      Path failed =
          folder.resolve(
              String.valueOf(target.getFileName()).replaceFirst("\\.ipynb$", "") + FAILED);
      Files.deleteIfExists(failed);
      int code = command(source, executed, environment).run(limit, log);
      Notebook result = executed(source, executed, code, limit, log);
      result.joinStreams();
      result.write(executed);
      if (result.codeCells().stream().anyMatch(NotebookRun::isFailed)) {
        Files.move(executed, failed);
        throw Failures.ofRun("" + notebook.getFileName(), source, code, limit, linesOf(log))
            .kept(failed);
      }
      check(result);
      return Files.move(executed, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      deleteAll(scratch);
    }
  }

  private static boolean isFailed(Cell cell) {
    return cell.error().isPresent() && !cell.mayFail();
  }

  /** With its debugging log, which tells how far it came. */
  private Command command(Notebook source, Path executed, Map<String, String> environment)
      throws IOException {
    Path keeping = executed.resolveSibling(KEEPING);
    try (InputStream configuration =
        Objects.requireNonNull(NotebookRun.class.getResourceAsStream(KEEPING))) {
      Files.copy(configuration, keeping);
    }
    Path input = source.path().toAbsolutePath();
    List<String> words =
        List.of(
            nbconvert.toString(),
            "--to",
            "notebook",
            "--config=" + keeping.toAbsolutePath(),
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

  private static Notebook executed(
      Notebook source, Path executed, int code, Duration limit, Path log) throws IOException {
    if (code != 0 || !Files.exists(executed)) {
      String name = String.valueOf(source.path().getFileName());
      throw Failures.ofRun(name, source, code, limit, linesOf(log));
    }
    return new Notebook(source.path(), Notebook.read(executed).content());
  }

  /** Holds an executed notebook to what its cells promise. */
  static void check(Notebook result) {
    String name = String.valueOf(result.path().getFileName());
    for (Cell cell : result.codeCells()) {
      String place = name + ", code cell " + cell.number();
      if (!cell.ran()) {
        throw new NotebookFailedException(place + ": did not run", cell.source());
      }
      if (!cell.missing().isEmpty()) {
        String missing = String.join(", ", cell.missing());
        throw new NotebookFailedException(
            place + ": no output of the expected kind " + missing, cell.source());
      }
    }
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
