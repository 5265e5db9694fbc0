package org.refold.notebook.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.refold.Chromium;
import org.refold.notebook.Workbench;

/**
 * JupyterLab as a person sees it: buttons pressed in a browser, outputs read off the page. Pictures
 * go to the folder that the system property {@code refold.screenshots} names, if it is set.
 */
@Timeout(900)
class LabIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofMinutes(3);

  private static final List<String> CELLS =
      List.of(
          """
          import static org.refold.notebook.Refold.*;
          import org.refold.model.autoencoder.MultVae;
          import org.refold.nn.layer.LayerSizes;
          var data = data("synthetic");
          var split = split(data, "strong");
          var small = new MultVae().withHidden(LayerSizes.of(64)).withLatent(16);\
          """,
          """
          compare(data, split, "ndcg@100", 42,
              small.withTraining(small.training().withBatchSize(100).withEpochs(1_000_000)));\
          """,
          "6 * 7",
          "var study = study(\"first\", \"synthetic\", \"strong\")\n    .with(grid(\"mult-vae\"))");

  @SuppressWarnings("NullAway.Init") // JUnit fills it
  @TempDir
  private Path folder;

  private final Workbench workbench = Workbench.here();

  @Test
  void aCellIsRunWatchedAndInterruptedAndTheNextOneRuns() throws Exception {
    Optional<Path> chromium = Chromium.program();
    assumeTrue(chromium.isPresent(), "there is no Chromium on the PATH");
    Optional<Path> lab = new Jupyter(workbench, System.out).installed("jupyter-lab");
    assumeTrue(lab.isPresent(), "there is no JupyterLab; ./refold notebook lab fetches it");
    Path notebook = notebook();
    int port = freePort();
    Process server = serve(lab.orElseThrow(), port);
    try (Browser browser = Browser.start(chromium.orElseThrow(), empty("profile"))) {
      awaitAnswer(port);
      String address = "http://127.0.0.1:" + port + "/lab/tree/";
      browser.open(address + workbench.root().relativize(notebook));
      try {
        new Steps(browser).walk();
      } catch (AssertionError e) {
        browser.picture(workbench.root().resolve("target/lab-failed.png"));
        throw e;
      }
    } finally {
      List<ProcessHandle> kernels = server.descendants().toList();
      server.destroy();
      kernels.forEach(ProcessHandle::destroyForcibly);
      server.onExit().join();
      Files.delete(notebook);
    }
  }

  /** What a person does, and sees. */
  private record Steps(Browser browser) {

    void walk() throws Exception {
      browser.await(
          "an idle kernel",
          SOON,
          "document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'");
      begin();
      browser.await("the first cell's end", SOON, prompt(1) + " === '[1]:'");
      run();
      browser.await("progress", SOON, outputOf(2) + ".includes('epoch')");
      String before = browser.value(outputOf(2)).asText();
      browser.await(
          "progress that moves", SOON, outputOf(2) + " !== " + JSON.writeValueAsString(before));
      browser.await(
          "a bar that is well on its way",
          SOON,
          outputOf(2) + ".match(/ ([2-9]|\\d\\d+)\\//) !== null");
      picture("progress");
      browser.click("[data-command='notebook:interrupt-kernel']");
      browser.await("the interruption", SOON, outputOf(2) + ".includes('interrupted')");
      browser.click(cell(3));
      run();
      browser.await("the next cell's output", SOON, outputOf(3) + ".includes('42')");
      browser.await("its number", SOON, prompt(3) + " === '[3]:'");
      assertThat(browser.value(prompt(2)).asText()).isEqualTo("[2]:");
      picture("interrupted");
      help();
    }

    /** Presses Run until the page takes it: its buttons are there before they work. */
    private void begin() throws Exception {
      String begun = "/[*0-9]/.test(" + prompt(1) + ")";
      for (int tries = 0; tries < 10 && !browser.value(begun).asBoolean(); tries++) {
        browser.click(cell(1));
        run();
        browser.waitUpTo(Duration.ofSeconds(5), begun);
      }
    }

    /** Shift-Tab at the end of the last cell but one bracket and one quote. */
    private void help() throws Exception {
      browser.click(".jp-Cell:nth-child(4) .cm-line:last-child");
      browser.key("End", 35, 0);
      for (int k = 0; k < 4; k++) {
        browser.key("ArrowLeft", 37, 0);
      }
      browser.key("Tab", 9, 8);
      String tip = "(document.querySelector('.jp-Tooltip')?.innerText ?? '')";
      browser.await("help on the model", SOON, tip + ".includes('mu + s e')");
      assertThat(browser.value(tip).asText()).contains("annealSteps", "typical: 20000-200000");
      picture("help");
    }

    private void run() throws Exception {
      browser.click("[data-command='notebook:run-cell-and-select-next']");
    }

    private static String cell(int number) {
      return ".jp-Cell:nth-child(" + number + ") .jp-InputPrompt";
    }

    private static String outputOf(int number) {
      return "(document.querySelector('.jp-Cell:nth-child("
          + number
          + ") .jp-Cell-outputArea')?.innerText ?? '')";
    }

    private static String prompt(int number) {
      return "document.querySelector('" + cell(number) + "').innerText";
    }

    private void picture(String name) throws Exception {
      String folder = System.getProperty("refold.screenshots", "");
      if (!folder.isEmpty()) {
        browser.picture(Files.createDirectories(Path.of(folder)).resolve(name + ".png"));
      }
    }
  }

  private Path notebook() throws IOException {
    ObjectNode notebook = JSON.createObjectNode().put("nbformat", 4).put("nbformat_minor", 5);
    notebook
        .putObject("metadata")
        .putObject("kernelspec")
        .put("name", "java")
        .put("display_name", "Java (Refold)")
        .put("language", "java");
    ArrayNode cells = notebook.putArray("cells");
    for (String code : CELLS) {
      ObjectNode cell = cells.addObject().put("cell_type", "code").put("source", code);
      cell.put("id", "cell-" + cells.size()).putNull("execution_count");
      cell.putArray("outputs");
      cell.putObject("metadata");
    }
    Path file = Files.createTempFile(workbench.root().resolve("target"), "seen-", ".ipynb");
    return Files.writeString(file, notebook.toString());
  }

  /** A server that knows nothing of the user's settings. */
  private Process serve(Path lab, int port) throws IOException {
    List<String> arguments =
        List.of(
            "--no-browser",
            "--allow-root",
            "--ip=127.0.0.1",
            "--port=" + port,
            "--IdentityProvider.token=",
            "--ServerApp.password=",
            "--LabApp.news_url=");
    Path settings = empty("settings");
    Path own = Files.createDirectories(settings.resolve("@jupyterlab/apputils-extension"));
    Files.writeString(
        own.resolve("notification.jupyterlab-settings"),
        "{\"fetchNews\": \"false\", \"checkForUpdates\": false}");
    Files.writeString(
        own.resolve("themes.jupyterlab-settings"),
        "{\"theme\": \"" + System.getProperty("refold.theme", "JupyterLab Light") + "\"}");
    ProcessBuilder builder = Lab.prepare(workbench, lab, arguments);
    builder.environment().put("JUPYTERLAB_SETTINGS_DIR", settings.toString());
    builder.environment().put("JUPYTERLAB_WORKSPACES_DIR", empty("workspaces").toString());
    builder.environment().put("JUPYTER_CONFIG_DIR", empty("config").toString());
    builder.environment().put("JUPYTER_DATA_DIR", empty("data").toString());
    Path log = workbench.root().resolve("target/lab.log");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private Path empty(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitAnswer(int port) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + "/api");
    long end = System.nanoTime() + SOON.toNanos();
    while (true) {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      try {
        if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
          return;
        }
      } catch (IOException e) {
        assertThat(System.nanoTime()).as("JupyterLab answers in time").isLessThan(end);
      }
      Thread.sleep(50);
    }
  }
}
