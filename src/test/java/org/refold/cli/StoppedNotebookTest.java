package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of a notebook that is stopped, with a stand-in for Jupyter that never ends. */
class StoppedNotebookTest {

  private static final String NOTEBOOK =
      """
      {"cells": [{"cell_type": "code", "source": ["1 + 1"], "metadata": {}, "outputs": []}],
       "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
      """;

  @TempDir private Path folder;

  @Test
  void itSaysOneLineAndLeavesNothing() throws Exception {
    Path home = folder.resolve("home");
    Path program = home.resolve(".jupyter-env/bin/jupyter-nbconvert");
    Files.createDirectories(program.resolveSibling(""));
    Files.createDirectories(home.resolve("target/classes"));
    Files.writeString(home.resolve("target/classpath.txt"), "");
    Path running = folder.resolve("running");
    Files.writeString(
        program,
        """
        #!/bin/sh
        [ "$1" != --version ] || exit 0
        echo '[NbConvertApp] Executing cell:'
        touch '%s'
        exec sleep 600
        """
            .formatted(running));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path notebook = Files.writeString(folder.resolve("long.ipynb"), NOTEBOOK);
    Path out = folder.resolve("out");
    Path said = folder.resolve("said.txt");
    Process refold =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Drefold.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "notebook",
                "run",
                notebook.toString(),
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      for (int k = 0; k < 1200 && refold.isAlive() && !Files.exists(running); k++) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(running).as(Files.readString(said)).exists();
      List<ProcessHandle> children = refold.descendants().toList();
      refold.destroy();
      assertThat(refold.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(Files.readString(said).lines())
          .containsExactly("refold: stopped; long.ipynb is not written");
      assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
      try (Stream<Path> left = Files.list(out)) {
        assertThat(left).isEmpty();
      }
    } finally {
      refold.destroyForcibly();
    }
  }
}
