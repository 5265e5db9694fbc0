package org.refold.train.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.nn.Mode;
import org.refold.nn.Tape;
import org.refold.train.batch.Sequences.Cutting;
import org.refold.train.batch.Sequences.Windows;

class SessionParallelTest {

  /** The last one is too short for a target. */
  private static final int[][] SESSIONS = {{1, 2, 3}, {4, 5}, {6, 7, 8}, {9}};

  /**
   * @param times of the first items; none without
   */
  private static Interactions data(int[][] sessions, long... times) {
    InteractionsBuilder builder = new InteractionsBuilder(false, times.length > 0);
    for (int user = 0; user < sessions.length; user++) {
      for (int k = 0; k < sessions[user].length; k++) {
        builder.add(user, sessions[user][k], 1, times.length > 0 ? times[user] + k : 0);
      }
    }
    return builder.build(
        Vocabulary.ofNumbers(sessions.length),
        Vocabulary.ofNumbers(10),
        InteractionsBuilder.Duplicates.KEEP);
  }

  /** Each step as {@code lane:input>target}, with a star where a session begins. */
  private static List<String> steps(Interactions train, Cutting cutting, int lanes) {
    SessionParallel sessions = new SessionParallel(train, new Sequences(train, cutting), lanes);
    int[] order = IntStream.range(0, sessions.count()).map(k -> sessions.count() - 1 - k).toArray();
    int[] ends = sessions.cut(order, lanes, new SplittableRandom(1));
    assertThat(ends).hasSize(sessions.batches(lanes)).endsWith(sessions.count());
    List<String> steps = new ArrayList<>();
    try (Tape tape = Tape.ofFloats()) {
      int from = 0;
      for (int end : ends) {
        tape.begin(Mode.TRAINING, 1, steps.size());
        int[] chosen = Arrays.copyOfRange(order, from, end);
        steps.add(text(sessions.batch(tape, chosen, chosen.length)));
        from = end;
      }
    }
    return steps;
  }

  private static String text(SessionParallel.Batch batch) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < batch.lanes().size(); k++) {
      int lane = batch.lanes().id(k);
      boolean begins = Arrays.stream(batch.beginning()).anyMatch(other -> other == lane);
      assertThat(batch.inputs().length(k)).isEqualTo(1);
      assertThat(batch.targets().length(k)).isEqualTo(1);
      text.append(k == 0 ? "" : " ").append(lane).append(begins ? "*" : ":");
      text.append(batch.inputs().id(k)).append('>').append(batch.targets().id(k));
    }
    return text.toString();
  }

  @Test
  void aLaneTakesTheNextSessionWhereOneEnds() {
    assertThat(steps(data(SESSIONS), Cutting.nextItems(9, 90), 2))
        .containsExactly("0*1>2 1*4>5", "0:2>3 1*6>7", "1:7>8");
    assertThat(steps(data(SESSIONS), Cutting.nextItems(9, 90), 1))
        .containsExactly("0*1>2", "0:2>3", "0*4>5", "0*6>7", "0:7>8");
  }

  @Test
  void thereAreNoMoreLanesThanSessions() {
    Interactions train = data(SESSIONS);
    Sequences sequences = new Sequences(train, Cutting.nextItems(9, 90));
    assertThat(new SessionParallel(train, sequences, 50).lanes()).isEqualTo(3);
    assertThat(steps(train, Cutting.nextItems(9, 90), 50))
        .containsExactly("0*1>2 1*4>5 2*6>7", "0:2>3 2:7>8");
  }

  @Test
  void theEarliestSessionComesFirst() {
    assertThat(steps(data(SESSIONS, 30, 20, 10, 0), Cutting.nextItems(9, 90), 1))
        .containsExactly("0*6>7", "0:7>8", "0*4>5", "0*1>2", "0:2>3");
  }

  @Test
  void windowsAreSessions() {
    Interactions train = data(new int[][] {{1, 2, 3, 4}, {5, 6}});
    assertThat(steps(train, Cutting.nextItems(2, 90), 1))
        .containsExactly("0*2>3", "0:3>4", "0*5>6");
    Cutting disjoint = Cutting.nextItems(2, 90).withWindows(Windows.DISJOINT);
    assertThat(steps(train, disjoint, 1))
        .containsExactlyInAnyOrder("0*2>3", "0:3>4", "0*1>2", "0*5>6");
  }
}
