package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Both providers against {@link SplittableRandom}, bit for bit. */
class DrawsTest {

  private static final List<Provider> PROVIDERS = FloatArrays.providers();

  @Property(tries = 300)
  void aMaskIsThatOfTheGenerator(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double rate,
      @ForAll @IntRange(max = 700) int length) {
    holds(seed, rate, length);
  }

  /** Rates that some draw meets exactly, and their neighbours. */
  @Property(tries = 100)
  void aDrawEqualToTheRateIsKept(@ForAll long seed) {
    double drawn = new SplittableRandom(seed).nextDouble();
    Stream.of(drawn, Math.nextUp(drawn), Math.nextDown(drawn))
        .filter(rate -> rate >= 0 && rate < 1)
        .forEach(rate -> holds(seed, rate, 20));
  }

  private static void holds(long seed, double rate, int length) {
    float[] expected = new float[length + 4];
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 3; k < length + 3; k++) {
      expected[k] = random.nextDouble() < rate ? 0 : 1.25f;
    }
    long bound = (long) Math.ceil(rate * 0x1p53);
    for (Provider provider : PROVIDERS) {
      float[] mask = new float[length + 4];
      provider.draws().dropout(seed, bound, 1.25f, mask, 3, length + 3);
      assertThat(mask).as(provider.name()).isEqualTo(expected);
    }
  }
}
