package org.refold.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.refold.report.StudyTable;
import org.refold.study.ResultStore;
import org.refold.study.StudyResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refold report}: what a study came to, from its folder alone. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Shows what a study came to, from the files in its folder alone.")
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private StudyOptions studies = new StudyOptions();

  @Parameters(paramLabel = "NAME", description = "the name of a study")
  private String name = "";

  @Override
  public Integer call() throws IOException {
    ResultStore store = studies.store(name);
    StudyResult result = store.read();
    var terminal = spec.commandLine().getOut();
    terminal.println(StudyTable.of(result).toText());
    terminal.println(result);
    result.failed().forEach(failed -> terminal.println(failed.trial() + ": " + failed.failure()));
    terminal.flush();
    return 0;
  }
}
