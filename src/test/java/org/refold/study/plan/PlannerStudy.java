package org.refold.study.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Makes {@code results/planning}: what a pilot of one fold predicts of an interval, beside what the
 * other folds come to. Studies are drawn from the values of users that a cross-validated study
 * keeps: a pair of arms, a fold for the pilot, and the users of each fold anew, with replacement.
 */
final class PlannerStudy {

  private static final int STUDIES = 30;

  /** What a plan assumes of folds where it knows nothing else. */
  private static final double ASSUMED_SHARE = 0.03;

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
            "pilot fold",
            "predicted",
            "realised",
            "ratio");
    double[] ratios = new double[studies];
    for (int k = 0; k < studies; k++) {
      Arm one = arms.get(random.nextInt(arms.size()));
      Arm other = arms.get((arms.indexOf(one) + 1 + random.nextInt(arms.size() - 1)) % arms.size());
      List<double[]> folds = differences(result, one, other, metric);
      int pilot = random.nextInt(folds.size());
      double[] seen = drawn(folds.remove(pilot), random);
      List<PairedSample> rest = new ArrayList<>();
      for (double[] fold : folds) {
        double[] users = drawn(fold, random);
        rest.add(PairedSample.of(users, new double[users.length]));
      }
      PairedSample realised = PairedSample.ofFolds(rest);
      double deviation = PairedSample.of(seen, new double[seen.length]).standardDeviation();
      double predicted =
          new DifferenceSpread(deviation, ASSUMED_SHARE * deviation)
              .with(folds.size(), realised.users())
              .halfWidth();
      double came = FoldEffect.of(realised).overFolds().about(0).high();
      ratios[k] = predicted / came;
      table =
          table.row(
              k + 1,
              one.label(),
              other.label(),
              pilot + 1,
              new Cell.Value(predicted, 4),
              new Cell.Value(came, 4),
              new Cell.Value(ratios[k], 2));
    }
    Arrays.sort(ratios);
    long near = Arrays.stream(ratios).filter(r -> Math.abs(r - 1) <= 0.15).count();
    return table
        .row(
            "median",
            "",
            "",
            "",
            "",
            "",
            new Cell.Value((ratios[(studies - 1) / 2] + ratios[studies / 2]) / 2, 2))
        .row("within 15 %", "", "", "", "", "", near + " of " + studies);
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

  private static double[] drawn(double[] users, Random random) {
    double[] drawn = new double[users.length];
    for (int k = 0; k < drawn.length; k++) {
      drawn[k] = users[random.nextInt(users.length)];
    }
    return drawn;
  }
}
