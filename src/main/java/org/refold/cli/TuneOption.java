package org.refold.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.refold.report.SearchTables;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.study.Arm;
import org.refold.study.Grid;
import org.refold.study.Study;
import org.refold.tune.Budget;
import org.refold.tune.Found;
import org.refold.tune.Search;
import org.refold.tune.Space;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Settings of arms that are searched for on the validation part, before the test is looked at. */
final class TuneOption {

  @Option(
      names = "--tune",
      paramLabel = "FITS",
      description = {
        "searches, for each arm, the settings that --set or --baseline give as ranges, such as",
        "ease:lambda=log:10..5000: so many fits on the validation part; the best is then tested"
      })
  private @Nullable Integer fits;

  boolean isAsked() {
    return fits != null;
  }

  /**
   * A study with the arms of some grids; settings that are to be searched for are at their
   * defaults.
   *
   * @throws BadInputException if there is nothing to search, or the trials have several splits
   */
  Study plain(Study study, List<Grid> grids) {
    if (fits != null) {
      Check.atLeast(1, "--tune", fits, "typical: 20 fits");
      OneSplit.require(study);
      if (grids.stream().allMatch(grid -> ranges(grid).isEmpty())) {
        throw new BadInputException(
            "--tune has nothing to search; give a setting as a range, such as --set"
                + " l2=log:0.00001..0.1 or --baseline ease:lambda=log:10..5000");
      }
    }
    Study all = study;
    for (Grid grid : grids) {
      if (fits != null && !ranges(grid).isEmpty()) {
        fixed(grid).arms().forEach(arm -> space(arm, ranges(grid)));
      }
      all = all.with(fits == null ? grid : fixed(grid));
    }
    return all;
  }

  private int count() {
    return fits == null ? 0 : fits;
  }

  /** How many searches there will be. */
  private static long searches(List<Grid> grids) {
    return grids.stream()
        .filter(grid -> !ranges(grid).isEmpty())
        .mapToLong(grid -> fixed(grid).arms().size())
        .sum();
  }

  /** What a forecast does not count. */
  String note(List<Grid> grids) {
    return String.format(
        Locale.ROOT,
        "before them, %d searches of %d fits each, which the forecast leaves out",
        searches(grids),
        count());
  }

  /** The same study with the best settings that were found for each arm with ranges. */
  Study tuned(CommandSpec spec, Study study, List<Grid> grids, Search search) {
    Search bounded = search.withBudget(Budget.fits(count()));
    List<Arm> arms = new ArrayList<>();
    for (Grid grid : grids) {
      for (Arm arm : fixed(grid).arms()) {
        arms.add(ranges(grid).isEmpty() ? arm : best(spec, arm, ranges(grid), bounded));
      }
    }
    return study.withArms(arms);
  }

  private static Arm best(CommandSpec spec, Arm arm, Map<String, String> ranges, Search search) {
    Found found = search.tune(space(arm, ranges));
    spec.commandLine().getOut().println(SearchTables.trace(found).toText() + "\n");
    Map<String, String> settings = new LinkedHashMap<>(arm.settings());
    settings.putAll(found.best().settings());
    return new Arm(arm.label() + ", tuned", arm.model(), settings, arm.levels());
  }

  /**
   * What is searched for an arm.
   *
   * @throws BadInputException if the model has no such setting, or a range is none
   */
  private static Space space(Arm arm, Map<String, String> ranges) {
    List<String> parts = new ArrayList<>();
    arm.settings().forEach((name, value) -> parts.add(name + "=" + value));
    ranges.forEach((name, range) -> parts.add(name + "=" + range));
    return Space.of(arm.model(), parts.toArray(String[]::new));
  }

  private static Map<String, String> ranges(Grid grid) {
    Map<String, String> ranges = new LinkedHashMap<>(grid.settings());
    ranges.values().removeIf(value -> !Space.isRange(value));
    return ranges;
  }

  /** Without what is searched for, which its label would name otherwise. */
  private static Grid fixed(Grid grid) {
    Map<String, String> ranges = ranges(grid);
    Map<String, String> rest = new LinkedHashMap<>(grid.settings());
    rest.keySet().removeAll(ranges.keySet());
    String label = ranges.isEmpty() ? grid.label() : grid.model();
    return new Grid(label, grid.model(), rest, grid.factors());
  }
}
