package org.refold.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.refold.notebook.Workbench;
import org.refold.notebook.jupyter.KernelSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

    @Override
    public Integer call() throws IOException {
      Workbench workbench = Workbench.here();
      var file = KernelSpec.of(workbench).install(workbench.jupyterPath());
      var terminal = spec.commandLine().getOut();
      terminal.println("wrote " + file);
      terminal.println("use it with: JUPYTER_PATH=" + workbench.jupyterPath() + " jupyter lab");
      return 0;
    }
  }
}
