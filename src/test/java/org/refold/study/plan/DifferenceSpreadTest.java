package org.refold.study.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.evaluate.statistics.PairedSample;
import org.refold.evaluate.statistics.StandardError;
import org.refold.evaluate.statistics.StudentTest;

class DifferenceSpreadTest {

  private static final int STUDIES = 300;

  @ParameterizedTest
  @CsvSource({"10, 1200, .06, .003", "10, 1200, .06, 0", "5, 600, .1, .01", "20, 1000, .05, .002"})
  void predictsTheIntervalAndThePowerOfStudiesThatAreRun(
      int folds, int users, double userDeviation, double foldDeviation) {
    DifferenceSpread spread = new DifferenceSpread(userDeviation, foldDeviation);
    DifferenceSpread.Sight sight = spread.with(folds, users);
    Random random = new Random(1);
    double halfWidths = 0;
    int found = 0;
    for (int study = 0; study < STUDIES; study++) {
      PairedSample sample = planted(random, spread, folds, users / folds, sight.detectable());
      StandardError error = sample.standardError();
      halfWidths += error.about(0).high() / STUDIES;
      found += new StudentTest().of(sample).p() < 0.05 ? 1 : 0;
    }
    assertThat(sight.halfWidth()).isCloseTo(halfWidths, Percentage.withPercentage(8));
    assertThat(found / (double) STUDIES).isBetween(0.72, 0.9);
  }

  /** {@code (t.975 + t.80) x sd / sqrt(n)} with 499 degrees of freedom, by SciPy. */
  @Test
  void oneSplitSeesWhatItsUsersTell() {
    DifferenceSpread.Sight sight = new DifferenceSpread(0.068, 0).with(1, 500);
    assertThat(sight.halfWidth()).isCloseTo(0.005974845, within(1e-9));
    assertThat(sight.detectable()).isCloseTo(0.008536452, within(1e-9));
  }

  private static PairedSample planted(
      Random random, DifferenceSpread spread, int folds, int users, double difference) {
    List<PairedSample> samples = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      double mean = difference + spread.folds() * random.nextGaussian();
      double[] values = new double[users];
      for (int user = 0; user < users; user++) {
        values[user] = mean + spread.users() * random.nextGaussian();
      }
      samples.add(PairedSample.of(values, new double[users]));
    }
    return PairedSample.ofFolds(samples);
  }
}
