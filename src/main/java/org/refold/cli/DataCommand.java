package org.refold.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.refold.data.sets.DataElsewhere;
import org.refold.data.sets.DataLocations;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.data.sets.PublicDataSet;
import org.refold.report.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refold data}: what there is, what is in it, and how to get it. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Lists, describes and fetches data sets.",
    subcommands = {DataCommand.List.class, DataCommand.Info.class, DataCommand.Get.class})
final class DataCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "one of list, info, fetch is missing");
  }

  /** {@code refold data list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Shows the data sets that go by a name.")
  static final class List implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private FolderOptions folder = new FolderOptions();

    @Override
    public Integer call() {
      DataLocations locations = folder.locations();
      Table table =
          Table.of("Data sets", "name", "users", "items", "interactions", "here", "publisher");
      for (PublicDataSet set : DataSets.all()) {
        table =
            table.row(
                set.name(),
                set.users(),
                set.items(),
                set.interactions(),
                DataSets.locate(set, locations).map(Path::toString).orElse("-"),
                set.address());
      }
      for (DataElsewhere set : DataSets.elsewhere()) {
        if (set.known().isPresent()) {
          DataElsewhere.Known file = set.known().get();
          table =
              table.row(
                  set.name(),
                  file.users(),
                  file.items(),
                  file.interactions(),
                  DataSets.locate(set, locations).map(Path::toString).orElse("-"),
                  set.page());
        }
      }
      PrintWriter terminal = spec.commandLine().getOut();
      terminal.println(table.toText());
      terminal.println();
      DataSets.all().forEach(set -> terminal.println(set.name() + ": " + set.licence()));
      DataSets.elsewhere().forEach(set -> terminal.println(set.text()));
      terminal.println();
      terminal.println("looked for in " + locations + "; generated on the spot: synthetic");
      return 0;
    }
  }

  /** {@code refold data info}. */
  @Command(
      name = "info",
      mixinStandardHelpOptions = true,
      description = "Shows the figures of a data set, or of a file of your own.")
  static final class Info implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private FolderOptions folder = new FolderOptions();
    @Mixin private ReadingOptions reading = new ReadingOptions();

    @Parameters(paramLabel = "NAME|PATH")
    private String name = "";

    @Override
    public Integer call() {
      String told = Objects.requireNonNullElse(reading.appendedTo(name), name);
      DataSet set = folder.open(told, TerminalProgress.of(spec));
      Messages.about(spec, set);
      spec.commandLine().getOut().println(set.info());
      return 0;
    }
  }

  /** {@code refold data fetch}. */
  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description = {
        "Downloads a data set from its publisher, or resumes a download; to --data-dir where it is",
        "given."
      })
  static final class Get implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private FolderOptions folder = new FolderOptions();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    public Integer call() {
      PrintWriter terminal = spec.commandLine().getOut();
      DataSets.find(name).ifPresent(set -> terminal.println(set.licence()));
      terminal.flush();
      terminal.println(DataSets.fetch(name, folder.locations(), TerminalProgress.of(spec)));
      return 0;
    }
  }
}
