package org.refold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.refold.report.StudyReport;
import org.refold.study.ResultStore;
import org.refold.study.StudyResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refold report}: tables, figures and the page of a study, from its folder alone. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Makes the tables and figures of a study from the files in its folder alone.")
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
    StudyReport report = StudyReport.of(result);
    List<Path> files = report.write(store.folder());
    terminal.println(report.table().toText());
    report.segments().ifPresent(table -> terminal.println("\n" + table.toText()));
    terminal.println();
    terminal.println(result);
    result.failed().forEach(failed -> terminal.println(failed.trial() + ": " + failed.failure()));
    terminal.println("wrote %s and %d more files".formatted(files.get(0), files.size() - 1));
    terminal.flush();
    return 0;
  }
}
