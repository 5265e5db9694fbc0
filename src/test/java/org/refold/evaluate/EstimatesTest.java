package org.refold.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.refold.evaluate.metric.HitRate;
import org.refold.evaluate.metric.Mae;
import org.refold.evaluate.metric.Rmse;

/**
 * Values from scipy:
 *
 * <pre>
 * x = np.array([.1, .5, .25, .9, .4])
 * st.t.interval(.95, len(x) - 1, loc=x.mean(), scale=st.sem(x))
 *
 * s, n = np.array([4., .5, 9., 2., 1.]), np.array([3, 1, 5, 4, 1])    # losses and pairs of users
 * R, m = s.sum() / n.sum(), len(s)
 * se = np.sqrt(m / (m - 1) * ((s - R * n)**2).sum()) / n.sum()
 * t, r = st.t.ppf(.975, m - 1), np.sqrt(R)
 * r, r - t * se / (2 * r), r + t * se / (2 * r)                       # RMSE
 * R, R - t * se, R + t * se                                           # 1.1785714285714286, were these its losses
 * </pre>
 */
class EstimatesTest {

  private static final double[] LOSSES = {4, .5, 0, 9, 2, 1};
  private static final double[] PAIRS = {3, 1, 0, 5, 4, 1};

  @Test
  void meanOverUsers() {
    MetricResult result =
        Estimates.ofUsers(new HitRate(1), new double[] {.1, .5, Double.NaN, .25, .9, .4});
    assertThat(result.mean()).isCloseTo(0.43, within(1e-12));
    assertInterval(result, 0.053384662330312305, 0.8066153376696876);
    assertThat(result.users()).isEqualTo(5);
    assertThat(result.weights()).isEmpty();
  }

  @Test
  void rootOverPairs() {
    MetricResult result = Estimates.ofPairs(new Rmse(), LOSSES, PAIRS);
    assertThat(result.mean()).isCloseTo(1.0856202966836188, within(1e-12));
    assertInterval(result, 0.6556311627342621, 1.5156094306329755);
    assertThat(result.users()).isEqualTo(5);
    assertThat(result.perUser()[2]).isNaN();
    assertThat(result.perUser()[3]).isCloseTo(Math.sqrt(9 / 5.0), within(1e-12));
    assertThat(result.weights()).containsExactly(PAIRS);
  }

  @Test
  void meanOverPairs() {
    MetricResult result = Estimates.ofPairs(new Mae(), LOSSES, PAIRS);
    assertThat(result.mean()).isCloseTo(1.1785714285714286, within(1e-12));
    assertInterval(result, 0.24496156623376297, 2.1121812909090942);
  }

  @Test
  void oneUserHasNoInterval() {
    assertThat(Estimates.ofUsers(new HitRate(1), new double[] {1, Double.NaN}).ci95()).isEmpty();
    assertThat(Estimates.ofPairs(new Rmse(), new double[] {1}, new double[] {4}).ci95()).isEmpty();
    MetricResult nobody = Estimates.ofUsers(new HitRate(1), new double[] {Double.NaN});
    assertThat(nobody.mean()).isNaN();
    assertThat(nobody.users()).isZero();
  }

  @Test
  void arraysAreCopies() {
    MetricResult result = Estimates.ofUsers(new HitRate(1), new double[] {1, 0});
    result.perUser()[0] = 5;
    assertThat(result.perUser()).containsExactly(1, 0);
  }

  private static void assertInterval(MetricResult result, double low, double high) {
    Interval interval = result.ci95().orElseThrow();
    assertThat(interval.low()).isCloseTo(low, within(1e-9));
    assertThat(interval.high()).isCloseTo(high, within(1e-9));
  }
}
