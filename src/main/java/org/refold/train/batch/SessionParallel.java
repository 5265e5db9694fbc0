package org.refold.train.batch;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;

/**
 * Places of sequences for training step by step: a batch has one place of each lane, and a lane
 * goes through one sequence after the other (Hidasi et al. 2016, section 3.1.1). Sequences are
 * taken by the time of their first item, or in the order of the data where there are no times, so
 * that all epochs are alike and a lane is where it was when a training is resumed. Once none is
 * left, lanes fall away.
 */
public final class SessionParallel implements Examples<SessionParallel.Batch> {

  /**
   * A place of each lane that has one.
   *
   * @param lanes which they are, ascending, in one segment
   * @param beginning those of them whose sequence begins here
   * @param inputs an item of each, in a segment of its own
   * @param targets the item that comes next, likewise
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
  public record Batch(Ragged.Ids lanes, int[] beginning, Ragged.Ids inputs, Ragged.Ids targets) {}

  private final Interactions train;
  private final int lanes;

  /** The lane and the interaction of each place, step by step. */
  private final int[] laneOf;

  private final int[] inputs;
  private final BitSet beginning;
  private final int[] ends;

  /**
   * The places of some training data.
   *
   * @param sequences of next items, cut from these data
   * @param most lanes
   */
  public SessionParallel(Interactions train, Sequences sequences, int most) {
    this.train = train;
    this.lanes = Math.min(most, sequences.count());
    int count = IntStream.range(0, sequences.count()).map(sequences::length).sum();
    this.laneOf = new int[count];
    this.inputs = new int[count];
    this.beginning = new BitSet(count);
    int[] steps = new int[count];
    int[] waiting = byTime(train, sequences);
    int[] next = new int[lanes];
    int[] left = new int[lanes];
    int taken = 0;
    int place = 0;
    int step = 0;
    while (place < count) {
      for (int lane = 0; lane < lanes; lane++) {
        if (left[lane] == 0 && taken < waiting.length) {
          next[lane] = sequences.start(waiting[taken]);
          left[lane] = sequences.length(waiting[taken++]);
          beginning.set(place);
        }
        if (left[lane] > 0) {
          laneOf[place] = lane;
          inputs[place++] = next[lane]++;
          left[lane]--;
        }
      }
      steps[step++] = place;
    }
    this.ends = Arrays.copyOf(steps, step);
  }

  private static int[] byTime(Interactions train, Sequences sequences) {
    return IntStream.range(0, sequences.count())
        .boxed()
        .sorted(
            Comparator.comparingLong(k -> train.hasTimes() ? train.time(sequences.start(k)) : 0))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** How many lanes there are at first. */
  public int lanes() {
    return lanes;
  }

  @Override
  public int count() {
    return inputs.length;
  }

  @Override
  public String unit() {
    return "places of sequences";
  }

  /**
   * The steps of an epoch.
   *
   * @param batchSize at least {@link #lanes}
   */
  @Override
  public int batches(int batchSize) {
    return ends.length;
  }

  /** Step by step, whatever the shuffle. */
  @Override
  public int[] cut(int[] order, int batchSize, SplittableRandom random) {
    Arrays.setAll(order, place -> place);
    return ends.clone();
  }

  @Override
  public Batch batch(Tape tape, int[] chosen, int size) {
    int[] places = Arrays.copyOf(chosen, size);
    int[] begun = Arrays.stream(places).filter(beginning::get).map(k -> laneOf[k]).toArray();
    Batch batch = new Batch(tape.idsScratch(), begun, tape.idsScratch(), tape.idsScratch());
    batch.lanes.add(Arrays.stream(places).map(k -> laneOf[k]).toArray(), 0, size);
    for (int place : places) {
      int at = inputs[place];
      batch.inputs.add(new int[] {train.item(at)}, 0, 1);
      batch.targets.add(new int[] {train.item(at + 1)}, 0, 1);
    }
    return batch;
  }
}
