package org.refold.blend;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Looks for weights on the simplex by moving one step of weight from one part to another as long as
 * that is better. It climbs twice, from the best single part and from equal weights, and keeps the
 * better end: so what comes out is at least as good as each part alone on the data it was tried on.
 */
final class SimplexSearch {

  /** Steps in all: weights are multiples of 0.05. */
  static final int STEPS = 20;

  private final ToDoubleFunction<int[]> value;
  private final Map<List<Integer>, Double> tried = new HashMap<>();

  /**
   * @param value of weights in steps, {@code [parts]}, which sum to {@link #STEPS}; more is better
   */
  SimplexSearch(ToDoubleFunction<int[]> value) {
    this.value = value;
  }

  /** The best weights that were found, in steps; of equally good ones the first. */
  int[] best(int parts) {
    int[] equal = new int[parts];
    for (int step = 0; step < STEPS; step++) {
      equal[step % parts]++;
    }
    int[] first = climb(alone(parts, bestAlone(parts)));
    int[] second = climb(equal);
    return of(second) > of(first) ? second : first;
  }

  /** The part that is best by itself; of equally good ones the first. */
  int bestAlone(int parts) {
    return IntStream.range(0, parts)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer part) -> of(alone(parts, part))).reversed())
        .findFirst()
        .orElseThrow();
  }

  /** All weight on one part. */
  static int[] alone(int parts, int part) {
    int[] weights = new int[parts];
    weights[part] = STEPS;
    return weights;
  }

  /** The value of weights, found out once. */
  double of(int[] weights) {
    List<Integer> key = Arrays.stream(weights).boxed().toList();
    Double known = tried.get(key);
    if (known == null) {
      known = value.applyAsDouble(weights);
      tried.put(key, known);
    }
    return known;
  }

  private int[] climb(int[] from) {
    int[] best = from;
    for (int[] next = better(best); next != best; next = better(best)) {
      best = next;
    }
    return best;
  }

  /** The best of all that are one step away, or the same array where none is better. */
  private int[] better(int[] weights) {
    int[] best = weights;
    for (int giver = 0; giver < weights.length; giver++) {
      for (int taker = 0; taker < weights.length; taker++) {
        if (giver != taker && weights[giver] > 0) {
          int[] moved = weights.clone();
          moved[giver]--;
          moved[taker]++;
          best = of(moved) > of(best) ? moved : best;
        }
      }
    }
    return best;
  }
}
