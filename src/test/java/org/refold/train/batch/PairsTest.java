package org.refold.train.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.kernel.Parallel;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.settings.BadInputException;

class PairsTest {

  /** User 0 repeats an item, user 1 has none, user 3 has all. */
  private static final Interactions TRAIN =
      SmallData.histories(
          4, new int[] {3, 0, 3}, new int[] {}, new int[] {1}, new int[] {2, 0, 1, 3});

  private static Pairs withNegatives(int negatives) {
    return Pairs.withNegatives(TRAIN, Pairs.Labels.ONE, NegativeSampler.uniform(TRAIN), negatives);
  }

  /** The pairs of a batch as text, such as "0 3 1.0". */
  private static List<String> pairs(Pairs pairs, long step, int... chosen) {
    try (Tape tape = SmallData.tape(5, step)) {
      Pairs.Batch batch = pairs.batch(tape, chosen, chosen.length);
      assertThat(batch.size()).isEqualTo(chosen.length);
      return IntStream.range(0, batch.size())
          .mapToObj(k -> batch.users()[k] + " " + batch.items()[k] + " " + batch.labels()[k])
          .toList();
    }
  }

  @Test
  void ratingsAreLabels() {
    Pairs pairs = Pairs.of(TRAIN, Pairs.Labels.VALUE);
    assertThat(pairs.count()).isEqualTo(8);
    assertThat(pairs(pairs, 0, 2, 0, 3, 5))
        .containsExactly("0 3 3.0", "0 3 1.0", "2 1 1.0", "3 0 2.0");
    assertThat(pairs(Pairs.of(TRAIN, Pairs.Labels.ONE), 0, 2)).containsExactly("0 3 1.0");
  }

  @Test
  void anEpochHasEachInteractionAndItsNegatives() {
    Pairs pairs = withNegatives(3);
    // four interactions of users 0 and 2; user 3 has every item
    assertThat(pairs.count()).isEqualTo(16);
    List<String> all = pairs(pairs, 0, SmallData.upTo(16));
    assertThat(all.stream().filter(pair -> pair.endsWith("1.0")))
        .containsExactly("0 3 1.0", "0 0 1.0", "0 3 1.0", "2 1 1.0");
    List<String> negatives = all.stream().filter(pair -> pair.endsWith(" 0.0")).toList();
    assertThat(negatives).hasSize(12);
    assertThat(negatives.subList(0, 9)).allMatch(pair -> pair.matches("0 [12] 0.0"));
    assertThat(negatives.subList(9, 12)).allMatch(pair -> pair.matches("2 [023] 0.0"));
  }

  @Test
  void valuesMayHaveNegativesToo() {
    Pairs pairs = Pairs.withNegatives(TRAIN, Pairs.Labels.VALUE, NegativeSampler.uniform(TRAIN), 1);
    assertThat(pairs(pairs, 0, 4)).containsExactly("0 3 3.0");
    assertThat(pairs(pairs, 0, 5).get(0)).matches("0 [12] 0.0");
  }

  @Test
  void negativesAreDrawnAnewAtEachStepAndDoNotDependOnTheBatch() {
    Interactions train = SmallData.random(3, 20, 500, 12);
    Pairs pairs = Pairs.withNegatives(train, Pairs.Labels.ONE, NegativeSampler.uniform(train), 2);
    int[] all = SmallData.upTo(pairs.count());
    List<String> inOrder = pairs(pairs, 4, all);
    int[] reversed = IntStream.range(0, all.length).map(k -> all.length - 1 - k).toArray();
    List<String> backwards = new ArrayList<>(pairs(pairs, 4, reversed));
    Collections.reverse(backwards);
    assertThat(backwards).isEqualTo(inOrder);
    assertThat(pairs(pairs, 4, 7, 1)).containsExactly(inOrder.get(7), inOrder.get(1));
    List<String> later = pairs(pairs, 5, all);
    assertThat(
            IntStream.range(0, all.length)
                .filter(k -> k % 3 > 0 && later.get(k).equals(inOrder.get(k)))
                .count())
        .isLessThan(all.length / 50);
    assertThat(IntStream.range(0, all.length).filter(k -> k % 3 == 0))
        .allMatch(k -> later.get(k).equals(inOrder.get(k)));
  }

  /** 3000 pairs are shared out among the threads. */
  @Test
  void negativesDoNotDependOnThreads() {
    Interactions train = SmallData.random(3, 100, 500, 40);
    Pairs pairs = Pairs.withNegatives(train, Pairs.Labels.ONE, NegativeSampler.uniform(train), 4);
    int[] chosen = Arrays.copyOf(SmallData.upTo(pairs.count()), 3000);
    int before = Parallel.threads();
    try {
      Parallel.setThreads(1);
      List<String> alone = pairs(pairs, 2, chosen);
      Parallel.setThreads(3);
      assertThat(pairs(pairs, 2, chosen)).isEqualTo(alone);
    } finally {
      Parallel.setThreads(before);
    }
  }

