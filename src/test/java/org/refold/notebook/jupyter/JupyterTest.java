package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.notebook.Workbench;
import org.refold.settings.BadInputException;

/** The choice between the ways to a Jupyter, with stand-ins for all the programs. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class JupyterTest {

  private static final String WORKS = "exit 0";

  @TempDir private Path root;
  private Path system;
  private Path onPath;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void folders() throws IOException {
    system = Files.createDirectories(root.resolve("system"));
    onPath = Files.createDirectories(root.resolve("on path"));
  }

  private Jupyter jupyter() {
    return jupyterFor("root");
  }

  private Jupyter jupyterFor(String user) {
    PrintStream terminal = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new Jupyter(
        new Workbench(root), terminal, new Jupyter.Machine(user, system, List.of(onPath)));
  }

  private static Path program(Path folder, String name, String script) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void ourOwnEnvironmentComesFirstAndNothingIsFetched() throws IOException {
    program(onPath, "jupyter-nbconvert", WORKS);
    Path own = program(root.resolve(".jupyter-env/bin"), "jupyter-nbconvert", WORKS);
    assertThat(jupyter().nbconvert()).isEqualTo(own);
    assertThat(said.size()).isZero();
  }

  @Test
  void aProgramThatDoesNotStartIsPassedOver() throws IOException {
    program(root.resolve(".jupyter-env/bin"), "jupyter-nbconvert", "exit 1");
    program(onPath, "jupyter-nbconvert", "exit 127");
    Path good = program(system, "jupyter-nbconvert", WORKS);
    assertThat(jupyter().nbconvert()).isEqualTo(good);
  }

  @Test
  void pipIsAskedWhenThereIsAPythonThatRuns() throws IOException {
    program(onPath, "python3", "exit 1"); // a version manager's stand-in
    Path bin = root.resolve(".jupyter-env/bin");
    program(
        system,
        "python3",
        "[ \"$2\" != venv ] || { mkdir -p \"$3/bin\"; printf '#!/bin/sh\\necho pip \"$@\" >> "
            + "asked; cp /bin/true "
            + bin
            + "/jupyter-nbconvert' > \"$3/bin/python\"; chmod +x"
            + " \"$3/bin/python\"; }");
    assertThat(jupyter().nbconvert()).isEqualTo(bin.resolve("jupyter-nbconvert"));
    assertThat(Files.readString(root.resolve("asked")))
        .contains("--retries 0 --timeout 15 nbconvert nbclient jupyter_client");
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("fetching Jupyter into .jupyter-env");
  }

  @Test
  void withoutAPythonTheDistributionIsAsked() throws IOException {
    Path fetched = system.resolve("jupyter-nbconvert");
    program(
        system,
        "apt-get",
        "echo \"$DEBIAN_FRONTEND $@\" >> asked; [ \"$2\" = update ] || cp /bin/true " + fetched);
    assertThat(jupyter().nbconvert()).isEqualTo(fetched);
    assertThat(Files.readAllLines(root.resolve("asked")))
        .containsExactly(
            "noninteractive -q update",
            "noninteractive -q install -y --no-install-recommends jupyter-nbconvert jupyter-client"
                + " python3-nbclient");
  }

  @Test
  void onlyRootMayAskTheDistribution() throws IOException {
    program(system, "apt-get", "echo asked >> asked");
    assertThatThrownBy(() -> jupyterFor("somebody").nbconvert())
        .isInstanceOf(BadInputException.class);
    assertThat(root.resolve("asked")).doesNotExist();
  }

  @Test
  void whenNothingHelpsOneSentenceSaysWhatToDo() throws IOException {
    program(system, "python3", "[ \"$1\" = -c ]");
    program(system, "apt-get", "exit 100");
    assertThatThrownBy(() -> jupyter().nbconvert())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("python3 -m pip install nbconvert nbclient jupyter_client")
        .hasMessageContaining("jupyter.log");
    assertThatThrownBy(() -> jupyter().lab()).hasMessageContaining("pip install jupyterlab");
  }
}
