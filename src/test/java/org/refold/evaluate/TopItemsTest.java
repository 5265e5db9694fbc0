package org.refold.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TopItemsTest {

  /** Few different scores make many ties, many make few; both signs occur. */
  @Property(tries = 200)
  void keepsWhatAFullSortPutsFirst(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3000) int items,
      @ForAll @IntRange(min = 1, max = 300) int wanted,
      @ForAll @IntRange(min = 1, max = 5000) int different) {
    SplittableRandom random = new SplittableRandom(seed);
    TopItems top = new TopItems(wanted);
    for (int round = 0; round < 2; round++) {
      top.clear();
      float[] scores = new float[items];
      List<Integer> all = new ArrayList<>();
      float bar = -Float.MAX_VALUE;
      for (int item = 0; item < items; item++) {
        scores[item] = (random.nextInt(different) - different / 2) * -0.37f;
        all.add(item);
        if (scores[item] >= bar) {
          bar = top.offer(scores[item], item, item % 3 == 0);
        }
      }
      all.sort(
          Comparator.comparing((Integer item) -> -(double) scores[item])
              .thenComparing(item -> item % 3 == 0 ? 0 : 1)
              .thenComparing(Comparator.naturalOrder()));
      top.sort();
      List<Integer> kept = new ArrayList<>();
      for (int rank = 1; rank <= top.size(); rank++) {
        kept.add(top.item(rank));
      }
      assertThat(kept).isEqualTo(all.subList(0, Math.min(wanted, items)));
    }
  }
}
