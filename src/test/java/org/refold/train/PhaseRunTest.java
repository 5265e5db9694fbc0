package org.refold.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Streams;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.optimizer.Sgd;
import org.refold.train.batch.Examples;

class PhaseRunTest {

  private static final long SEED = 5;

  /** Examples whose batch is their indices. */
  private static class Numbers implements Examples<List<Integer>> {

    @Override
    public int count() {
      return 23;
    }

    @Override
    public String unit() {
      return "numbers";
    }

    @Override
    public List<Integer> batch(Tape tape, int[] chosen, int size) {
      return Arrays.stream(chosen, 0, size).boxed().toList();
    }
  }

  /** Sorted, and cut into batches of 1, 2, 3 and so on, as far as they go. */
  private static final class Stairs extends Numbers {

    @Override
    public int batches(int batchSize) {
      return 7;
    }

    @Override
    public int[] cut(int[] order, int batchSize, SplittableRandom random) {
      Arrays.sort(order);
      return new int[] {1, 3, 6, 10, 15, 21, 23};
    }
  }

  /** The batches of an epoch from a place on. */
  private static List<List<Integer>> epoch(
      Examples<List<Integer>> examples, OptionalInt batchSize, int epoch, int from) {
    try (Tape tape = Tape.ofFloats()) {
      Parameter weight = Parameter.weight("w", 1, 1, Initializer.zeros(), 1);
      Phase<List<Integer>> phase =
          new Phase<>("numbers", List.of(weight), examples, step -> step.tape().parameter(weight));
      PhaseRun<List<Integer>> run =
          new PhaseRun<>(
              phase, new Sgd().over(List.of(weight)), batchSize, tape, new EpochAverages());
      run.shuffle(SEED, epoch, 1);
      List<List<Integer>> batches = new ArrayList<>();
      for (int at = from; at < run.examples(); ) {
        at = run.takeBatch(at);
        run.step().beginTry(SEED);
        batches.add(run.step().batch());
      }
      return batches;
    }
  }

  /** What training did before examples could say how they are cut, and has to do for ever. */
  @Test
  void asARuleTheShuffledExamplesAreCutAsTheyCome() {
    int[] order = IntStream.range(0, 23).toArray();
    Streams.shuffle(order, Streams.of(SEED, "order", 3, 1));
    List<Integer> all = Arrays.stream(order).boxed().toList();
    assertThat(epoch(new Numbers(), OptionalInt.of(10), 3, 0))
        .containsExactly(all.subList(0, 10), all.subList(10, 20), all.subList(20, 23));
    assertThat(new Numbers().batches(10)).isEqualTo(3);
    assertThat(new Numbers().batches(23)).isEqualTo(1);
  }

  @Test
  void examplesMaySayHowAnEpochIsCut() {
    List<List<Integer>> batches = epoch(new Stairs(), OptionalInt.of(10), 3, 0);
    assertThat(batches.stream().map(List::size)).containsExactly(1, 2, 3, 4, 5, 6, 2);
    assertThat(batches.get(2)).containsExactly(3, 4, 5);
  }

  @Test
  void aBatchSizeAboveAllExamplesIsNotedWhereTheyAreOneBatch() {
    Parameter weight = Parameter.weight("w", 1, 1, Initializer.zeros(), 1);
    Phase<?> numbers =
        new Phase<>("", List.of(weight), new Numbers(), step -> step.tape().parameter(weight));
    assertThat(PhaseRun.check(numbers, OptionalInt.of(23), "who")).isEmpty();
    assertThat(PhaseRun.check(numbers, OptionalInt.of(24), "who").orElseThrow())
        .contains("batchSize is 24", "each epoch is one step");
    Phase<?> stairs =
        new Phase<>("", List.of(weight), new Stairs(), step -> step.tape().parameter(weight));
    assertThat(PhaseRun.check(stairs, OptionalInt.of(24), "who")).isEmpty();
  }

  @Test
  void aResumedEpochHasTheBatchesThatWereLeft() {
    for (Examples<List<Integer>> examples : List.of(new Numbers(), new Stairs())) {
      List<List<Integer>> batches = epoch(examples, OptionalInt.of(10), 2, 0);
      int done = batches.get(0).size() + batches.get(1).size();
      assertThat(epoch(examples, OptionalInt.of(10), 2, done))
          .isEqualTo(batches.subList(2, batches.size()));
    }
  }

  @Test
  void withoutABatchSizeAllExamplesAreOneBatchInTheirOrder() {
    assertThat(epoch(new Stairs(), OptionalInt.empty(), 1, 0))
        .containsExactly(IntStream.range(0, 23).boxed().toList());
  }

  @Test
  void aPhaseFreezesWhatItLeavesAloneUnlessItWasFrozenBefore() {
    Parameter own = Parameter.weight("own", 1, 1, Initializer.zeros(), 1);
    Parameter other = Parameter.weight("other", 1, 1, Initializer.zeros(), 1);
    Parameter frozen = Parameter.weight("frozen", 1, 1, Initializer.zeros(), 1);
    frozen.freeze();
    try (Tape tape = Tape.ofFloats()) {
      PhaseRun<List<Integer>> run =
          new PhaseRun<>(
              new Phase<>("own", List.of(own), new Numbers(), step -> step.tape().parameter(own)),
              new Sgd().over(List.of(own)),
              OptionalInt.of(10),
              tape,
              new EpochAverages());
      assertThat(run.freezeOthers(List.of(own, other, frozen))).containsExactly(other);
      assertThat(other.isFrozen()).isTrue();
      assertThat(own.isFrozen()).isFalse();
    }
  }

  @Test
  void schedulesGoByTheBatchesOfAnEpoch() {
    Training training = Training.adam(0.1, 10, 4).withRateDecay(RateDecay.linear());
    assertThat(training.plan(0, new Stairs()).learningRate().at(14)).isEqualTo(0.05);
    assertThat(training.plan(0, new Numbers()).learningRate().at(6)).isEqualTo(0.05);
    assertThat(training.plan(0, 23).learningRate().at(6)).isEqualTo(0.05);
  }
}
