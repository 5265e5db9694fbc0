package org.refold.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;

class SyntheticTest {

  private static final Synthetic SMALL = new Synthetic(120, 90, 2_400, 7);

  @Property(tries = 40)
  void meetsItsNumbersExactly(
      @ForAll @IntRange(min = 10, max = 200) int users,
      @ForAll @IntRange(min = 20, max = 300) int items,
      @ForAll @IntRange(min = 0, max = 100) int fullness,
      @ForAll long seed) {
    int least = 2 * Math.max(users, items);
    int most = users * items / 2;
    if (most < least) {
      return;
    }
    int size = least + (int) ((long) (most - least) * fullness / 100);
    Interactions data = new Synthetic(users, items, size, seed).generate().interactions();
    assertThat(data.size()).isEqualTo(size);
    assertThat(data.userCount()).isEqualTo(users);
    assertThat(data.itemCounts()).hasSize(items).doesNotContain(0);
    for (int user = 0; user < users; user++) {
      assertThat(data.count(user)).isPositive();
      assertThat(data.itemsOf(user)).doesNotHaveDuplicates();
      for (int p = data.start(user); p < data.end(user); p++) {
        assertThat(data.value(p)).isIn(1f, 2f, 3f, 4f, 5f);
        assertThat(p > data.start(user) ? data.time(p - 1) : 0).isLessThanOrEqualTo(data.time(p));
      }
    }
  }

  @Test
  void isAFunctionOfItsNumbers() {
    String hash = SMALL.generate().sha256();
    assertThat(SMALL.generate().sha256()).isEqualTo(hash);
    assertThat(SMALL.withSeed(8).generate().sha256()).isNotEqualTo(hash);
  }

  /**
   * The hash that came out on Linux, x86-64, JDK 17 and 25, when this generator was written:
   * results that people publish on synthetic data stay comparable as long as it holds.
   */
  @Test
  void isTheSameEverywhere() {
    assertThat(SMALL.generate().sha256())
        .isEqualTo("56d64c01b90702a1f5df862514e5ab7f94849fade39cdcc23a48bc9a78607745");
  }

  /**
   * Measured on MovieLens-1M's ratings.dat with numpy: ratings per user 20 at least, quartiles 44,
   * 96, 208, Gini 0.529; ratings per item Gini 0.634, top 1 % 8.7 %, top 10 % 44.4 %, quartiles 33,
   * 123.5, 350, largest 3,428; ratings 5.6, 10.8, 26.1, 34.9, 22.6 %; 43 % of the ratings of a user
   * in the same second as the one before; 83 % of a user's ratings within a day of the first; 1,039
   * days.
   */
  @Test
  void isShapedLikeMovieLens1M() {
    Interactions data = Synthetic.LIKE_ML_1M.generate().interactions();
    DataInfo info = DataSet.of("like", data).info();

    assertThat(info.activity().min()).isEqualTo(20);
    assertThat(info.activity().lower()).isCloseTo(44, within(4.4));
    assertThat(info.activity().median()).isCloseTo(96, within(5.0));
    assertThat(info.activity().upper()).isCloseTo(208, within(15.0));
    assertThat(info.activity().gini()).isCloseTo(0.529, within(0.01));

    assertThat(info.popularity().gini()).isCloseTo(0.634, within(0.03));
    assertThat(info.popularity().topPercent()).isCloseTo(0.087, within(0.01));
    assertThat(info.popularity().topTenth()).isCloseTo(0.444, within(0.02));
    assertThat(info.popularity().lower()).isCloseTo(33, within(10.0));
    assertThat(info.popularity().median()).isCloseTo(123.5, within(25.0));
    assertThat(info.popularity().upper()).isCloseTo(350, within(35.0));
    assertThat(info.popularity().max()).isCloseTo(3_428, within(400.0));

    double[] shares = {0.0562, 0.1075, 0.2611, 0.3489, 0.2263};
    for (int stars = 1; stars <= 5; stars++) {
      double share = (double) info.values().getOrDefault((float) stars, 0) / data.size();
      assertThat(share).isCloseTo(shares[stars - 1], within(0.0005));
    }
    assertThat(shareInSameSecond(data)).isCloseTo(0.43, within(0.03));
    assertThat(shareOnFirstDay(data)).isCloseTo(0.83, within(0.05));
    double days =
        info.last().orElseThrow().getEpochSecond() - info.first().orElseThrow().getEpochSecond();
    assertThat(days / 86_400).isCloseTo(1_039, within(80.0));
  }

