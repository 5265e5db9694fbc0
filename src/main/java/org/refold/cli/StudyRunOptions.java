package org.refold.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.refold.cluster.Cluster;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.metric.MetricContext;
import org.refold.report.study.StudyReport;
import org.refold.settings.BadInputException;
import org.refold.settings.Places;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.study.Arm;
import org.refold.study.ExperimentPlan;
import org.refold.study.SeedScope;
import org.refold.study.Seeds;
import org.refold.study.Study;
import org.refold.study.plan.Forecast;
import org.refold.study.plan.KnownTimes;
import org.refold.study.plan.PlanFile;
import org.refold.study.plan.Planner;
import org.refold.study.plan.StudyPlan;
import org.refold.study.run.Experiment;
import org.refold.study.run.MetricContexts;
import org.refold.study.run.Runner;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.FailedTrials;
import org.refold.study.store.OtherCode;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a study is named, repeated and run; what comes of it is printed. */
final class StudyRunOptions {

  @Mixin private StudyOptions studies = new StudyOptions();
  @Mixin private ThreadOptions threads = new ThreadOptions();
  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Option(names = "--name", paramLabel = "NAME", required = true, description = "of its folder")
  private String name = "";

  @Option(
      names = "--seeds",
      paramLabel = "N|LIST",
      description = "how many seeds, from 1 on, or the seeds by commas (with --folds: 1)")
  private @Nullable String seeds;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description = {
        "cross-validates: each user is held out once, and comparisons are over users and training",
        "sets; 10 see most for their time. In place of --split strong it takes user-kfold, with",
        "as many validation users as heldout says; which one it took is said"
      })
  private @Nullable Integer folds;

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
      description = "resumes a study that was begun with another version of the code")
  private boolean acceptOtherCode;

  /**
   * Bounds the threads of everything that follows, and checks that results can be kept.
   *
   * @throws BadInputException if the number of threads is out of its range, or the folder cannot be
   *     written
   */
  void apply() {
    threads.apply();
    if (workers.isAsked() && trialsAtOnce != 1) {
      throw new BadInputException(
          "--trials-at-once is of this process; with --runner spark as many trials run as the"
              + " workers have room for: leave it out");
    }
    Places.checkWritable("--results", store().folder());
  }

  /** The study that is asked for, without arms yet. */
  Study study(ExperimentBuilder chosen) {
    if (seeds == null && folds == null) {
      throw new BadInputException(
          "--seeds or --folds is missing: say --folds 10 for a cross-validation over users, --seeds"
              + " 5 for five seeds on one split, or both");
    }
    chosen.folds(folds);
    return chosen
        .study(name, Seeds.parse(seeds == null ? "1" : seeds), splitSeed)
        .withScope(splitBySeed ? SeedScope.SPLIT_AND_FIT : SeedScope.FIT);
  }

  ResultStore store() {
    return studies.store(name);
  }

  private Runner runner(CommandSpec spec, Progress progress) {
    return Runner.standard()
        .withTrialsAtOnce(trialsAtOnce)
        .withFailedTrials(retryFailed ? FailedTrials.RETRY : FailedTrials.KEEP)
        .withOtherCode(acceptOtherCode ? OtherCode.ACCEPT : OtherCode.REFUSE)
        .withProgress(progress)
        .withListener(line -> Messages.warnings(spec, List.of(line)));
  }

  /** Says what a study will see and cost. */
  StudyPlan plan(
      CommandSpec spec, Study study, DataSet set, Progress progress, OptionalDouble wanted)
      throws IOException {
    return new Planner(runner(spec, progress), studies.folder()).plan(study, set, wanted);
  }

  /**
   * Says what a study would take, or what is left of it, without a fit.
   *
   * @return the exit code: whether there is room for it
   */
  int forecast(CommandSpec spec, Study study, DataSet set) throws IOException {
    Split split = study.splitter().parts().get(0).split(set, study.splitSeed());
    Messages.warnings(spec, split.audit());
    ResultStore store = store();
    int kept =
        store.exists()
            ? store.ended(study, retryFailed ? FailedTrials.RETRY : FailedTrials.KEEP).size()
            : 0;
    DataFingerprint source = DataFingerprint.of(set, split);
    MetricContext background = MetricContexts.of(set, split.train());
    List<Experiment> experiments =
        study.arms().stream()
            .map(Arm::recommender)
            .map(one -> new Experiment(source, split, one, study.evaluator(), background, 1))
            .toList();
    Forecast forecast =
        Forecast.of(
            experiments,
            study.trials().size() / study.arms().size(),
            kept,
            KnownTimes.read(studies.folder()),
            store.folder());
    return DryRunOption.say(spec, forecast);
  }

  /** Keeps a plan for the report, unless the study has begun. */
  void keep(CommandSpec spec, StudyPlan plan) throws IOException {
    ResultStore store = store();
    if (!store.exists()) {
      Path file = PlanFile.write(plan, store.folder());
      spec.commandLine()
          .getOut()
          .println("wrote " + file + ", which the report sets beside what comes of the study");
    }
  }

  /**
   * Runs a study, or what is left of it, and prints its report.
   *
   * @return the exit code: whether all trials came to their end
   */
  int run(CommandSpec spec, Study study, DataSet set, Progress progress) throws IOException {
    ResultStore store = store();
    StudyResult result;
    try (InterruptHook hook = InterruptHook.ofStudy(spec, store);
        Cluster cluster = workers.open().orElse(null)) { // null is not closed
      hook.install();
      result =
          runner(spec, progress).withCluster(Optional.ofNullable(cluster)).run(study, set, store);
    }
    PrintWriter terminal = spec.commandLine().getOut();
    StudyReport report = StudyReport.of(result);
    terminal.println(report.table().toText());
    report.planAndFact(store.folder()).ifPresent(table -> terminal.println("\n" + table.toText()));
    report.segments().ifPresent(table -> terminal.println("\n" + table.toText()));
    terminal.println(result + "; kept in " + store.folder());
    terminal.println("next: " + next(spec, result));
    terminal.flush();
    return result.failed().isEmpty() ? 0 : CommandFailures.OUR_FAULT;
  }

  /** What to type when a study has ended: its report, or what is left of it again. */
  private String next(CommandSpec spec, StudyResult result) {
    if (!result.failed().isEmpty()) {
      return DryRunOption.command(spec, List.of("--retry-failed")) + " --retry-failed";
    }
    String place = studies.isUsual() ? "" : " --results " + studies.folder();
    return "./" + spec.root().name() + " report " + name + place;
  }
}
