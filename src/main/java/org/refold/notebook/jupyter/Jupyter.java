package org.refold.notebook.jupyter;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refold.notebook.Workbench;
import org.refold.settings.BadInputException;

/**
 * Finds a Jupyter that can run notebooks, or fetches one. In this order, the quickest that works:
 *
 * <ol>
 *   <li>the Python environment of the workbench's own, {@code .jupyter-env/}, if it is there;
 *   <li>{@code jupyter-nbconvert} on the PATH or in {@code /usr/bin}, if it starts;
 *   <li>that environment newly made with {@code venv} and {@code pip}, within three minutes;
 *   <li>on Debian and its relatives, for root: the packages of the distribution;
 *   <li>none of these: one sentence that tells what to install.
 * </ol>
 *
 * Every step says one line on the terminal and everything in the log; none can hang or ask.
 */
public final class Jupyter {

  private static final Duration PROBE = Duration.ofMinutes(1);
  private static final Duration PIP = Duration.ofMinutes(3);
  private static final Duration APT = Duration.ofMinutes(4);
  private static final List<String> HEADLESS = List.of("nbconvert", "nbclient", "jupyter_client");
  private static final List<String> LAB = List.of("jupyterlab", "nbconvert", "nbclient");

  private final Workbench workbench;
  private final PrintStream terminal;
  private final Machine machine;

  /**
   * @param workbench the checkout
   * @param terminal hears one line for each step that takes time
   */
  public Jupyter(Workbench workbench, PrintStream terminal) {
    this(
        workbench,
        terminal,
        new Machine(
            System.getProperty("user.name", ""),
            Path.of("/usr/bin"),
            pathOf(System.getenv("PATH"))));
  }

  /**
   * What a machine offers.
   *
   * @param user who runs this program
   * @param systemPrograms where the distribution puts its programs
   * @param searchPath the folders of the PATH
   */
  record Machine(String user, Path systemPrograms, List<Path> searchPath) {}

  Jupyter(Workbench workbench, PrintStream terminal, Machine machine) {
    this.workbench = workbench;
    this.terminal = terminal;
    this.machine = machine;
  }

  private static List<Path> pathOf(@Nullable String variable) {
    String separated = variable == null ? "" : variable;
    return Stream.of(separated.split(File.pathSeparator))
        .filter(entry -> !entry.isBlank())
        .map(Path::of)
        .toList();
  }

  /**
   * The program {@code jupyter-nbconvert}, found or fetched.
   *
   * @throws BadInputException if there is none and none can be had
   * @throws IOException if the log cannot be written
   */
  public Path nbconvert() throws IOException {
    return obtain("jupyter-nbconvert", HEADLESS);
  }

  /**
   * The program {@code jupyter-lab}, found or fetched.
   *
   * @throws BadInputException if there is none and none can be had
   * @throws IOException if the log cannot be written
   */
  public Path lab() throws IOException {
    return obtain("jupyter-lab", LAB);
  }

  private Path obtain(String program, List<String> packages) throws IOException {
    Optional<Path> found = installed(program);
    if (found.isEmpty()) {
      found = byPip(program, packages);
    }
    if (found.isEmpty() && packages.equals(HEADLESS)) {
      found = byApt(program);
    }
    return found.orElseThrow(
        () ->
            new BadInputException(
                "no Jupyter found and none could be installed; install Python 3 and run \"python3"
                    + " -m pip install "
                    + String.join(" ", packages)
                    + "\", so that "
                    + program
                    + " is on the PATH (what was tried: "
                    + workbench.log()
                    + ")"));
  }

  /**
   * A program that is here and starts, without fetching it.
   *
   * @param program such as {@code jupyter-lab}
   * @throws IOException if the log cannot be written
   */
  public Optional<Path> installed(String program) throws IOException {
    List<Path> places = new ArrayList<>();
    places.add(environmentPrograms());
    places.addAll(machine.searchPath());
    places.add(machine.systemPrograms());
    for (Path place : places) {
      Path candidate = place.resolve(program);
      if (Files.isExecutable(candidate) && starts(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private boolean starts(Path program) throws IOException {
    return run(PROBE, program.toString(), "--version") == 0;
  }

  private Path environmentPrograms() {
    return workbench.pythonEnvironment().resolve("bin");
  }

  private Optional<Path> byPip(String program, List<String> packages) throws IOException {
    Optional<Path> python = python();
    if (python.isEmpty()) {
      return Optional.empty();
    }
    say("fetching Jupyter into " + workbench.root().relativize(workbench.pythonEnvironment()));
    List<String> install = new ArrayList<>();
    install.add(environmentPrograms().resolve("python").toString());
    install.addAll(List.of("-m", "pip", "install", "--disable-pip-version-check", "--no-input"));
    install.addAll(List.of("--retries", "0", "--timeout", "15"));
    install.addAll(packages);
    int made =
        run(PROBE, python.get().toString(), "-m", "venv", workbench.pythonEnvironment().toString());
    if (made == 0 && run(PIP, install.toArray(String[]::new)) == 0) {
      return installed(program);
    }
    return Optional.empty();
  }

  /**
   * The first Python that runs: a version manager's stand-in can be there without one behind it.
   */
  private Optional<Path> python() throws IOException {
    List<Path> places = new ArrayList<>(machine.searchPath());
    places.add(machine.systemPrograms());
    for (Path place : places) {
      Path candidate = place.resolve("python3");
      if (Files.isExecutable(candidate)
          && run(PROBE, candidate.toString(), "-c", "import venv") == 0) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private Optional<Path> byApt(String program) throws IOException {
    Path apt = machine.systemPrograms().resolve("apt-get");
    boolean root = machine.user().equals("root");
    if (!root || !Files.isExecutable(apt)) {
      return Optional.empty();
    }
    say("fetching Jupyter from the distribution's packages");
    String command = apt.toString();
    if (run(APT, command, "-q", "update") != 0) {
      say("the lists of packages could not be renewed; trying with what is there");
    }
    int installed =
        run(
            APT,
            command,
            "-q",
            "install",
            "-y",
            "--no-install-recommends",
            "jupyter-nbconvert",
            "jupyter-client",
            "python3-nbclient");
    return installed == 0 ? installed(program) : Optional.empty();
  }

  private int run(Duration limit, String... words) throws IOException {
    return Command.of(workbench.root(), words)
        .with("DEBIAN_FRONTEND", "noninteractive")
        .run(limit, workbench.log());
  }

  private void say(String line) {
    terminal.println(line);
  }
}
