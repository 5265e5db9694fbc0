package org.refold.study.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.metric.Metric;
import org.refold.settings.BadInputException;
import org.refold.settings.Spec;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.study.Arm;
import org.refold.study.Study;
import org.refold.study.run.Runner;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;

/**
 * Says before a study is run what it will be able to see. How users' differences vary is taken from
 * the trials that the study has already, or from a pilot: one fit of each arm on the first fold,
 * which is not kept. How folds vary is taken from the study's own trials or from another study of
 * the same data and metric with five folds or more; where there is none it is assumed.
 *
 * @param runner runs the pilot
 * @param results the folder of studies
 */
public record Planner(Runner runner, Path results) {

  /**
   * What the standard deviation over folds is assumed to be at most, in parts of that over users.
   * With ten folds of MovieLens-1M it was 0 to 0.03 in five pairs of models.
   */
  private static final double ASSUMED_SHARE = 0.03;

  private static final List<Integer> FOLDS = List.of(2, 3, 4, 5, 6, 8, 10, 15, 20);

  /**
   * Plans a study.
   *
   * @param data the data set that it names
   * @param wanted a difference that it should see, for which the cheapest design is looked for
   * @throws BadInputException if the study has fewer than two arms, its main metric has no value
   *     for each user, or the data cannot be split
   * @throws IOException if results cannot be read
   */
  public StudyPlan plan(Study study, DataSet data, OptionalDouble wanted) throws IOException {
    if (study.arms().size() < 2) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "a plan is about differences, but %s has %d arms; give a factor two levels, or"
                      + " add a",
                  study.name(),
                  study.arms().size())
              + " baseline");
    }
    Metric metric = study.evaluator().metrics().get(0);
    List<String> notes = new ArrayList<>();
    Evidence evidence = evidence(study, data, metric, notes);
    if (evidence.samples().isEmpty()) {
      throw new BadInputException(
          "%s has no value for each user that could be compared; put another metric first"
              .formatted(metric.name()));
    }
    Split first = study.splitter().parts().get(0).split(data, study.splitSeed());
    int folds = study.folds().size();
    double foldShare = foldShare(study, metric, evidence, notes);
    Scale scale = new Scale(folds, scored(first), study.seeds().size(), evidence.seconds());
    List<StudyPlan.Line> lines = lines(study, evidence, foldShare, scale);
    for (StudyPlan.Line line : lines) {
      if (line.spread().users() == 0) {
        notes.add(
            "%s and %s do not differ in %s for any user, so nothing can be said of them; take another metric, more users or longer training"
                .formatted(line.arm(), line.versus(), metric.name()));
      }
    }
    return new StudyPlan(
        study.name(),
        metric.name(),
        scale.design(folds),
        lines,
        bytes(study, first.train()),
        wanted.isPresent()
            ? Optional.of(
                cheapest(wanted.getAsDouble(), levels(study, lines), study.splitter(), scale))
            : Optional.empty(),
        notes);
  }

  /** What changes in proportion when a study has other folds. */
  private record Scale(int folds, int usersOfFold, int seeds, Map<Arm, Double> seconds) {
    /** All users are tested whatever the number of folds is; on one split those of the split. */
    int users(int planned) {
      return folds == 1 || planned == 1 ? usersOfFold : usersOfFold * folds;
    }

    StudyPlan.Design design(int planned) {
      int repeats = planned * seeds;
      double once = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
      return new StudyPlan.Design(
          planned, seeds, users(planned), repeats * seconds.size(), repeats * once);
    }
  }

  private Evidence evidence(Study study, DataSet data, Metric metric, List<String> notes)
      throws IOException {
    ResultStore store = ResultStore.of(results, study.name());
    if (store.exists()) {
      StudyResult kept = store.read();
      Evidence found = Evidence.of(new StudyResult(study, kept.trials()), metric);
      if (found.samples().size() == study.arms().size() - 1) {
        notes.add(
            String.format(
                Locale.ROOT,
                "users' differences and times are those of %d trials in %s",
                kept.finished().size(),
                store.folder()));
        return found;
      }
    }
    notes.add(
        "users' differences and times are those of a pilot, one fit of each arm on the first"
            + (study.folds().size() > 1 ? " fold" : " seed")
            + "; it is not kept");
    return Evidence.of(pilot(study, data), metric);
  }

  private StudyResult pilot(Study study, DataSet data) throws IOException {
    Study small =
        study.withSeeds(study.seeds().subList(0, 1)).withSplitter(study.splitter().parts().get(0));
    Path folder = Files.createTempDirectory("refold-pilot");
    try {
      StudyResult result = runner.run(small, data, new ResultStore(folder.resolve("pilot")));
      if (!result.failed().isEmpty()) {
        throw new BadInputException(
            "the pilot of %s failed: %s"
                .formatted(
                    result.failed().get(0).trial(),
                    result.failed().get(0).failure().orElseThrow()));
      }
      return result;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Users of the first fold who have something to find. */
  private static int scored(Split split) {
    Interactions out = split.test().foldOut();
    int scored = 0;
    for (int user = 0; user < out.userCount(); user++) {
      scored += out.count(user) > 0 ? 1 : 0;
    }
    return scored;
  }

  /** What folds vary by in parts of users, for pairs whose own trials do not tell. */
  private double foldShare(Study study, Metric metric, Evidence evidence, List<String> notes)
      throws IOException {
    if (study.folds().size() == 1) {
      notes.add(
          "one split has one training set: intervals are over users alone, and how the difference"
              + " varies with the training set stays unseen; --folds 10 sees it");
      return 0;
    }
    if (evidence.foldShare().isPresent()) {
      return evidence.foldShare().getAsDouble();
    }
    for (StudyResult other : studiesBeside(study, notes)) {
      OptionalDouble found = Evidence.of(other, metric).foldShare();
      if (found.isPresent()) {
        notes.add(
            String.format(
                Locale.ROOT,
                "sd folds is %.3f of sd users, as in the study %s",
                found.getAsDouble(),
                other.study().name()));
        return found.getAsDouble();
      }
    }
    notes.add(
        "sd folds is assumed to be %s of sd users, the most that ten folds of MovieLens-1M showed"
            .formatted(Spec.number(ASSUMED_SHARE)));
    return ASSUMED_SHARE;
  }

  /** A study that cannot be read is noted, and passed over: the plan is not about it. */
  private List<StudyResult> studiesBeside(Study study, List<String> notes) throws IOException {
    List<StudyResult> found = new ArrayList<>();
    if (!Files.isDirectory(results)) {
      return found;
    }
    try (Stream<Path> folders = Files.list(results)) {
      for (Path folder : folders.sorted().toList()) {
        ResultStore store = new ResultStore(folder);
        if (!store.exists() || ("" + folder.getFileName()).equals(study.name())) {
          continue;
        }
        try {
          StudyResult other = store.read();
          if (other.study().data().equals(study.data()) && other.study().folds().size() > 1) {
            found.add(other);
          }
        } catch (IOException | BadInputException e) {
          notes.add("passed over, since it cannot be read: " + e.getMessage());
        }
      }
    }
    return found;
  }

  private static List<StudyPlan.Line> lines(
      Study study, Evidence evidence, double foldShare, Scale scale) {
    List<StudyPlan.Line> lines = new ArrayList<>();
    String versus = study.arms().get(0).label();
    evidence
        .samples()
        .forEach(
            (arm, sample) -> {
              double users = Evidence.userDeviation(sample);
              double share = Evidence.foldShare(sample).orElse(foldShare);
              DifferenceSpread spread =
                  new DifferenceSpread(users, scale.folds == 1 ? 0 : share * users);
              DifferenceSpread.Sight sight = spread.with(scale.folds, scale.users(scale.folds));
              lines.add(new StudyPlan.Line(arm.label(), versus, spread, sight));
            });
    return lines;
  }

  /** The comparisons that the question is about: those of one model, if there are some. */
  private static List<StudyPlan.Line> levels(Study study, List<StudyPlan.Line> lines) {
    String model = study.arms().get(0).model();
    List<StudyPlan.Line> levels =
        lines.stream().filter(line -> study.arm(line.arm()).model().equals(model)).toList();
    return levels.isEmpty() ? lines : levels;
  }

  private static long bytes(Study study, Interactions train) {
    return study.arms().stream()
        .mapToLong(arm -> arm.recommender().fitBytes(train))
        .max()
        .orElse(0);
  }

  private static String cheapest(
      double wanted, List<StudyPlan.Line> lines, Splitter splitter, Scale scale) {
    String difference = Spec.number(wanted);
    if (scale.folds == 1) {
      return "to see %s for other training sets too, plan folds over users: --folds 10 on %s"
          .formatted(difference, splitter.spec());
    }
    double best = Double.POSITIVE_INFINITY;
    for (int folds : FOLDS) {
      double seen = 0;
      for (StudyPlan.Line line : lines) {
        seen = Math.max(seen, line.spread().with(folds, scale.users(folds)).detectable());
      }
      best = Math.min(best, seen);
      if (seen <= wanted) {
        StudyPlan.Design design = scale.design(folds);
        return String.format(
            Locale.ROOT,
            "%s is seen by --folds %d: %d fits, about %s",
            difference,
            folds,
            design.fits(),
            StudyPlan.time(design.seconds()));
      }
    }
    return String.format(
        Locale.ROOT,
        "%s is not to be seen on these %d users: the smallest that up to %d folds detect is %.4f;"
            + " take data with more users",
        difference,
        scale.users(FOLDS.get(0)),
        FOLDS.get(FOLDS.size() - 1),
        best);
  }
}
