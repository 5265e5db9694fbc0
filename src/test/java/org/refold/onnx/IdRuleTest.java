package org.refold.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdRuleTest {

  private static final List<int[]> SEQUENCES =
      List.of(new int[] {4}, new int[] {2, 2}, new int[] {7, 0, 5}, new int[] {1, 3, 3, 0, 9});

  private interface Made {
    int[] of(int[] items);
  }

  private static Optional<IdRule> rule(Made ids) {
    return IdRule.of(SEQUENCES, SEQUENCES.stream().map(ids::of).toList());
  }

  private static int[] run(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private static void assertFollowed(Made ids) {
    int[] longer = {5, 6, 1, 1, 0, 2, 8};
    assertThat(rule(ids).orElseThrow().of(longer)).isEqualTo(ids.of(longer));
  }

  @Test
  void itemsWithAMaskAtEitherEnd() {
    assertFollowed(items -> items);
    assertFollowed(items -> new IdRule(new int[] {10}, new IdRule.Items(), new int[0]).of(items));
    assertFollowed(items -> new IdRule(new int[0], new IdRule.Items(), new int[] {10}).of(items));
  }

  @Test
  void positionsFromEitherEnd() {
    assertFollowed(items -> run(0, items.length));
    assertFollowed(items -> run(200 - items.length, 200));
    assertFollowed(items -> run(200 - items.length - 1, 200));
    assertFollowed(items -> new int[] {items.length + 1});
  }

  @Test
  void windows() {
    assertThat(new IdRule.Windows(3).of(new int[] {8, 9, 7}))
        .containsExactly(3, 0, 1, 0, 1, 2, 1, 2, 3);
    assertFollowed(new IdRule.Windows(3)::of);
    assertFollowed(new IdRule.Windows(5)::of);
  }

  @Test
  void whatFollowsNoneOfThemIsNotGuessed() {
    assertThat(rule(items -> Arrays.stream(items).sorted().toArray())).isEmpty();
    assertThat(rule(items -> run(0, items.length * items.length))).isEmpty();
    assertThat(rule(items -> new int[] {items[items.length - 1]})).isEmpty();
    assertThat(rule(items -> new int[0])).isEmpty();
  }
}
