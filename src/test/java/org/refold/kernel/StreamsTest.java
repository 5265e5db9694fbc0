package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
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
}
