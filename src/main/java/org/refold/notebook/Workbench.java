package org.refold.notebook;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.refold.settings.BadInputException;

/**
 * Where the parts of a checkout are.
 *
 * @param root the folder with {@code pom.xml}, {@code notebooks/} and {@code target/}
 */
public record Workbench(Path root) {

  /** The paths are absolute from here on. */
  public Workbench {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The checkout that this program was started from: the launcher names it in the system property
   * {@code refold.home}; without it, the one whose classes run.
   *
   * @throws BadInputException if there is none
   */
  public static Workbench here() {
    String home = System.getProperty("refold.home");
    if (home != null) {
      return new Workbench(Path.of(home));
    }
    String classes = Workbench.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    for (Path at = Path.of(classes); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("pom.xml"))) {
        return new Workbench(at);
      }
    }
    throw new BadInputException(
        "no Refold checkout around " + classes + "; start it through the launcher ./refold");
  }

  /** The data path of Jupyter that only holds our kernel. */
  public Path jupyterPath() {
    return root.resolve("target/jupyter");
  }

  /** The Python environment of our own. */
  public Path pythonEnvironment() {
    return root.resolve(".jupyter-env");
  }

  /** The folder of the notebooks. */
  public Path notebooks() {
    return root.resolve("notebooks");
  }

  /**
   * The folder that has one for each study: the one that the environment variable {@code
   * REFOLD_RESULTS} names, otherwise {@code results} of the checkout.
   */
  public static Path results() {
    String folder = System.getenv("REFOLD_RESULTS");
    return folder == null ? here().root().resolve("results") : Path.of(folder);
  }

  /** Where provisioning and runs say what they did. */
  public Path log() {
    return root.resolve("target/jupyter/jupyter.log");
  }

  /**
   * The class path that the kernel runs on.
   *
   * @throws BadInputException if the project is not built
   */
  public String classPath() {
    Path list = root.resolve("target/classpath.txt");
    try {
      return root.resolve("target/classes") + File.pathSeparator + Files.readString(list).strip();
    } catch (IOException e) {
      throw new BadInputException(
          list + " is missing; build first: ./mvnw -q -DskipTests process-classes", e);
    }
  }
}
