package org.refold.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.report.study.TidyResults;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.Arm;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refold study}: how far a study is, from its folder alone, also while it runs. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    description = {
      "Says how far a study is: what has ended, what failed, what is left and how long that takes.",
      "Reads its folder alone, so that it may run elsewhere meanwhile."
    })
final class StudyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private StudyOptions studies = new StudyOptions();

  @Option(
      names = "--tidy",
      paramLabel = "DIR",
      description = {
        "also writes trials.csv, a row for each trial, and users.csv.gz, a row for each user,"
            + " trial",
        "and metric, for other programs"
      })
  private @Nullable Path tidy;

  @Parameters(paramLabel = "NAME", description = "the name of the study")
  private String name = "";

  @Override
  public Integer call() throws IOException {
    StudyResult result = studies.store(name).read();
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(status(result).toText());
    result.failed().forEach(failed -> terminal.println(failed.trial() + ": " + failed.failure()));
    if (tidy != null) {
      List<Path> files = TidyResults.write(result, tidy);
      terminal.println("wrote " + files.get(0) + " and " + files.get(1));
    }
    terminal.flush();
    return 0;
  }

  /** A row for each arm. Trials that are left are taken to last as long as those of their arm. */
  static Table status(StudyResult result) {
    Table table =
        Table.of("Study " + name(result), "arm", "finished", "failed", "left", "seconds a fit");
    double left = 0;
    for (Arm arm : result.study().arms()) {
      List<TrialResult> ended =
          result.trials().stream().filter(r -> r.trial().arm().equals(arm)).toList();
      long failed = ended.stream().filter(r -> !r.isFinished()).count();
      long missing = result.missing().stream().filter(t -> t.arm().equals(arm)).count();
      double seconds =
          ended.stream()
              .filter(TrialResult::isFinished)
              .mapToDouble(r -> r.seconds().fit())
              .average()
              .orElse(Double.NaN);
      left += missing == 0 ? 0 : missing * seconds;
      table =
          table.row(
              arm.label(), ended.size() - failed, failed, missing, new Cell.Value(seconds, 2));
    }
    return table.note(result.toString()).note(left(result, left));
  }

  private static String name(StudyResult result) {
    return result.study().name();
  }

  private static String left(StudyResult result, double seconds) {
    if (result.missing().isEmpty()) {
      return "Nothing is left; `refold report " + name(result) + "` makes tables and figures.";
    }
    int missing = result.missing().size();
    String trials = missing == 1 ? "1 trial is left" : missing + " trials are left";
    return Double.isNaN(seconds)
        ? trials + "; how long that takes is known when each arm has one that ended."
        : String.format(
            Locale.ROOT, "%s: about %.1f min of fits, one after another.", trials, seconds / 60);
  }
}
