package org.refold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.notebook.Workbench;
import org.refold.notebook.jupyter.Jupyter;
import org.refold.notebook.jupyter.NotebookFailedException;
import org.refold.notebook.jupyter.NotebookRun;
import org.refold.notebook.jupyter.StoppedException;
import org.refold.settings.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refold notebook}: runs notebooks without a browser, or opens JupyterLab. */
@Command(
    name = "notebook",
    mixinStandardHelpOptions = true,
    description = "Runs notebooks on the Java kernel of Refold.",
    subcommands = {NotebookCommand.Run.class, NotebookCommand.Lab.class})
final class NotebookCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "one of run, lab is missing");
  }

  /**
   * Executes a notebook, and tells which cell failed if one does.
   *
   * @throws BadInputException if a cell fails or an expected output is missing
   */
  static Path execute(
      CommandSpec spec, Path notebook, Path out, Map<String, String> environment, Duration limit)
      throws IOException {
    Workbench workbench = Workbench.here();
    String stopped = notebook.getFileName() + " is not written";
    InterruptHook hook = InterruptHook.untilTidied(spec, stopped).install();
    try (hook) {
      Path nbconvert = new Jupyter(workbench, System.err).nbconvert();
      return new NotebookRun(workbench, nbconvert).run(notebook, out, environment, limit);
    } catch (StoppedException e) {
      hook.tidied();
      throw e;
    } catch (NotebookFailedException e) {
      spec.commandLine().getErr().println(e.details());
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
  }

  /** {@code refold notebook run}. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Executes a notebook and writes it with its outputs.")
  static final class Run implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE.ipynb")
    private Path notebook = Path.of("");

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "where the executed notebook goes (the folder of the notebook: in place)")
    private @Nullable Path out;

    @Option(
        names = "--minutes",
        paramLabel = "N",
        description = "the time that it has (${DEFAULT-VALUE})")
    private int minutes = 60;

    @Override
    public Integer call() throws IOException {
      Path folder = out;
      if (folder == null) {
        folder = notebook.toAbsolutePath().getParent();
      }
      Path written =
          execute(
              spec,
              notebook,
              folder == null ? Path.of("") : folder,
              Map.of(),
              Duration.ofMinutes(minutes));
      spec.commandLine().getOut().println("wrote " + written);
      return 0;
    }
  }

  /** {@code refold notebook lab}. */
  @Command(
      name = "lab",
      mixinStandardHelpOptions = true,
      description = "Opens JupyterLab with the kernel; what follows -- is passed on.")
  static final class Lab implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "ARG", description = "arguments of jupyter lab")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException {
      Workbench workbench = Workbench.here();
      Path lab = new Jupyter(workbench, System.err).lab();
      try {
        return org.refold.notebook.jupyter.Lab.open(workbench, lab, arguments);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return CommandFailures.OUR_FAULT;
      }
    }
  }
}
