package org.refold.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.refold.notebook.Workbench;
import org.refold.notebook.jupyter.DataFolder;
import org.refold.notebook.jupyter.KernelSpec;
import org.refold.settings.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code refold kernel}: tells Jupyter of the Java kernel. */
@Command(
    name = "kernel",
    mixinStandardHelpOptions = true,
    description = "Prepares the Java kernel for Jupyter.",
    subcommands = KernelCommand.Install.class)
final class KernelCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "install is missing");
  }

  /** {@code refold kernel install}. */
  @Command(
      name = "install",
      mixinStandardHelpOptions = true,
      description = {
        "Writes the kernel's specification below target/jupyter, and says how to use it.",
        "Kernels that you have installed yourself stay as they are."
      })
  static final class Install implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--user",
        description =
            "writes it where Jupyter looks for your own kernels, so that every Jupyter of yours,"
                + " and VS Code, offers it")
    private boolean user;

    @Option(
        names = "--replace",
        description = "with --user: also in place of another kernel that is named java")
    private boolean replace;

    @Override
    public Integer call() throws IOException {
      Workbench workbench = Workbench.here();
      Path folder = user ? DataFolder.ofUser() : workbench.jupyterPath();
      if (user && !replace && KernelSpec.isTaken(folder)) {
        throw new BadInputException(
            "another kernel named %s is installed in %s; give --replace to put ours in its place"
                .formatted(KernelSpec.NAME, folder.resolve("kernels").resolve(KernelSpec.NAME)));
      }
      PrintWriter terminal = spec.commandLine().getOut();
      terminal.println("wrote " + KernelSpec.of(workbench).install(folder));
      terminal.println(
          user
              ? "choose Java (Refold) in Jupyter; the kernel runs this checkout, "
                  + workbench.root()
              : "use it with: JUPYTER_PATH=" + folder + " jupyter lab");
      return 0;
    }
  }
}
