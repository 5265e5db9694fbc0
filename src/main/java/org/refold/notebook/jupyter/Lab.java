package org.refold.notebook.jupyter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.refold.notebook.Workbench;

/** JupyterLab on the workbench's notebooks, with our kernel. */
public final class Lab {

  private Lab() {}

  /**
   * Opens JupyterLab in this terminal and waits until the user ends it.
   *
   * @param workbench the checkout, built
   * @param lab the program, from {@link Jupyter#lab}
   * @param arguments passed on, such as {@code --no-browser} or {@code --port=8888}
   * @return its exit code
   * @throws IOException if it cannot be started
   * @throws InterruptedException if this thread is interrupted
   */
  public static int open(Workbench workbench, Path lab, List<String> arguments)
      throws IOException, InterruptedException {
    KernelSpec.of(workbench).install(workbench.jupyterPath());
    List<String> words = new ArrayList<>(List.of(lab.toString(), workbench.notebooks().toString()));
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(workbench.root().toFile()).inheritIO();
    builder.environment().put("JUPYTER_PATH", workbench.jupyterPath().toString());
    Process process = builder.start();
    try {
      return process.waitFor();
    } finally {
      process.destroy();
    }
  }
}
