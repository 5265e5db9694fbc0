package org.refold.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.data.sets.DataSet;
import org.refold.settings.BadInputException;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.split.files.SplitFiles;
import org.refold.split.files.SplitFiles.Present;
import org.refold.split.files.SplitLayout;
import org.refold.split.protocol.SplitterHelp;
import org.refold.split.protocol.Splitters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refold split}: cuts data, shows how clean the split is, and writes it to a folder. */
@Command(
    name = "split",
    mixinStandardHelpOptions = true,
    description = "Splits data, audits the split and writes it out for this and other programs.")
final class SplitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private DataOptions data = new DataOptions();

  @Option(names = "--out", paramLabel = "DIR", description = "a new or empty folder")
  private @Nullable Path out;

  @Option(
      names = "--layout",
      paramLabel = "vae_cf|ncf",
      description = "the files of the Mult-VAE program, or those of NCF (${DEFAULT-VALUE})")
  private SplitLayout layout = SplitLayout.VAE_CF;

  @Option(names = "--replace", description = "replaces the split that the folder holds")
  private boolean replace;

  @Option(names = "--list", description = "shows the splitters and their options")
  private boolean list;

  @Override
  public Integer call() {
    PrintWriter terminal = spec.commandLine().getOut();
    if (list) {
      Splitters.list().forEach(help -> describe(help, terminal));
      terminal.flush();
      return 0;
    }
    String split = data.split();
    Splitter splitter = split == null ? null : Splitters.parse(split);
    String name = splitter == null ? null : data.givenOr(splitter);
    if (name == null || splitter == null) {
      throw new BadInputException(
          "both --data and --split are needed; `refold split --list` shows the splitters");
    }
    run.apply();
    DataSet set = data.open(spec, name, splitter, TerminalProgress.of(spec));
    Split made = splitter.split(set, run.seed());
    terminal.println(made);
    if (out != null) {
      terminal.println(
          "wrote "
              + SplitFiles.write(made, out, layout, replace ? Present.REPLACE : Present.REFUSE));
    }
    terminal.flush();
    return 0;
  }

  private static void describe(SplitterHelp help, PrintWriter terminal) {
    terminal.println(help.name() + ": " + help.summary());
    for (SplitterHelp.Option option : help.options()) {
      terminal.printf("    %-12s %-10s %s%n", option.name(), option.standard(), option.summary());
    }
  }
}
