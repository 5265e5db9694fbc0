package org.refold.train.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.kernel.Streams;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.settings.BadInputException;
import org.refold.train.batch.Sequences.Cutting;
import org.refold.train.batch.Sequences.Targets;
import org.refold.train.batch.Sequences.Windows;

class SequencesTest {

  private static final Interactions TRAIN =
      SmallData.histories(
          10,
          new int[] {5, 3, 5, 1, 9, 2, 2},
          new int[] {},
          new int[] {4},
          new int[] {0, 7},
          new int[] {8, 6, 8});

  private static String text(Ragged.Ids ids, int segment) {
    StringBuilder text = new StringBuilder();
    for (int at = ids.start(segment); at < ids.end(segment); at++) {
      text.append(ids.id(at));
    }
    return text.toString();
  }

  /** All windows as text, such as "0: 531>315", the user, the inputs and the targets. */
  private static List<String> windows(Interactions train, Cutting cutting) {
    Sequences sequences = new Sequences(train, cutting);
    try (Tape tape = SmallData.tape(1, 0)) {
      int[] all = SmallData.upTo(sequences.count());
      Sequences.Batch batch = sequences.batch(tape, all, all.length);
      assertThat(batch.inputs().segments()).isEqualTo(all.length);
      return IntStream.range(0, all.length)
          .mapToObj(
              k ->
                  batch.users()[k]
                      + ": "
                      + text(batch.inputs(), k)
                      + ">"
                      + text(batch.targets(), k))
          .toList();
    }
  }

  @Test
  void theLastWindowIsKept() {
    assertThat(windows(TRAIN, Cutting.nextItems(3, 30)))
        .containsExactly("0: 192>922", "3: 0>7", "4: 86>68");
    assertThat(windows(TRAIN, Cutting.nextItems(20, 30)))
        .containsExactly("0: 535192>351922", "3: 0>7", "4: 86>68");
  }

  @Test
  void whatIsHiddenNeedsItsOwnItem() {
    assertThat(windows(TRAIN, Cutting.sameItems(3, 30)))
        .containsExactly("0: 922>922", "2: 4>4", "3: 07>07", "4: 868>868");
  }

  @Test
  void disjointWindowsAreCutFromTheEnd() {
    Cutting cutting = Cutting.nextItems(4, 30).withWindows(Windows.DISJOINT);
    assertThat(windows(TRAIN, cutting))
        .containsExactly("0: 5192>1922", "0: 53>35", "3: 0>7", "4: 86>68");
  }

  @Test
  void overlappingWindowsBeginHalfAWindowApartAndAreWhole() {
    Cutting cutting = Cutting.sameItems(4, 30).withWindows(Windows.OVERLAPPING);
    // 5 3 5 1 9 2 2: from 3, from 1, and from the start
    assertThat(windows(TRAIN, cutting))
        .containsExactly(
            "0: 1922>1922", "0: 3519>3519", "0: 5351>5351", "2: 4>4", "3: 07>07", "4: 868>868");
  }

  @Test
  void theOrderIsThatOfTime() {
    InteractionsBuilder builder = new InteractionsBuilder(false, true);
    builder.add(0, 1, 1, 30);
    builder.add(0, 2, 1, 10);
    builder.add(0, 3, 1, 20);
    Interactions train =
        builder.build(TRAIN.users(), TRAIN.items(), InteractionsBuilder.Duplicates.KEEP);
    assertThat(windows(train, Cutting.nextItems(5, 5))).containsExactly("0: 23>31");
  }

