package org.refold.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;

class DataInfoTest {

  private static final Vocabulary USERS = Vocabulary.of(List.of("ann", "bob", "cy", "nobody"));
  private static final Vocabulary ITEMS = Vocabulary.of(List.of("1", "2", "3", "4", "5"));

  private static Interactions some(boolean values, boolean times) {
    InteractionsBuilder builder = new InteractionsBuilder(values, times);
    builder.add(0, 0, 5, 0);
    builder.add(0, 1, 4, 86_400_000L);
    builder.add(0, 2, 4, 86_400_000L * 3);
    builder.add(1, 0, 1.5f, 86_400_000L * 10);
    builder.add(1, 1, 4, 86_400_000L * 2);
    builder.add(2, 0, 4, 86_400_000L);
    return builder.build(USERS, ITEMS, InteractionsBuilder.Duplicates.KEEP);
  }

  /**
   * By hand, and with numpy: percentile([1, 2, 3], [25, 50, 75]) = 1.5, 2, 2.5; Gini of (1, 2, 3) =
   * 2 * 14 / (3 * 6) - 4/3 = 2/9.
   */
  @Test
  void countsWhatOccurs() {
    DataInfo info = DataSet.of("small", some(true, true)).info();
    assertThat(info.users()).isEqualTo(3);
    assertThat(info.items()).isEqualTo(3);
    assertThat(info.interactions()).isEqualTo(6);
    assertThat(info.density()).isEqualTo(6.0 / 9);
    assertThat(info.values()).isEqualTo(Map.of(1.5f, 1, 4f, 4, 5f, 1));
    assertThat(info.activity()).isEqualTo(info.popularity());
    assertThat(info.activity().lower()).isEqualTo(1.5);
    assertThat(info.activity().median()).isEqualTo(2);
    assertThat(info.activity().upper()).isEqualTo(2.5);
    assertThat(info.activity().gini()).isCloseTo(2.0 / 9, within(1e-12));
    assertThat(info.activity().topTenth()).isEqualTo(0.5);
    assertThat(info.duplicates()).isZero();
  }

  @Test
  void readsWell() {
    Attributes titles =
        Attributes.none(ITEMS)
            .with("title", new AttributeColumn.Texts(List.of("A", "B", "C", "", "")));
    DataInfo info = DataSet.of("small", some(true, true)).withItems(titles).info();
    assertThat(info.lines())
        .contains(
            "data set      small",
            "source        made in memory",
            "users         3",
            "density       66.6667 %",
            "values        1.5: 16.7 %, 4: 66.7 %, 5: 16.7 %",
            "times         1970-01-01 to 1970-01-11 (10 days)",
            "user ids      texts, from 'ann' to 'nobody' in order of appearance",
            "item ids      numbers, from '1' to '5' in order of appearance",
            "attributes    title known for 3 of 5 items");
    assertThat(info.toString().lines()).containsExactlyElementsOf(info.lines());
  }

  @Test
  void saysWhatThereIsNot() {
    List<String> lines = DataSet.of("bare", some(false, false)).info().lines();
    assertThat(lines)
        .contains(
            "values        none: implicit feedback", "times         none", "attributes    none");
  }

  @Test
  void countsRepeats() {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int item : new int[] {0, 1, 0, 0}) {
      builder.add(0, item, 1, 0);
    }
    builder.add(1, 0, 1, 0);
    Interactions data = builder.build(USERS, ITEMS, InteractionsBuilder.Duplicates.KEEP);
    assertThat(DataSet.of("repeats", data).info().duplicates()).isEqualTo(2);
  }

  @Test
  void anEmptySetHasZeros() {
    Interactions none =
        new InteractionsBuilder(true, true)
            .build(USERS, ITEMS, InteractionsBuilder.Duplicates.KEEP);
    DataInfo info = DataSet.of("empty", none).info();
    assertThat(info.density()).isZero();
    assertThat(info.activity().gini()).isZero();
    assertThat(info.first()).isEmpty();
  }

  /** The definition: mean absolute difference of all pairs over twice the mean. */
  @Property(tries = 200)
  void giniIsTheMeanDifferenceOfPairs(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 1_000) Integer> counts) {
    double differences = 0;
    double sum = 0;
    for (int a : counts) {
      sum += a;
      for (int b : counts) {
        differences += Math.abs(a - b);
      }
    }
    double expected = differences / (2 * counts.size() * sum);
    Spread spread = Spread.of(counts.stream().mapToInt(Integer::intValue).toArray());
    assertThat(spread.gini()).isCloseTo(expected, within(1e-9));
    assertThat(spread.min()).isLessThanOrEqualTo(spread.lower());
    assertThat(spread.lower()).isLessThanOrEqualTo(spread.median());
    assertThat(spread.median()).isLessThanOrEqualTo(spread.upper());
    assertThat(spread.upper()).isLessThanOrEqualTo(spread.max());
    assertThat(spread.topPercent()).isLessThanOrEqualTo(spread.topTenth());
  }
}
