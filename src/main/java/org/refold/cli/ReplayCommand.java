package org.refold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.data.sets.DataSet;
import org.refold.kernel.Parallel;
import org.refold.settings.BadInputException;
import org.refold.settings.Places;
import org.refold.settings.Progress;
import org.refold.split.protocol.Splitters;
import org.refold.study.olcut.ExperimentFile;
import org.refold.study.run.Provenances;
import org.refold.study.run.Replay;
import org.refold.study.store.AtomicFiles;
import org.refold.study.store.ResultFile;
import org.refold.study.store.TrialResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refold replay}: trains again and compares bit by bit. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Trains again what a result file describes, and says whether the same came of it, to the"
          + " last",
      "bit, or where it first differs. Exit code 3 if it differs."
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE.json",
      description = "of `refold evaluate --out`, or of the trials of a study")
  private Path file = Path.of("");

  @Mixin private FolderOptions folder = new FolderOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "the most threads to use (as many as the result was made with)")
  private @Nullable Integer threads;

  @Option(
      names = "--write-config",
      paramLabel = "FILE.xml|json",
      description = "also writes the experiment as a configuration file of OLCUT")
  private @Nullable Path config;

  @Override
  public Integer call() throws IOException {
    TrialResult before = ResultFile.read(file);
    Parallel.setThreads(threads(before));
    if (config != null) {
      Places.checkWritable("--write-config", config);
    }
    // before the training, so that a wrong name or an unknown setting does not cost one
    byte[] written =
        config == null ? new byte[0] : ExperimentFile.bytes(Provenances.plan(before), config);
    Progress progress = TerminalProgress.of(spec);
    DataSet data =
        Splitters.parse(before.split().spec())
            .open(before.data().toOpen(), name -> folder.open(name, progress));
    Replay replay = Replay.of(before, data, progress);
    var terminal = spec.commandLine().getOut();
    terminal.println(
        "%s on %s, split %s"
            .formatted(before.trial(), replay.after().data(), before.split().spec()));
    replay.circumstances().forEach(terminal::println);
    terminal.println(replay.verdict());
    if (config != null) {
      AtomicFiles.write(config, to -> to.write(written));
      terminal.println("wrote " + config);
    }
    terminal.flush();
    return replay.isIdentical() ? 0 : CommandFailures.DIFFERENT;
  }

  private int threads(TrialResult before) {
    if (threads != null && threads < 1) {
      throw new BadInputException("--threads is " + threads + ", but must be at least 1");
    }
    return threads == null ? before.threads().orElse(Parallel.threads()) : threads;
  }
}