  @Property(tries = 200)
  void disjointWindowsHaveEachTargetOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int maxLength,
      @ForAll Targets targets) {
    Interactions train = SmallData.random(seed, 12, 9, 40);
    Cutting cutting = new Cutting(targets, Windows.DISJOINT, maxLength, 100);
    Map<Integer, Integer> places = new HashMap<>();
    for (String window : windows(train, cutting)) {
      int user = Integer.parseInt(window.substring(0, window.indexOf(':')));
      int length = (window.length() - window.indexOf(':') - 3) / 2;
      assertThat(length).isBetween(1, maxLength);
      places.merge(user, length, Integer::sum);
    }
    int lost = targets == Targets.NEXT_ITEM ? 1 : 0;
    for (int user = 0; user < 12; user++) {
      assertThat(places.getOrDefault(user, 0)).isEqualTo(Math.max(0, train.count(user) - lost));
    }
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = SmallData.upTo(count);
    Streams.shuffle(order, random);
    return order;
  }

  private static int[] lengths(Sequences sequences) {
    try (Tape tape = SmallData.tape(1, 0)) {
      int[] all = SmallData.upTo(sequences.count());
      Ragged.Ids inputs = sequences.batch(tape, all, all.length).inputs();
      return Arrays.stream(all).map(inputs::length).toArray();
    }
  }

  @Property(tries = 200)
  void batchesKeepBothBoundsAndVisitAllOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int users,
      @ForAll @IntRange(min = 1, max = 50) int maxLength,
      @ForAll @IntRange(max = 200) int more,
      @ForAll @IntRange(min = 1, max = 50) int batchSize) {
    Interactions train = SmallData.random(seed, users, 9, 60);
    Sequences sequences = new Sequences(train, Cutting.nextItems(maxLength, maxLength + more));
    int[] lengths = lengths(sequences);
    SplittableRandom random = new SplittableRandom(seed);
    for (int epoch = 0; epoch < 3; epoch++) {
      int[] order = shuffled(lengths.length, random);
      int[] ends = sequences.cut(order, batchSize, random);
      assertThat(ends).hasSize(sequences.batches(batchSize));
      assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(SmallData.upTo(lengths.length));
      int from = 0;
      for (int end : ends) {
        assertThat(end - from).isBetween(1, batchSize);
        int tokens = Arrays.stream(order, from, end).map(k -> lengths[k]).sum();
        assertThat(tokens).isLessThanOrEqualTo(maxLength + more);
        from = end;
      }
      assertThat(from).isEqualTo(lengths.length);
    }
  }

  /** 2000 users of 0 to 200 items in batches of at most 3200 places. */
  @Test
  void batchesAreNearlyFullOfSimilarLengthsAndInRandomOrder() {
    Interactions train = SmallData.random(4, 2000, 50, 200);
    Sequences sequences = new Sequences(train, Cutting.nextItems(100, 3200));
    int[] lengths = lengths(sequences);
    Set<Set<Integer>> batches = new HashSet<>();
    for (long epoch = 0; epoch < 2; epoch++) {
      SplittableRandom random = new SplittableRandom(epoch);
      int[] order = shuffled(lengths.length, random);
      int[] ends = sequences.cut(order, 2000, random);
      List<Integer> longest = new ArrayList<>();
      int from = 0;
      int similar = 0;
      for (int end : ends) {
        int[] inside = Arrays.stream(order, from, end).toArray();
        int most = Arrays.stream(inside).map(k -> lengths[k]).max().orElseThrow();
        int least = Arrays.stream(inside).map(k -> lengths[k]).min().orElseThrow();
        similar += 4 * least >= 3 * most ? 1 : 0;
        longest.add(most);
        batches.add(new HashSet<>(Arrays.stream(inside).boxed().toList()));
        from = end;
      }
      int tokens = Arrays.stream(lengths).sum();
      assertThat(ends.length).isBetween(tokens / 3200, (int) (1.1 * tokens / 3200));
      // the shortest sequences, 1 to 20 items, are a batch or two
      assertThat(similar).isGreaterThanOrEqualTo(ends.length - 2);
      long falls =
          IntStream.range(1, longest.size())
              .filter(k -> longest.get(k) < longest.get(k - 1))
              .count();
      assertThat(falls).isBetween((long) (0.1 * ends.length), (long) (0.7 * ends.length));
    }
    // hardly any batch is that of another epoch
    assertThat(batches.size()).isGreaterThan((int) (1.9 * sequences.batches(2000)));
  }

  @Test
  void theSameStreamCutsAlike() {
    Sequences sequences = new Sequences(SmallData.random(4, 90, 9, 30), Cutting.nextItems(20, 60));
    int[] one = shuffled(sequences.count(), new SplittableRandom(1));
    int[] two = one.clone();
    int[] ends = sequences.cut(one, 8, new SplittableRandom(2));
    assertThat(sequences.cut(two, 8, new SplittableRandom(2))).isEqualTo(ends);
    assertThat(two).isEqualTo(one);
    sequences.cut(two, 8, new SplittableRandom(3));
    assertThat(two).isNotEqualTo(one);
  }

  @Test
  void eachPlaceHasNegativesOfItsOwn() {
    Interactions train = SmallData.random(3, 15, 400, 30);
    Sequences sequences = new Sequences(train, Cutting.nextItems(25, 100));
    NegativeSampler sampler = NegativeSampler.byPopularity(train, 0.5);
    int[] chosen = {4, 1};
    try (Tape tape = SmallData.tape(1, 7)) {
      Sequences.Batch batch = sequences.batch(tape, chosen, 2);
      Ragged.Ids negatives = batch.negatives(tape, sampler, 3);
      assertThat(negatives.segments()).isEqualTo(batch.targets().size());
      Set<Integer> seen = new HashSet<>();
      for (int k = 0; k < 2; k++) {
        for (int place = batch.targets().start(k); place < batch.targets().end(k); place++) {
          assertThat(negatives.length(place)).isEqualTo(3);
          for (int at = negatives.start(place); at < negatives.end(place); at++) {
            assertThat(train.contains(batch.users()[k], negatives.id(at))).isFalse();
            seen.add(negatives.id(at));
          }
        }
      }
      assertThat(seen.size()).isGreaterThan(negatives.size() / 2);
      Sequences.Batch alone = sequences.batch(tape, new int[] {1}, 1);
      Ragged.Ids again = alone.negatives(tape, sampler, 3);
      int shift = negatives.size() - again.size();
      assertThat(IntStream.range(0, again.size()).map(again::id).toArray())
          .isEqualTo(IntStream.range(0, again.size()).map(k -> negatives.id(k + shift)).toArray());
    }
  }

  @Test
  void negativesStandBesideTheTarget() {
    Interactions train = SmallData.histories(3, new int[] {1, 0, 1}, new int[] {2, 1, 0});
    Sequences sequences = new Sequences(train, Cutting.nextItems(5, 10));
    try (Tape tape = SmallData.tape(1, 0)) {
      Sequences.Batch batch = sequences.batch(tape, new int[] {0, 1}, 2);
      SparseRows rows = batch.withNegatives(tape, NegativeSampler.uniform(train), 2);
      // the first user only lacks item 2, the second none
      assertThat(rows.rows()).isEqualTo(4);
      assertThat(rows.columns()).isEqualTo(3);
      assertThat(IntStream.range(0, rows.size()).map(rows::column))
          .containsExactly(0, 2, 2, 1, 2, 2, 1, 0);
      assertThat(IntStream.range(0, rows.size()).mapToDouble(rows::value))
          .containsExactly(1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0);
    }
  }

  @Test
  void aBudgetBelowAWindowIsRefused() {
    assertThatThrownBy(() -> Cutting.nextItems(50, 49))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("tokens");
    assertThatThrownBy(() -> Cutting.nextItems(0, 49))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("maxLength");
  }

  /** Three at a time of at most 4 places are within 12: nothing is sorted by length. */
  @Test
  void batchesThatCannotExceedTheBudgetStayAsTheyWereShuffled() {
    Sequences sequences = new Sequences(TRAIN, Cutting.sameItems(4, 12));
    int[] order = {2, 0, 3, 1};
    assertThat(sequences.cut(order, 3, new SplittableRandom(1))).containsExactly(3, 4);
    assertThat(order).containsExactly(2, 0, 3, 1);
    assertThat(sequences.batches(3)).isEqualTo(2);
    assertThat(sequences.batches(4)).isEqualTo(1);
    // 4 + 3 + 2 + 1 places in all, of which the first two windows have 4 + 1
    assertThat(sequences.batchesOfPlaces(2)).isEqualTo(10.0 / 5);
  }
}
