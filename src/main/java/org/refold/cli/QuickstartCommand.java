package org.refold.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.data.sets.DataLocations;
import org.refold.data.sets.DataSets;
import org.refold.data.sets.PublicDataSet;
import org.refold.notebook.Workbench;
import org.refold.settings.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code refold quickstart}: the whole way once. Finds MovieLens-1M or fetches it, or falls back on
 * synthetic data; runs the quickstart notebook; leaves table, figure and notebook in a folder.
 */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description = "Real ratings to a table and a figure, in a notebook, in one go.")
final class QuickstartCommand implements Callable<Integer> {

  private static final String NAME = "quickstart";
  private static final String DATA = "ml-1m";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the results go (results/quickstart)")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    PrintWriter terminal = spec.commandLine().getOut();
    Workbench workbench = Workbench.here();
    Path folder = out == null ? workbench.root().resolve("results").resolve(NAME) : out;
    Path results = folder.toAbsolutePath().normalize();
    String data = dataToUse(terminal);
    terminal.println("data: " + data);
    terminal.flush();
    Map<String, String> environment = new HashMap<>();
    environment.put("REFOLD_DATASET", data);
    environment.put("REFOLD_RESULTS", String.valueOf(results));
    Path notebook = workbench.root().resolve("notebooks").resolve(NAME + ".ipynb");
    Path executed =
        NotebookCommand.execute(spec, notebook, results, environment, Duration.ofMinutes(20));
    terminal.println();
    terminal.println(Files.readString(results.resolve("table.txt")));
    terminal.println("table:    " + results.resolve("table.md") + " (.csv, .tex, .html, .txt)");
    terminal.println("figure:   " + results.resolve("figure.png") + " (.svg)");
    terminal.println("notebook: " + executed);
    terminal.flush();
    return 0;
  }

  /** MovieLens-1M where it is or can be fetched, synthetic data otherwise; says why. */
  private String dataToUse(PrintWriter terminal) {
    DataLocations locations = DataLocations.standard(Optional.empty());
    PublicDataSet wanted = DataSets.find(DATA).orElseThrow();
    if (DataSets.locate(wanted, locations).isPresent()) {
      return DATA;
    }
    try {
      terminal.println("fetching " + DATA + ". " + wanted.licence());
      terminal.flush();
      DataSets.fetch(DATA, locations, TerminalProgress.of(spec));
      return DATA;
    } catch (BadInputException e) {
      terminal.println(e.getMessage());
      terminal.println("continuing with synthetic data in its likeness");
      return "synthetic";
    }
  }
}
