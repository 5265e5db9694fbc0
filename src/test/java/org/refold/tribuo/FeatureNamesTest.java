package org.refold.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FeatureNamesTest {

  @Test
  void numbersArePaddedToSixDigitsOrMore() {
    assertThat(FeatureNames.of('i', 12, 1682)).isEqualTo("i000012");
    assertThat(FeatureNames.of('u', 0, 1)).isEqualTo("u000000");
    assertThat(FeatureNames.of('u', 999_999, 1_000_000)).isEqualTo("u999999");
    assertThat(FeatureNames.of('u', 345, 1_000_001)).isEqualTo("u0000345");
    assertThat(FeatureNames.all('f', 2)).containsExactly("f000000", "f000001");
  }

  @Property
  void theOrderOfNamesIsThatOfNumbers(
      @ForAll @IntRange(max = 19_999_999) int one, @ForAll @IntRange(max = 19_999_999) int other) {
    int size = Math.max(one, other) + 1;
    int order = FeatureNames.of('i', one, size).compareTo(FeatureNames.of('i', other, size));
    assertThat(Integer.signum(order)).isEqualTo(Integer.compare(one, other));
  }
}
