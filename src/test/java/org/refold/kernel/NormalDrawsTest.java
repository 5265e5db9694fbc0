package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class NormalDrawsTest {

  /**
   * By a program of its own in Python (SplitMix64 by its definition, the ziggurat by the paper),
   * whose logarithm may differ in the last bit. Of the stream of 42: the first draws, the first one
   * from the edge of a block, the first one from the tail, and the draw after a million.
   */
  @Test
  void theDrawsOfAStreamAreThoseOfThePaper() {
    double[] draws = draws();
    double[] first = {
      -1.167640669669119,
      0.9860806760938344,
      0.7190971499218926,
      1.5724518506734948,
      0.059067239890588485,
      -0.7440173151841502,
      0.49643057256173223,
      -0.7785507554643121
    };
    for (int k = 0; k < first.length; k++) {
      assertThat(draws[k]).isCloseTo(first[k], within(1e-15));
    }
    assertThat(draws[17]).isCloseTo(2.0637085431591315, within(1e-15));
    assertThat(draws[2136]).isCloseTo(3.4789864587734876, within(1e-15));
    assertThat(draws[1_000_000]).isCloseTo(0.7889027231189083, within(1e-15));
  }

  /** Recorded from this program, on JDK 17: every later one must draw the same. */
  @Test
  void theirBitsAreTheSameOnEveryJdk() {
    long hash = 0;
    for (double draw : draws()) {
      hash = 31 * hash + Double.doubleToRawLongBits(draw);
    }
    assertThat(hash).isEqualTo(5204648424831783747L);
  }

  private static double[] draws() {
    SplittableRandom random = new SplittableRandom(42);
    double[] draws = new double[1_000_001];
    for (int k = 0; k < draws.length; k++) {
      draws[k] = NormalDraws.next(random);
    }
    return draws;
  }

  @Test
  void drawsAreStandardNormal() {
    int count = 200_000;
    double[] draws = new double[count];
    SplittableRandom random = new SplittableRandom(7);
    double squares = 0;
    double fourths = 0;
    int inTheTail = 0;
    for (int k = 0; k < count; k++) {
      double x = NormalDraws.next(random);
      draws[k] = x;
      squares += x * x / count;
      fourths += x * x * x * x / count;
      inTheTail += Math.abs(x) > 3.442619855899 ? 1 : 0;
    }
    NormalDistribution normal = new NormalDistribution();
    assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(normal, draws))
        .isGreaterThan(0.01);
    // four standard errors: of x² is the variance 2, of x⁴ it is 96
    assertThat(squares).isCloseTo(1, within(4 * Math.sqrt(2.0 / count)));
    assertThat(fourths).isCloseTo(3, within(4 * Math.sqrt(96.0 / count)));
    double expected = 2 * count * normal.cumulativeProbability(-3.442619855899);
    assertThat(inTheTail)
        .isBetween(
            (int) (expected - 4 * Math.sqrt(expected)), (int) (expected + 4 * Math.sqrt(expected)));
  }
}
