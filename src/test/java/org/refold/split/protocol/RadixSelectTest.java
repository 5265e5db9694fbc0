package org.refold.split.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RadixSelectTest {

  private static RadixSelect.Source source(List<Long> keys) {
    return visitor -> {
      for (int k = 0; k < keys.size(); k++) {
        visitor.at(k, keys.get(k));
      }
    };
  }

  @Property(tries = 100)
  void findsWhatSortingFinds(@ForAll @Size(min = 1, max = 30) List<Long> keys) {
    Long[] sorted = keys.toArray(new Long[0]);
    Arrays.sort(sorted, Long::compareUnsigned);
    for (int rank = 0; rank < sorted.length; rank++) {
      assertThat(RadixSelect.select(source(keys), rank)).isEqualTo(sorted[rank]);
    }
  }

  @Test
  void saysWhenThereIsNoSuchRank() {
    assertThatThrownBy(() -> RadixSelect.select(source(List.of(3L, 4L)), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank 2");
  }

  @Property(tries = 100)
  void neighbouringRangesShareNoKeyAndMissNone(
      @ForAll @Size(min = 2, max = 30) List<Byte> small, @ForAll("border") int border) {
    List<Long> keys = small.stream().map(Byte::longValue).toList();
    int at = Math.min(border, keys.size());
    KeyRange below = KeyRange.ofRanks(source(keys), 0, at);
    KeyRange above = KeyRange.ofRanks(source(keys), at, keys.size());
    for (long key : keys) {
      assertThat(below.contains(key)).isNotEqualTo(above.contains(key));
    }
  }

  @Test
  void nothingIsBeyondTheGreatestKey() {
    RadixSelect.Source keys = source(List.of(5L, -1L, -1L));
    assertThat(KeyRange.ofRanks(keys, 0, 2).contains(-1)).isTrue();
    KeyRange above = KeyRange.ofRanks(keys, 2, 3);
    assertThat(above.contains(-1)).isFalse();
    assertThat(above.contains(5)).isFalse();
  }

  @Provide
  Arbitrary<Integer> border() {
    return Arbitraries.integers().between(0, 30);
  }
}
