package org.refold.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.settings.BadInputException;

class InteractionsTest {

  private static final int USERS = 5;
  private static final int ITEMS = 7;

  /** One line of a source. */
  record Line(int user, int item, float value, long time) {}

  @Provide
  Arbitrary<List<Line>> lines() {
    return Combinators.combine(
            Arbitraries.integers().between(0, USERS - 1),
            Arbitraries.integers().between(0, ITEMS - 1),
            Arbitraries.floats().between(1, 5),
            Arbitraries.longs().between(0, 9))
        .as(Line::new)
        .list()
        .ofMaxSize(60);
  }

  private static Interactions build(List<Line> lines, Duplicates policy) {
    InteractionsBuilder builder = new InteractionsBuilder(true, true);
    lines.forEach(line -> builder.add(line.user, line.item, line.value, line.time));
    return builder.build(Vocabulary.ofNumbers(USERS), Vocabulary.ofNumbers(ITEMS), policy);
  }

  @Property
  void aRowHoldsTheUsersLinesOldestFirstAndInOrderOfArrival(@ForAll("lines") List<Line> lines) {
    Interactions data = build(lines, Duplicates.KEEP);
    for (int user = 0; user < USERS; user++) {
      int u = user;
      List<Line> expected =
          lines.stream()
              .filter(line -> line.user == u)
              .sorted((a, b) -> Long.compare(a.time, b.time))
              .toList();
      List<Line> actual = new ArrayList<>();
      for (int p = data.start(user); p < data.end(user); p++) {
        assertThat(data.userAt(p)).isEqualTo(user);
        actual.add(new Line(user, data.item(p), data.value(p), data.time(p)));
      }
      assertThat(actual).isEqualTo(expected);
    }
  }

  @Property
  void theLatestOfDuplicatesStays(@ForAll("lines") List<Line> lines) {
    Map<List<Integer>, Line> latest = new HashMap<>();
    for (Line line : lines) {
      latest.merge(List.of(line.user, line.item), line, (a, b) -> a.time > b.time ? a : b);
    }
    Interactions data = build(lines, Duplicates.LAST_WINS);
    assertThat(data.size()).isEqualTo(latest.size());
    for (int p = 0; p < data.size(); p++) {
      Line line = latest.get(List.of(data.userAt(p), data.item(p)));
      assertThat(line.value).isEqualTo(data.value(p));
      assertThat(line.time).isEqualTo(data.time(p));
    }
  }

  @Property
  void theOtherOrientationHoldsTheSame(@ForAll("lines") List<Line> lines) {
    Interactions data = build(lines, Duplicates.KEEP);
    Interactions.ByItem byItem = data.byItem();
    int seen = 0;
    for (int item = 0; item < ITEMS; item++) {
      for (int rank = byItem.start(item); rank < byItem.end(item); rank++, seen++) {
        int p = byItem.position(rank);
        assertThat(data.item(p)).isEqualTo(item);
        assertThat(data.userAt(p)).isEqualTo(byItem.user(rank));
        assertThat(data.value(p)).isEqualTo(byItem.value(rank));
        assertThat(rank == byItem.start(item) || byItem.user(rank - 1) <= byItem.user(rank))
            .isTrue();
      }
      assertThat(byItem.count(item)).isEqualTo(data.itemCounts()[item]);
    }
    assertThat(seen).isEqualTo(data.size());
  }

  @Property
  void compactingDropsOnlyTheUnused(@ForAll("lines") List<Line> lines) {
    Interactions data = build(lines, Duplicates.LAST_WINS);
    Interactions compact = data.compact();
    assertThat(compact.size()).isEqualTo(data.size());
    for (int user = 0; user < compact.userCount(); user++) {
      assertThat(compact.count(user)).isPositive();
      int before = data.users().indexOf(compact.users().id(user));
      for (int item : compact.itemsOf(user)) {
        assertThat(data.contains(before, data.items().indexOf(compact.items().id(item)))).isTrue();
      }
    }
    for (int count : compact.itemCounts()) {
      assertThat(count).isPositive();
    }
  }

  @Test
  void rowsAndItemsCanBeChosen() {
    Interactions data =
        build(
            List.of(new Line(0, 1, 3, 5), new Line(2, 1, 4, 6), new Line(2, 3, 5, 7)),
            Duplicates.LAST_WINS);
    Interactions chosen =
        data.rows(new int[] {2, 0}).withItems(Vocabulary.of(List.of("3", "unheard of")));
    assertThat(chosen.users().ids()).containsExactly("2", "0");
    assertThat(chosen.itemsOf(0)).containsExactly(0);
    assertThat(chosen.count(1)).isZero();
    assertThat(chosen.value(0)).isEqualTo(5f);
  }

  @Property
  void whatKeepsEverythingCopiesNothing(@ForAll("lines") List<Line> lines) {
    Interactions data = build(lines, Duplicates.KEEP);
    assertThat(data.where(p -> true)).isSameAs(data);
    assertThat(data.rows(IntStream.range(0, data.userCount()).toArray())).isSameAs(data);
    Interactions compact = data.compact();
    assertThat(compact.compact()).isSameAs(compact);
  }

  @Test
  void otherUsersGetTheRowsOfTheirRawIds() {
    List<Line> lines = List.of(new Line(0, 1, 3, 5), new Line(2, 1, 4, 6), new Line(2, 0, 2, 7));
    Interactions data = build(lines, Duplicates.KEEP);
    Interactions chosen = data.withUsers(Vocabulary.of(List.of("2", "unheard of", "0")));
    assertThat(chosen.users().ids()).containsExactly("2", "unheard of", "0");
    assertThat(chosen.itemsOf(0)).containsExactly(1, 0);
    assertThat(chosen.count(1)).isZero();
    assertThat(chosen.itemsOf(2)).containsExactly(1);
    assertThat(chosen.value(0)).isEqualTo(4f);
    assertThat(chosen.time(2)).isEqualTo(5);
    assertThat(data.withUsers(data.users())).isSameAs(data);
  }

  @Test
  void theHashTellsContentApart() {
    List<Line> lines = List.of(new Line(0, 1, 3, 5), new Line(2, 1, 4, 6));
    String hash = build(lines, Duplicates.LAST_WINS).sha256();
    assertThat(hash).hasSize(64).isEqualTo(build(lines, Duplicates.KEEP).sha256());
    assertThat(build(lines.subList(0, 1), Duplicates.KEEP).sha256()).isNotEqualTo(hash);
    assertThat(build(lines, Duplicates.KEEP).withoutValues().sha256()).isNotEqualTo(hash);
  }

  @Test
  void dataWithoutTimesSaySo() {
    Interactions data =
        new InteractionsBuilder(false, false)
            .build(Vocabulary.ofNumbers(0), Vocabulary.ofNumbers(0), Duplicates.KEEP);
    assertThat(data.hasTimes()).isFalse();
    assertThat(data.isEmpty()).isTrue();
    assertThatThrownBy(() -> data.time(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aVocabularyRefusesAnIdThatStandsTwice() {
    assertThatThrownBy(() -> Vocabulary.of(List.of("a", "b", "a")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'a'")
        .hasMessageContaining("0")
        .hasMessageContaining("2");
  }
}
