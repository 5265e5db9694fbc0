package org.refold.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.metric.Metric;
import org.refold.report.SearchTables;
import org.refold.settings.Progress;
import org.refold.study.Study;
import org.refold.tune.Baselines;
import org.refold.tune.Budget;
import org.refold.tune.Found;
import org.refold.tune.Search;
import org.refold.tune.Searcher;
import org.refold.tune.Space;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refold tune}: a model and the baselines, tuned under one budget and tested as a study. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description = {
      "Tunes a model and the baselines (popularity, item neighbours, EASE, iALS) with the same"
          + " budget",
      "on the validation part, then measures the best settings of each on the test, with several",
      "seeds. Run again after an interruption, it resumes where it was."
    })
final class TuneCommand implements Callable<Integer> {

  /** What a model is compared with. */
  enum Against {
    BASELINES,
    NOTHING
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions experiment = new ExperimentOptions();
  @Mixin private StudyRunOptions run = new StudyRunOptions();

  @Option(
      names = "--vary",
      paramLabel = "NAME=RANGE",
      description = "a hyper-parameter and its range: 0..0.8, log:0.001..1 or {tanh,relu}")
  private List<String> ranges = new ArrayList<>();

  @Option(
      names = "--fits",
      paramLabel = "N",
      description = "settings that are tried for each model (${DEFAULT-VALUE})")
  private int fits = 20;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "ends the search of a model after so many seconds of fits")
  private double seconds = Double.POSITIVE_INFINITY;

  @Option(
      names = "--for",
      paramLabel = "METRIC",
      description = "what is looked for on the validation part (the first of --metrics)")
  private @Nullable String wanted;

  @Option(
      names = "--searcher",
      paramLabel = "cma_es|random|grid",
      description = "how settings are proposed (${DEFAULT-VALUE})")
  private Searcher searcher = Searcher.CMA_ES;

  @Option(
      names = "--against",
      paramLabel = "baselines|nothing",
      description = "what else is tuned and tested (${DEFAULT-VALUE})")
  private Against against = Against.BASELINES;

  @Override
  public Integer call() throws IOException {
    run.apply();
    ExperimentBuilder chosen = experiment.chosen(spec);
    Study study = run.study(chosen);
    OneSplit.require(study);
    Space space = space(chosen);
    Budget budget = Budget.fits(fits).andSeconds(seconds);
    Messages.notes(spec, chosen.notes());
    Progress progress = TerminalProgress.of(spec);
    DataSet set = experiment.open(spec, study.data(), study.splitter(), progress);
    return run.run(spec, tuned(study, set, space, budget, progress), set, progress);
  }

  /** Tunes on the split that the trials share; fits are kept beside them. */
  private Study tuned(Study study, DataSet set, Space space, Budget budget, Progress progress) {
    Metric first = study.evaluator().metrics().get(0);
    Search search =
        OneSplit.search(study, set, wanted == null ? first.fullName() : wanted, run.store())
            .withBudget(budget)
            .withSearcher(searcher)
            .withProgress(progress);
    Study tuned = study;
    List<Space> spaces = new ArrayList<>(List.of(space));
    if (against == Against.BASELINES) {
      Baselines.spaces().stream()
          .filter(baseline -> !baseline.model().equals(space.model()))
          .forEach(spaces::add);
    }
    for (Space each : spaces) {
      Found found = search.tune(each);
      spec.commandLine().getOut().println(SearchTables.trace(found).toText() + "\n");
      tuned = tuned.with(Baselines.arm(found));
    }
    return tuned;
  }

  private Space space(ExperimentBuilder chosen) {
    Map<String, String> varied = new LinkedHashMap<>();
    ranges.forEach(range -> varied.put(range.substring(0, Math.max(0, range.indexOf('='))), range));
    List<String> parts = new ArrayList<>(ranges);
    chosen.settings(varied).forEach((name, value) -> parts.add(name + "=" + value));
    return Space.of(chosen.model(), parts.toArray(String[]::new));
  }
}
