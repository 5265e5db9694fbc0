package org.refold.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.split.audit.SplitAudit;
import org.refold.split.protocol.Splitters;

/** What a user did at one time, in the order of lines or a random one. */
class SameTimeTest {

  private static final Selection RANDOM = Selection.ALL.withSameTime(SameTime.RANDOM);

  /** Users who do ten things at one time and one later; lines in one order of items, or in none. */
  private static Interactions data(boolean oneOrder) {
    SplittableRandom random = new SplittableRandom(4);
    List<Samples.Line> lines = new ArrayList<>();
    for (int user = 0; user < 60; user++) {
      int first = random.nextInt(5);
      for (int k = 0; k < 10; k++) {
        int item = oneOrder || user % 2 == 0 ? first + k : first + 9 - k;
        lines.add(new Samples.Line("u" + user, "i" + item, 5, 7));
      }
      lines.add(new Samples.Line("u" + user, "last", 5, 8));
    }
    return Samples.build(lines, Duplicates.LAST_WINS);
  }

  @Test
  void aRandomOrderHangsOnIdsAloneAndKeepsTheRest() {
    Interactions data = data(true);
    Interactions random = RANDOM.of(data).data();
    assertThat(Samples.pairs(random)).isEqualTo(Samples.pairs(data));
    assertThat(random.sha256()).isNotEqualTo(data.sha256());
    int moved = 0;
    for (int user = 0; user < data.userCount(); user++) {
      assertThat(random.items().id(random.item(random.end(user) - 1))).isEqualTo("last");
      moved += random.item(random.start(user)) == data.item(data.start(user)) ? 0 : 1;
    }
    assertThat(moved).isGreaterThan(data.userCount() / 2);
    Interactions backwards = RANDOM.of(data(false)).data();
    for (int user = 0; user < data.userCount(); user++) {
      assertThat(ids(backwards, user)).isEqualTo(ids(random, user));
    }
  }

  private static List<String> ids(Interactions data, int user) {
    List<String> ids = new ArrayList<>();
    for (int p = data.start(user); p < data.end(user); p++) {
      ids.add(data.items().id(data.item(p)));
    }
    return ids;
  }

  @Test
  void linesInOneOrderOfItemsAreNoted() {
    String spec = "leave-one-out:threshold=all";
    assertThat(notes(spec, data(true)))
        .anyMatch(note -> note.contains("81.8 % of all interactions are at the time of the one"))
        .anyMatch(note -> note.startsWith("for 100.0 % of the neighbours that come again"));
    assertThat(notes(spec, data(false)))
        .anyMatch(note -> note.endsWith("lines decide the order"))
        .noneMatch(note -> note.contains("neighbours"));
    assertThat(notes(spec + ",sameTime=random", data(true)))
        .anyMatch(note -> note.endsWith("their order is random"))
        .noneMatch(note -> note.contains("neighbours"));
  }

  private static List<String> notes(String spec, Interactions data) {
    return Splitters.parse(spec).split(data, 1).audit().findings().stream()
        .filter(finding -> finding.check().startsWith("order"))
        .map(SplitAudit.Finding::text)
        .toList();
  }

  @Test
  void withoutTimesThereIsNothingToShuffle() {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    builder.add(0, 0, 1, 0);
    Interactions data =
        builder.build(
            Vocabulary.of(List.of("u")), Vocabulary.of(List.of("i")), Duplicates.LAST_WINS);
    assertThatThrownBy(() -> RANDOM.of(data))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no times");
  }
}
