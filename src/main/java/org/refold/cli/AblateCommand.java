package org.refold.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refold.data.sets.DataSet;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.study.Factor;
import org.refold.study.Grid;
import org.refold.study.Study;
import org.refold.study.plan.StudyPlan;
import org.refold.tune.Search;
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
      "Run again after an interruption, it resumes where it was."
    })
final class AblateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions experiment = new ExperimentOptions();
  @Mixin private StudyRunOptions run = new StudyRunOptions();
  @Mixin private DryRunOption dryRun = new DryRunOption();
  @Mixin private TuneOption tuning = new TuneOption();

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
      names = "--plan",
      description = {
        "runs nothing but, where there are no trials yet, one fit of each arm; says what"
            + " differences",
        "the study will see, and what it will cost"
      })
  private boolean plan;

  @Option(
      names = "--see",
      paramLabel = "DIFFERENCE",
      description = "with --plan: looks for the cheapest design that sees such a difference")
  private @Nullable Double wanted;

  @Override
  public Integer call() throws IOException {
    run.apply();
    if (wanted != null && !(plan && wanted > 0)) {
      throw new BadInputException(
          "--see %s asks for a plan: write it beside --plan, with a difference above 0 such as 0.005"
              .formatted(org.refold.settings.Spec.number(wanted)));
    }
    if (plan && tuning.isAsked()) {
      throw new BadInputException(
          "--plan fits arms as they are, before any search; leave out --tune, or plan with the"
              + " settings that a search found");
    }
    ExperimentBuilder chosen = experiment.chosen(spec);
    Study bare = run.study(chosen);
    List<Grid> grids = grids(chosen);
    Study study = tuning.plain(bare, grids);
    Messages.notes(spec, chosen.notes());
    Progress progress = TerminalProgress.of(spec);
    DataSet set = experiment.open(spec, study.data(), study.splitter(), progress);
    if (dryRun.isAsked()) {
      if (tuning.isAsked()) {
        Messages.note(spec, tuning.note(grids));
      }
      return run.forecast(spec, study, set);
    }
    if (tuning.isAsked()) {
      String metric = study.evaluator().metrics().get(0).fullName();
      Search search = OneSplit.search(study, set, metric, run.store()).withProgress(progress);
      study = tuning.tuned(spec, study, grids, search);
    }
    if (!plan) {
      return run.run(spec, study, set, progress);
    }
    OptionalDouble see = wanted == null ? OptionalDouble.empty() : OptionalDouble.of(wanted);
    StudyPlan planned = run.plan(spec, study, set, progress, see);
    spec.commandLine().getOut().println(planned);
    run.keep(spec, planned);
    if (wanted == null) { // otherwise another number of folds may be the answer
      spec.commandLine().getOut().println("next: " + DryRunOption.command(spec, List.of("--plan")));
    }
    return 0;
  }

  /** The model with what it varies, and the baselines. */
  private List<Grid> grids(ExperimentBuilder chosen) {
    List<Factor> varied = factors.stream().map(Factor::parse).toList();
    Map<String, String> texts =
        varied.stream()
            .collect(Collectors.toMap(Factor::setting, Factor::toString, (one, other) -> one));
    Grid grid = Grid.of(chosen.model()).with(chosen.settings(texts));
    for (Factor factor : varied) {
      grid = grid.vary(factor);
    }
    List<Grid> grids = new ArrayList<>(List.of(grid));
    baselines.forEach(baseline -> grids.add(Grid.parse(baseline)));
    return grids;
  }
}
