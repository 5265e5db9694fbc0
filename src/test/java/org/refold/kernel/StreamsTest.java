package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class StreamsTest {

  @Test
  void aStreamDependsOnlyOnWhatItIsFor() {
    assertThat(Streams.of(7, "dropout", 1, 2).nextLong())
        .isEqualTo(Streams.of(7, "dropout", 1, 2).nextLong());
  }

  @Test
  void streamsForDifferentEndsDiffer() {
    Set<Long> seeds = new HashSet<>();
    int streams = 0;
    for (long seed = 0; seed < 20; seed++) {
      for (String purpose : new String[] {"", "a", "b", "ab"}) {
        seeds.add(Streams.seedOf(seed, purpose));
        seeds.add(Streams.seedOf(seed, purpose, 0));
        seeds.add(Streams.seedOf(seed, purpose, 0, 1));
        seeds.add(Streams.seedOf(seed, purpose, 1, 0));
        streams += 4;
      }
    }
    assertThat(seeds).hasSize(streams);
  }

  @Test
  void everyPlaceIsEquallyLikelyAfterAShuffle() {
    int[][] seen = new int[4][4];
    for (int round = 0; round < 8000; round++) {
      int[] numbers = {0, 1, 2, 3};
      Streams.shuffle(numbers, Streams.of(1, "shuffle", round));
      for (int place = 0; place < 4; place++) {
        seen[place][numbers[place]]++;
      }
    }
    // 2000 expected, standard deviation 39: five of them either way
    assertThat(Arrays.stream(seen).flatMapToInt(IntStream::of).boxed())
        .allMatch(count -> count > 1800 && count < 2200);
  }

  @Test
  void aDrawAtAPlaceIsThatOfTheGenerator() {
    for (long seed : new long[] {0, 1, -1, Long.MIN_VALUE, 123_456_789_012_345L}) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int index = 0; index < 100; index++) {
        assertThat(Streams.bitsAt(seed, index)).isEqualTo(random.nextLong());
      }
    }
  }

  /** The upper 63 bits are a fraction of 2^63, of which the bound is taken; by big integers. */
  @Property
  void aBoundedNumberIsAShareOfTheBound(@ForAll long bits, @ForAll @LongRange(min = 1) long bound) {
    BigInteger half = BigInteger.valueOf(bits >>> 1);
    long expected = half.multiply(BigInteger.valueOf(bound)).shiftRight(63).longValueExact();
    assertThat(Streams.below(bound, bits)).isEqualTo(expected).isBetween(0L, bound - 1);
  }
}