  @Test
  void onlyTheFirstChosenCount() {
    try (Tape tape = SmallData.tape(5, 0)) {
      Pairs.Batch batch = Pairs.of(TRAIN, Pairs.Labels.ONE).batch(tape, new int[] {3, 1, 2}, 2);
      assertThat(batch.users()).containsExactly(2, 0);
      assertThat(batch.items()).containsExactly(1, 0);
    }
  }

  @Test
  void labelsAreTargetsOfAColumn() {
    try (Tape tape = SmallData.tape(5, 0)) {
      SparseRows targets =
          new Pairs.Batch(new int[3], new int[3], new float[] {1, 0, 0.5f}).targets(tape);
      assertThat(targets.rows()).isEqualTo(3);
      assertThat(targets.columns()).isEqualTo(1);
      assertThat(IntStream.range(0, 3).mapToDouble(targets::value)).containsExactly(1.0, 0.0, 0.5);
      assertThat(IntStream.range(0, 3).map(targets::start)).containsExactly(0, 1, 2);
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> withNegatives(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("negatives");
    assertThatThrownBy(() -> withNegatives(Integer.MAX_VALUE - 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("at most " + (Integer.MAX_VALUE / 4 - 1));
    NegativeSampler other = NegativeSampler.uniform(SmallData.histories(4, new int[] {1}));
    assertThatThrownBy(() -> Pairs.withNegatives(TRAIN, Pairs.Labels.ONE, other, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 users and 4 items");
  }

  @Test
  void triplesJoinEachInteractionWithANegative() {
    Triples triples = new Triples(TRAIN, NegativeSampler.uniform(TRAIN));
    assertThat(triples.count()).isEqualTo(4);
    int[] chosen = {3, 0, 1, 2};
    try (Tape tape = SmallData.tape(5, 0)) {
      Triples.Batch batch = triples.batch(tape, chosen, 4);
      assertThat(batch.size()).isEqualTo(4);
      assertThat(batch.users()).containsExactly(2, 0, 0, 0);
      assertThat(batch.positives()).containsExactly(1, 3, 0, 3);
      for (int k = 0; k < 4; k++) {
        assertThat(TRAIN.contains(batch.users()[k], batch.negatives()[k])).isFalse();
      }
    }
  }

  /** One user with 2 items and one with 40: drawn by user, each has half of the triples. */
  @Test
  void triplesByUserGiveUsersOfFewItemsTheSameShare() {
    Interactions train =
        SmallData.histories(60, new int[] {50, 51}, SmallData.upTo(40), new int[] {});
    NegativeSampler sampler = NegativeSampler.uniform(train);
    Triples triples = new Triples(train, sampler, Triples.Draw.USERS);
    int[] all = SmallData.upTo(triples.count());
    int ofFirst = 0;
    for (int step = 0; step < 50; step++) {
      try (Tape tape = SmallData.tape(5, step)) {
        Triples.Batch batch = triples.batch(tape, all, all.length);
        for (int k = 0; k < all.length; k++) {
          ofFirst += batch.users()[k] == 0 ? 1 : 0;
          assertThat(train.contains(batch.users()[k], batch.positives()[k])).isTrue();
          assertThat(train.contains(batch.users()[k], batch.negatives()[k])).isFalse();
        }
      }
    }
    assertThat(ofFirst / (50.0 * all.length)).isBetween(.45, .55);
  }

  @Test
  void labelsCanBeTakenRelativeToANumber() {
    Pairs.Batch batch = new Pairs.Batch(new int[] {1}, new int[] {2}, new float[] {5});
    assertThat(batch.minus(3).labels()).containsExactly(2);
    assertThat(batch.labels()).containsExactly(5);
  }

  @Test
  void negativesOfTriplesAreDrawnAnewAtEachStep() {
    Interactions train = SmallData.random(3, 20, 500, 12);
    Triples triples = new Triples(train, NegativeSampler.uniform(train));
    int[] all = SmallData.upTo(triples.count());
    try (Tape tape = SmallData.tape(5, 0);
        Tape later = SmallData.tape(5, 1)) {
      int[] drawn = triples.batch(tape, all, all.length).negatives();
      int[] again = triples.batch(tape, all, all.length).negatives();
      int[] anew = triples.batch(later, all, all.length).negatives();
      assertThat(again).isEqualTo(drawn);
      assertThat(IntStream.range(0, all.length).filter(k -> anew[k] == drawn[k]).count())
          .isLessThan(all.length / 20);
      assertThat(triples.batch(tape, new int[] {all.length - 1}, 1).negatives()[0])
          .isEqualTo(drawn[all.length - 1]);
      assertThat(Arrays.stream(drawn).distinct().count()).isGreaterThan(all.length / 2);
    }
  }
}
