package org.refold.notebook.jupyter;

import java.io.File;
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
    Process process = prepare(workbench, lab, arguments).inheritIO().start();
    try {
      return process.waitFor();
    } finally {
      process.destroy();
    }
  }

  /** Writes the kernel's specification, and says how to start the server. */
  static ProcessBuilder prepare(Workbench workbench, Path lab, List<String> arguments)
      throws IOException {
    KernelSpec.of(workbench).install(workbench.jupyterPath());
    ProcessBuilder builder =
        new ProcessBuilder(words(workbench, lab, arguments)).directory(workbench.root().toFile());
    builder
        .environment()
        .merge(
            "JUPYTER_PATH",
            workbench.jupyterPath().toString(),
            (users, ours) -> ours + File.pathSeparator + users);
    return builder;
  }

  /** The whole checkout is served, so that results can be looked at; the notebooks are shown. */
  static List<String> words(Workbench workbench, Path lab, List<String> arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                lab.toString(),
                "--ServerApp.root_dir=" + workbench.root(),
                "--LabApp.default_url=/lab/tree/"
                    + workbench.root().relativize(workbench.notebooks())));
    words.addAll(arguments);
    return words;
  }
}
