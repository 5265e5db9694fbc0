package org.refold.nn.op;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.refold.kernel.Parallel;
import org.refold.nn.GatedCells;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;

/**
 * The rows of sequences by time: first those of all sequences at step 0, then at step 1. Sequences
 * stand by falling length, so that those that are still running are the first of the step before.
 * They are dealt to groups that threads share; which group a sequence is in does not depend on the
 * threads.
 */
final class TimeMajor {

  /** Sequences of a group. */
  private static final int GROUP = 48;

  /** What to do at one step of a group. */
  interface Loop {
    void run(GatedCells.Span step);
  }

  /** For each place by time the row of the sequences. */
  final Ragged.Ids rowOfPlace;

  /** For each row of the sequences the place by time. */
  final Ragged.Ids placeOfRow;

  /** The sequences that are not empty, in the order of the states that they begin with. */
  final int[] sequences;

  /** For each place the row of the states that its step begins with. */
  final Ragged.Ids stateBefore;

  /** Steps of each group, one behind the other. */
  private final GatedCells.Span[][] steps;

  TimeMajor(Tape tape, Ragged.Layout layout) {
    int[] sorted =
        IntStream.range(0, layout.segments())
            .filter(segment -> layout.length(segment) > 0)
            .boxed()
            .sorted(Comparator.comparingInt(segment -> -layout.length(segment)))
            .mapToInt(Integer::intValue)
            .toArray();
    int groups = (sorted.length + GROUP - 1) / GROUP;
    sequences = dealt(sorted, groups);
    steps = new GatedCells.Span[groups][];
    int[] rows = new int[layout.size()];
    int[] places = new int[layout.size()];
    int[] before = new int[layout.size()];
    int place = 0;
    int first = 0;
    for (int group = 0; group < groups; group++) {
      int size = (sorted.length - group + groups - 1) / groups;
      steps[group] = new GatedCells.Span[layout.length(sequences[first])];
      int begin = first;
      for (int time = 0; time < steps[group].length; time++) {
        int from = place;
        for (int k = 0; k < size && layout.length(sequences[first + k]) > time; k++) {
          int row = layout.start(sequences[first + k]) + time;
          rows[place] = row;
          places[row] = place;
          before[place] = begin + k;
          place++;
        }
        steps[group][time] = new GatedCells.Span(from, place, begin, sequences.length + from);
        begin = sequences.length + from;
      }
      first += size;
    }
    rowOfPlace = ids(tape, rows);
    placeOfRow = ids(tape, places);
    stateBefore = ids(tape, before);
  }

  private static int[] dealt(int[] sorted, int groups) {
    int[] dealt = new int[sorted.length];
    int filled = 0;
    for (int group = 0; group < groups; group++) {
      for (int k = group; k < sorted.length; k += groups) {
        dealt[filled++] = sorted[k];
      }
    }
    return dealt;
  }

  static Ragged.Ids ids(Tape tape, int... numbers) {
    Ragged.Ids ids = tape.idsScratch();
    ids.add(numbers, 0, numbers.length);
    return ids;
  }

  /** How many rows there are. */
  int places() {
    return rowOfPlace.size();
  }

  /** The rows of the smallest step: 0 without any. */
  int fewestRows() {
    return Arrays.stream(steps)
        .map(group -> group[group.length - 1])
        .mapToInt(last -> last.to() - last.from())
        .min()
        .orElse(0);
  }

  /** States: those that sequences begin with, then one behind each place. */
  int states() {
    return sequences.length + places();
  }

  /** Runs all steps, those of a group in order. */
  void forward(Loop loop) {
    eachGroup(group -> Arrays.stream(group).forEach(loop::run));
  }

  /** Runs all steps, those of a group in the opposite order. */
  void backward(Loop loop) {
    eachGroup(
        group -> {
          for (int time = group.length - 1; time >= 0; time--) {
            loop.run(group[time]);
          }
        });
  }

  private void eachGroup(Consumer<GatedCells.Span[]> work) {
    Parallel.unevenRows(
        steps.length,
        1,
        (from, to) -> {
          for (int group = from; group < to; group++) {
            work.accept(steps[group]);
          }
        });
  }
}