  private static double shareInSameSecond(Interactions data) {
    int same = 0;
    for (int user = 0; user < data.userCount(); user++) {
      for (int p = data.start(user) + 1; p < data.end(user); p++) {
        same += data.time(p) == data.time(p - 1) ? 1 : 0;
      }
    }
    return (double) same / (data.size() - data.userCount());
  }

  private static double shareOnFirstDay(Interactions data) {
    double sum = 0;
    for (int user = 0; user < data.userCount(); user++) {
      int early = 0;
      for (int p = data.start(user); p < data.end(user); p++) {
        early += data.time(p) - data.time(data.start(user)) < 86_400_000 ? 1 : 0;
      }
      sum += (double) early / data.count(user);
    }
    return sum / data.userCount();
  }

  @Test
  void describesItemsAndUsers() {
    DataSet set = SMALL.generate();
    Attributes items = set.items();
    Set<String> titles = new HashSet<>();
    for (int item = 0; item < SMALL.items(); item++) {
      assertThat(titles.add(items.title(item))).as(items.title(item)).isTrue();
      assertThat(items.title(item)).endsWith("(" + items.year(item).orElseThrow() + ")");
      assertThat(items.categories("genres").of(item)).hasSizeBetween(1, 3);
    }
    AttributeColumn.Categories genders = set.users().categories("gender");
    assertThat(genders.labels()).containsExactlyInAnyOrder("F", "M");
    assertThat(genders.counts()[genders.labels().indexOf("M")]).isBetween(70, 102);
    assertThat(set.users().names()).containsExactly("gender", "age", "occupation");
  }

  @Test
  void titlesOfDifferentItemsDifferAtAnySize() {
    Attributes items = new Synthetic(500, 9_000, 30_000, 1).generate().items();
    Set<String> titles = new HashSet<>();
    for (int item = 0; item < 9_000; item++) {
      assertThat(titles.add(items.title(item))).as(items.title(item)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "synthetic                              | 2000 | 1200 | 120000 | 42",
        "synthetic:                             | 2000 | 1200 | 120000 | 42",
        "synthetic:seed=-3                      | 2000 | 1200 | 120000 | -3",
        "synthetic:users=500                    | 500  | 1200 | 30000  | 42",
        "synthetic: users = 500 , items=100     | 500  | 100  | 12500  | 42",
        "synthetic:users=1_000,interactions=5000| 1000 | 1200 | 5000   | 42",
      })
  void isReadFromText(String spec, int users, int items, int interactions, long seed) {
    Synthetic read = Synthetic.parse(spec);
    assertThat(read).isEqualTo(new Synthetic(users, items, interactions, seed));
    assertThat(Synthetic.parse(read.toString())).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "synthetic:user=5              | did you mean 'users'?",
        "synthetic:users               | NAME=VALUE",
        "synthetic:users=many          | users=many is not a whole number",
        "synthetic:users=5             | users=5, expected at least 10",
        "synthetic:items=3             | items=3, expected at least 20",
        "synthetic:interactions=100    | 4000 to 1200000",
        "synthetic:interactions=9999999| 4000 to 1200000",
        "synthetic:users=99999999999   | users=99999999999 is not a whole number of 32 bits",
        "sinthetic                     | synthetic[:users=..",
      })
  void saysWhatIsWrongWithAText(String spec, String message) {
    assertThatThrownBy(() -> Synthetic.parse(spec))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }
}
