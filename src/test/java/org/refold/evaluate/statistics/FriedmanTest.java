package org.refold.evaluate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.refold.settings.BadInputException;

class FriedmanTest {

  private static final double[][] VALUES = {
    {.30, .41, .40, .22},
    {.12, .15, .15, .10},
    {.51, .50, .55, .33},
    {.23, .28, .29, .24},
    {.44, .47, .46, .40}
  };

  /**
   * By SciPy, with one tie:
   *
   * <pre>{@code
   * chi, p = stats.friedmanchisquare(*X.T)
   * F = (n - 1) * chi / (n * (k - 1) - chi); pF = stats.f.sf(F, k - 1, (k - 1) * (n - 1))
   * ranks = np.mean([stats.rankdata(-x) for x in X], axis=0)
   * stats.studentized_range.ppf(.95, k, np.inf) / np.sqrt(2) * np.sqrt(k * (k + 1) / 6 / n)
   * }</pre>
   */
  @Test
  void ranksAndTestsAreThoseOfSciPy() {
    Friedman found = Friedman.of(VALUES);
    assertThat(found.meanRanks()).containsExactly(3.0, 1.7, 1.5, 3.8);
    assertThat(found.chiSquare()).isCloseTo(10.959183673469383, within(1e-10));
    assertThat(found.p()).isCloseTo(0.01194864475853, within(1e-10));
    assertThat(found.f()).isCloseTo(10.84848484848483, within(1e-10));
    assertThat(found.pOfF()).isCloseTo(0.0009826830020470388, within(1e-10));
    assertThat(found.criticalDifference(0.05)).isCloseTo(2.0976056585788982, within(1e-6));
  }

  /** Demsar 2006, table 5(a) for alpha .05, and one for .10. */
  @Test
  void quantilesAreThoseOfTheTable() {
    assertThat(q(2, .95)).isCloseTo(1.960, within(5e-4));
    assertThat(q(3, .95)).isCloseTo(2.343, within(8e-4)); // 2.3437; the table cuts it
    assertThat(q(10, .95)).isCloseTo(3.164, within(5e-4));
    assertThat(q(20, .95)).isCloseTo(3.5437991315177815, within(1e-6));
    assertThat(q(5, .90)).isCloseTo(2.459, within(8e-4));
  }

  private static double q(int models, double probability) {
    return Friedman.studentisedRange(models, probability) / Math.sqrt(2);
  }

  @Test
  void modelsThatAreAlikeEverywhereDoNotDiffer() {
    Friedman same = Friedman.of(new double[][] {{1, 1, 1}, {2, 2, 2}});
    assertThat(same.meanRanks()).containsExactly(2.0, 2.0, 2.0);
    assertThat(same.p()).isEqualTo(1);
    assertThat(same.pOfF()).isEqualTo(1);
  }

  @Test
  void oneOrderEverywhereIsAsFarAsItGoes() {
    Friedman clear = Friedman.of(new double[][] {{1, 2, 3}, {4, 5, 6}, {0, 1, 2}});
    assertThat(clear.chiSquare()).isCloseTo(6, within(1e-12));
    assertThat(clear.pOfF()).isZero();
    double[][] many = new double[7][];
    Arrays.setAll(many, row -> new double[] {row, row + 1, row + 2, row + 3, row + 4, row + 5});
    assertThat(Friedman.of(many).f()).as("whatever rounding leaves").isInfinite();
  }

  @Test
  void whatHasHolesIsRefused() {
    assertThatThrownBy(() -> Friedman.of(new double[][] {{1, 2}, {Double.NaN, 1}}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 and 2");
    assertThatThrownBy(() -> Friedman.of(new double[][] {{1, 2}}))
        .hasMessageContaining("at least two data sets");
  }
}
