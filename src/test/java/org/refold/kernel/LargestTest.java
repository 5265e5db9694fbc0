package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LargestTest {

  @Property(tries = 300)
  void keepsWhatAFullSortPutsFirst(
      @ForAll @IntRange(min = 1, max = 12) int k,
      @ForAll @IntRange(max = 40) int count,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int index = 0; index < count; index++) {
      values[index] = random.nextInt(-4, 5) / 8f; // many ties
    }
    Largest largest = new Largest(k);
    largest.offer(99, 1000f);
    largest.clear();
    for (int index = count - 1; index >= 0; index--) {
      largest.offer(index, values[index]);
    }
    List<Integer> expected =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparing((Integer index) -> -values[index]))
            .limit(k)
            .toList();
    long[] pairs = largest.sorted();
    List<Integer> kept =
        Arrays.stream(pairs).boxed().map(Largest::index).sorted(Comparator.reverseOrder()).toList();
    assertThat(kept).containsExactlyInAnyOrderElementsOf(expected);
    for (long pair : pairs) {
      assertThat(Largest.value(pair)).isEqualTo(values[Largest.index(pair)]);
    }
  }
}
