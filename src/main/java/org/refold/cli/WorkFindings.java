package org.refold.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.refold.data.sets.DataElsewhere;
import org.refold.data.sets.DataLocations;
import org.refold.data.sets.DataSets;
import org.refold.data.sets.PublicDataSet;
import org.refold.notebook.Workbench;
import org.refold.notebook.jupyter.DataFolder;
import org.refold.notebook.jupyter.Jupyter;
import org.refold.notebook.jupyter.KernelSpec;
import org.refold.settings.BadInputException;

/** What there is to work with: data, the kernel, Jupyter. Nothing is fetched. */
final class WorkFindings {

  private WorkFindings() {}

  static List<Finding> here(DataLocations locations) throws IOException {
    Jupyter jupyter = jupyter();
    return List.of(
        data(locations),
        jshell(ModuleLayer.boot().findModule("jdk.jshell").isPresent()),
        kernel(DataFolder.ofUser()),
        program(jupyter.installed("jupyter-nbconvert"), "notebook run"),
        program(jupyter.installed("jupyter-lab"), "notebook lab"));
  }

  private static Jupyter jupyter() {
    return new Jupyter(
        Workbench.here(),
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  static Finding data(DataLocations locations) {
    List<String> here =
        Stream.concat(
                DataSets.all().stream()
                    .filter(set -> DataSets.locate(set, locations).isPresent())
                    .map(PublicDataSet::name),
                DataSets.elsewhere().stream()
                    .filter(set -> DataSets.locate(set, locations).isPresent())
                    .map(DataElsewhere::name))
            .toList();
    return Finding.of(
        !here.isEmpty(),
        "data",
        (here.isEmpty() ? "none" : String.join(", ", here)) + " in " + locations,
        "./refold data fetch ml-1m, or name a folder that has data by " + DataLocations.VARIABLE);
  }

  static Finding jshell(boolean isThere) {
    return Finding.of(
        isThere,
        "cells in Java",
        isThere ? "can be run" : "cannot be run",
        "this Java has no jdk.jshell: take a JDK, not a JRE, and point JAVA_HOME to it");
  }

  /** The kernel for a Jupyter of the user's own; that of {@code notebook lab} needs no place. */
  static Finding kernel(Path folder) throws IOException {
    Path file = folder.resolve("kernels").resolve(KernelSpec.NAME).resolve("kernel.json");
    if (KernelSpec.isTaken(folder)) {
      return Finding.wanting(
          "kernel",
          "another one in " + file,
          "./refold kernel install --user --replace puts ours there; ./refold notebook lab has its"
              + " own");
    }
    return Finding.of(
        Files.exists(file),
        "kernel",
        Files.exists(file) ? file.toString() : "not in " + folder,
        "for a Jupyter of your own: ./refold kernel install --user; ./refold notebook lab has its"
            + " own");
  }

  static Finding program(Optional<Path> program, String command) {
    return Finding.of(
        program.isPresent(),
        "Jupyter",
        program.map(Path::toString).orElse("none for " + command),
        "./refold %s fetches it, or: python3 -m pip install jupyterlab nbconvert nbclient"
            .formatted(command));
  }

  /**
   * What is wrong where the parts of a checkout are not found.
   *
   * @param reason what was said
   */
  static Finding nowhere(BadInputException reason) {
    return Finding.wanting("checkout", "not found", String.valueOf(reason.getMessage()));
  }
}
