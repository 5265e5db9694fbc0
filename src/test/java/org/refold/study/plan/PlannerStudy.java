package org.refold.study.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Comparer;
import org.refold.evaluate.statistics.FoldEffect;
import org.refold.evaluate.statistics.PairedSample;
import org.refold.evaluate.statistics.UserValues;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.Arm;
import org.refold.study.Replicate;
import org.refold.study.store.ArmValues;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;

/**
 * Makes {@code results/planning}: what some folds predict of an interval over the others, beside
 * what comes of these. Studies are drawn from the values of users that a cross-validated study
 * keeps: a pair of arms, half of the folds for the pilot, and the users of each fold anew, with
 * replacement.
 */
final class PlannerStudy {

  private static final int STUDIES = 30;

  /** How often the folds that are not in the pilot are drawn for what is to be expected of them. */
  private static final int REPEATS = 100;

  private PlannerStudy() {}

  /**
   * Draws {@value #STUDIES} studies with a fixed seed.
   *
   * @param args the folder of a cross-validated study, and the folder to write to
   */
  public static void main(String[] args) throws IOException {
    StudyResult result = new ResultStore(Path.of(args[0])).read();
    Table table = table(result, STUDIES, 1);
    table.saveAll(Path.of(args[1]), "table");
    System.out.println(table.toText());
  }

  static Table table(StudyResult result, int studies, long seed) {
    Metric metric = result.study().evaluator().metrics().get(0);
    List<Arm> arms = result.arms();
    Random random = new Random(seed);
    Table table =
        Table.of(
            "Half of the 95 %% interval of %s, %s".formatted(metric.name(), result.study().data()),
            "study",
            "arm",
            "versus",
            "predicted",
            "came",
            "ratio",
            "came on average",
            "ratio of it");
    double[] once = new double[studies];
    double[] average = new double[studies];
    for (int k = 0; k < studies; k++) {
      Arm one = arms.get(random.nextInt(arms.size()));
      Arm other = arms.get((arms.indexOf(one) + 1 + random.nextInt(arms.size() - 1)) % arms.size());
      List<double[]> folds = differences(result, one, other, metric);
      Collections.shuffle(folds, random);
      int half = folds.size() / 2;
      FoldEffect pilot = FoldEffect.of(drawn(folds.subList(0, half), random));
      List<double[]> rest = folds.subList(half, folds.size());
      int users = rest.stream().mapToInt(fold -> fold.length).sum();
      double predicted =
          new DifferenceSpread(pilot.userDeviation(), pilot.foldDeviation())
              .with(rest.size(), users)
              .halfWidth();
      double came = halfWidth(drawn(rest, random));
      double expected = 0;
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        expected += halfWidth(drawn(rest, random)) / REPEATS;
      }
      once[k] = predicted / came;
      average[k] = predicted / expected;
      table =
          table.row(
              k + 1,
              one.label(),
              other.label(),
              new Cell.Value(predicted, 4),
              new Cell.Value(came, 4),
              new Cell.Value(once[k], 2),
              new Cell.Value(expected, 4),
              new Cell.Value(average[k], 2));
    }
    return table
        .row(
            "median",
            "",
            "",
            "",
            "",
            new Cell.Value(median(once), 2),
            "",
            new Cell.Value(median(average), 2))
        .row("within 15 %", "", "", "", "", near(once, 0.15), "", near(average, 0.15))
        .row("within 50 %", "", "", "", "", near(once, 0.5), "", near(average, 0.5));
  }

  private static double halfWidth(PairedSample sample) {
    return FoldEffect.of(sample).overFolds().about(0).high();
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static String near(double[] ratios, double share) {
    long near = Arrays.stream(ratios).filter(r -> Math.abs(r - 1) <= share).count();
    return near + " of " + ratios.length;
  }

  /** Users' differences, fold by fold. */
  private static List<double[]> differences(StudyResult result, Arm one, Arm other, Metric metric) {
    ArmValues values = new ArmValues(result);
    List<Replicate> both = values.common(one, other);
    List<UserValues> first = values.samples(one, both);
    List<UserValues> second = values.samples(other, both);
    List<double[]> folds = new ArrayList<>();
    for (int fold = 0; fold < first.size(); fold++) {
      folds.add(
          Comparer.sample(List.of(first.get(fold)), List.of(second.get(fold)), metric)
              .differences());
    }
    return folds;
  }

  private static PairedSample drawn(List<double[]> folds, Random random) {
    List<PairedSample> samples = new ArrayList<>();
    for (double[] users : folds) {
      double[] drawn = new double[users.length];
      for (int k = 0; k < drawn.length; k++) {
        drawn[k] = users[random.nextInt(users.length)];
      }
      samples.add(PairedSample.of(drawn, new double[drawn.length]));
    }
    return PairedSample.ofFolds(samples);
  }
}
