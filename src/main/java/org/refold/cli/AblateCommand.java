package org.refold.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.SegmentsBy;
import org.refold.report.study.StudyReport;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.study.Factor;
import org.refold.study.Grid;
import org.refold.study.SeedScope;
import org.refold.study.Seeds;
import org.refold.study.Study;
import org.refold.study.olcut.ExperimentPlan;
import org.refold.study.run.Runner;
import org.refold.study.store.FailedTrials;
import org.refold.study.store.OtherCode;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refold ablate}: every combination of levels, with every seed. */
@Command(
    name = "ablate",
    mixinStandardHelpOptions = true,
    description = {
      "Fits a model at all combinations of some levels, with several seeds, and keeps each result.",
      "Run again after an interruption, it goes on where it was."
    })
final class AblateCommand implements Callable<Integer> {

  /** Where trials are run. */
  enum Place {
    LOCAL,
    SPARK
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions experiment = new ExperimentOptions();
  @Mixin private StudyOptions studies = new StudyOptions();
  @Mixin private ThreadOptions threads = new ThreadOptions();

  @Option(names = "--name", paramLabel = "NAME", required = true, description = "of its folder")
  private String name = "";

  @Option(
      names = "--vary",
      paramLabel = "NAME=VALUE,...",
      description = "a hyper-parameter and its levels; several are crossed")
  private List<String> factors = new ArrayList<>();

  @Option(
      names = "--baseline",
      paramLabel = "MODEL[:NAME=VALUE,...]",
      description = "a further model to compare with, at fixed settings")
  private List<String> baselines = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N|LIST",
      required = true,
      description = "how many seeds, from 1 on, or the seeds by commas")
  private String seeds = "";

  @Option(
      names = "--split-by-seed",
      description = "each seed also makes a split of its own; else all trials share one")
  private boolean splitBySeed;

  @Option(
      names = "--split-seed",
      paramLabel = "N",
      description = "the seed of the one split (" + ExperimentPlan.USUAL_SEED + ")")
  private @Nullable Long splitSeed;

  @Option(
      names = "--trials-at-once",
      paramLabel = "N",
      description = "trials side by side, sharing the threads (${DEFAULT-VALUE})")
  private int trialsAtOnce = 1;

  @Option(names = "--retry-failed", description = "runs trials again that failed before")
  private boolean retryFailed;

  @Option(
      names = "--accept-other-code",
      description = "goes on with a study that was begun with another version of the code")
  private boolean acceptOtherCode;

  @Option(names = "--runner", paramLabel = "local|spark", description = "(local)")
  private Place place = Place.LOCAL;

  @Override
  public Integer call() throws IOException {
    if (place == Place.SPARK) {
      throw new BadInputException(
          "the runner 'spark' is not there; leave out --runner, and let other machines that see the"
              + " same --results run the same command");
    }
    threads.apply();
    Study study = study();
    ResultStore store = studies.store(name);
    Progress progress = TerminalProgress.of(spec);
    DataSet set = experiment.open(study.data(), progress);
    Messages.warnings(spec, set.warnings());
    Runner runner =
        Runner.standard()
            .withTrialsAtOnce(trialsAtOnce)
            .withFailedTrials(retryFailed ? FailedTrials.RETRY : FailedTrials.KEEP)
            .withOtherCode(acceptOtherCode ? OtherCode.ACCEPT : OtherCode.REFUSE)
            .withProgress(progress)
            .withListener(line -> Messages.warnings(spec, List.of(line)));
    StudyResult result;
    try (InterruptHook goodbye = new InterruptHook(spec, store)) {
      goodbye.install();
      result = runner.run(study, set, store);
    }
    var terminal = spec.commandLine().getOut();
    StudyReport report = StudyReport.of(result);
    terminal.println(report.table().toText());
    report.segments().ifPresent(table -> terminal.println("\n" + table.toText()));
    terminal.println(result + "; kept in " + store.folder());
    terminal.flush();
    return 0;
  }

  private Study study() {
    List<Factor> varied = factors.stream().map(Factor::parse).toList();
    ExperimentBuilder chosen = experiment.chosen(spec);
    chosen.splitSeed(splitSeed);
    List<Long> fits = Seeds.parse(seeds);
    chosen.seeds(fits);
    chosen.requireConventionsOfMetrics();
    ExperimentPlan plan = chosen.base();
    Study study =
        Study.of(name, plan.data(), plan.split())
            .withMetrics(plan.metrics())
            .withSegments(plan.segments().toArray(SegmentsBy[]::new))
            .withSeeds(fits)
            .withScope(splitBySeed ? SeedScope.SPLIT_AND_FIT : SeedScope.FIT)
            .withSplitSeed(plan.splitSeed());
    Grid grid = Grid.of(plan.recommender().name()).with(chosen.settings(varied));
    for (Factor factor : varied) {
      grid = grid.vary(factor);
    }
    study = study.with(grid);
    for (String baseline : baselines) {
      study = study.with(Grid.parse(baseline));
    }
    Messages.notes(spec, chosen.notes());
    return study;
  }
}
