package org.refold.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.report.ArticleReport;
import org.refold.report.Gallery;
import org.refold.report.ResultsReport;
import org.refold.report.VerdictReport;
import org.refold.report.study.Across;
import org.refold.report.study.StudyReport;
import org.refold.settings.BadInputException;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code refold report}: tables, figures and the page of a study, the tables of the article, the
 * board of verdicts, or those of numbered result files, from their folder alone.
 */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Makes the tables and figures of a study, of the article's table, of the board of verdicts"
            + " on published figures, or of numbered result files such as"
            + " baselines/1-popularity.json, from the files in its folder alone.")
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private StudyOptions studies = new StudyOptions();
  @Mixin private FigureOptions figures = new FigureOptions();

  @Parameters(
      paramLabel = "NAME",
      arity = "1..*",
      description = {
        "the name of a study or folder, such as article, verdicts or baselines; gallery is a page",
        "of all kinds of charts; several studies, one for each data set, are set beside each other"
      })
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--one-file",
      description = {
        "writes a study as a single page of HTML instead, NAME.html in its folder: it opens"
            + " without",
        "a network, and has the statistics for whichever baseline and metric are chosen"
      })
  private boolean oneFile;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "with several studies: also writes the table, and the figure of mean ranks")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    figures.chosen(); // says first what is wrong with it
    if (names.size() > 1) {
      return across();
    }
    if (out != null) {
      throw new BadInputException(
          "--out is for several studies; a single one has its report in its own folder");
    }
    String name = names.get(0);
    ResultStore store = studies.store(name);
    PrintWriter terminal = spec.commandLine().getOut();
    if (oneFile) {
      Path page = store.folder().resolve(name + ".html");
      StudyReport.of(store.read()).writeOneFile(store.folder(), page);
      terminal.println("wrote " + page);
      terminal.flush();
      return 0;
    }
    return wrote(write(name, store, terminal));
  }

  /** Studies stay one data set each; what is beyond one of them is read from their results. */
  private int across() throws IOException {
    if (oneFile) {
      throw new BadInputException("--one-file takes one study, but %s are given".formatted(names));
    }
    List<StudyResult> results = new ArrayList<>();
    for (String name : names) {
      results.add(studies.store(name).read());
    }
    Across across = Across.of(results);
    spec.commandLine().getOut().println(across.table().toText());
    return out == null ? 0 : wrote(across.write(out, figures.chosen()));
  }

  private int wrote(List<Path> files) {
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(
        String.format(Locale.ROOT, "wrote %s and %d more files", files.get(0), files.size() - 1));
    terminal.flush();
    return 0;
  }

  private List<Path> write(String name, ResultStore store, PrintWriter terminal)
      throws IOException {
    Path folder = store.folder();
    if (name.equals(Gallery.NAME)) {
      return Gallery.write(folder);
    }
    if (ArticleReport.isIn(folder)) {
      return article(folder, terminal);
    }
    if (VerdictReport.isIn(folder)) {
      VerdictReport report = VerdictReport.read(folder);
      terminal.println(report.table().toText());
      return report.write(folder, figures.chosen());
    }
    if (!store.exists() && ResultsReport.isIn(folder)) {
      ResultsReport report = ResultsReport.read(folder);
      terminal.println(report.table().toText());
      return report.write(folder, figures.chosen());
    }
    return study(store, terminal);
  }

  private static List<Path> article(Path folder, PrintWriter terminal) throws IOException {
    ArticleReport report = ArticleReport.read(folder);
    report.tables().values().forEach(table -> terminal.println(table.toText() + "\n"));
    return report.write(folder);
  }

  private List<Path> study(ResultStore store, PrintWriter terminal) throws IOException {
    StudyResult result = store.read();
    StudyReport report = StudyReport.of(result);
    List<Path> files = report.write(store.folder(), figures.chosen());
    terminal.println(report.table().toText());
    report.segments().ifPresent(table -> terminal.println("\n" + table.toText()));
    terminal.println();
    terminal.println(result);
    result.failed().forEach(failed -> terminal.println(failed.trial() + ": " + failed.failure()));
    return files;
  }
}
