package org.refold.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How numbers that name rows of a table come out of a sequence of L items: numbers that are always
 * the same, at the beginning or the end, and between them the items, a run of numbers one after the
 * other, or for each item the rows around it.
 *
 * @param head the numbers before
 * @param body what is between
 * @param tail the numbers behind
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record IdRule(int[] head, Body body, int[] tail) {

  /** What depends on the sequence. */
  sealed interface Body permits Items, Run, Windows {
    /** The numbers for a sequence. */
    int[] of(int[] items);
  }

  /** The items themselves. */
  record Items() implements Body {
    @Override
    public int[] of(int[] items) {
      return items;
    }
  }

  /**
   * A number that is linear in L.
   *
   * @param number for L = 0
   * @param slope what each item adds
   */
  record Line(int number, int slope) {
    int at(int length) {
      return number + slope * length;
    }

    /** The line through two points, if its slope is whole. */
    static Optional<Line> through(int x1, int y1, int x2, int y2) {
      if (x1 == x2 || (y2 - y1) % (x2 - x1) != 0) {
        return Optional.empty();
      }
      int slope = (y2 - y1) / (x2 - x1);
      return Optional.of(new Line(y1 - slope * x1, slope));
    }
  }

  /** Numbers one after the other. */
  record Run(Line first, Line count) implements Body {
    @Override
    public int[] of(int[] items) {
      int from = first.at(items.length);
      return IntStream.range(from, from + count.at(items.length)).toArray();
    }
  }

  /** For each item its own row and those on both sides; L where there is none. */
  record Windows(int width) implements Body {
    @Override
    public int[] of(int[] items) {
      int[] rows = new int[items.length * width];
      for (int k = 0; k < rows.length; k++) {
        int row = k / width - width / 2 + k % width;
        rows[k] = row < 0 || row >= items.length ? items.length : row;
      }
      return rows;
    }
  }

  /** The most numbers at one end that are always the same. */
  private static final int MOST_FIXED = 1;

  /** The numbers for a sequence. */
  int[] of(int[] items) {
    return IntStream.concat(
            IntStream.concat(Arrays.stream(head), Arrays.stream(body.of(items))),
            Arrays.stream(tail))
        .toArray();
  }

  /**
   * Finds the rule that numbers follow.
   *
   * @param sequences at least two, of different lengths
   * @param ids what came out of each
   */
  static Optional<IdRule> of(List<int[]> sequences, List<int[]> ids) {
    for (int fixed = 0; fixed <= 2 * MOST_FIXED; fixed++) {
      for (int before = 0; before <= Math.min(fixed, MOST_FIXED); before++) {
        int behind = fixed - before;
        int shortest = ids.stream().mapToInt(each -> each.length).min().orElse(0);
        if (behind <= MOST_FIXED && shortest > fixed) {
          Optional<IdRule> rule = of(sequences, ids, before, behind);
          if (rule.isPresent()) {
            return rule;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<IdRule> of(
      List<int[]> sequences, List<int[]> ids, int before, int behind) {
    int[] one = ids.get(0);
    int[] head = Arrays.copyOfRange(one, 0, before);
    int[] tail = Arrays.copyOfRange(one, one.length - behind, one.length);
    return bodies(sequences, ids, before, behind).stream()
        .map(body -> new IdRule(head, body, tail))
        .filter(rule -> rule.fits(sequences, ids))
        .findFirst();
  }

  private static List<Body> bodies(List<int[]> sequences, List<int[]> ids, int before, int behind) {
    int last = sequences.size() - 1;
    int x1 = sequences.get(0).length;
    int x2 = sequences.get(last).length;
    int[] y1 = ids.get(0);
    int[] y2 = ids.get(last);
    Optional<Line> first = Line.through(x1, y1[before], x2, y2[before]);
    Optional<Line> count =
        Line.through(x1, y1.length - before - behind, x2, y2.length - before - behind);
    if (first.isEmpty() || count.isEmpty()) {
      return List.of(new Items());
    }
    return List.of(
        new Items(),
        new Run(first.get(), count.get()),
        new Windows(Math.max(1, count.get().slope())));
  }

  private boolean fits(List<int[]> sequences, List<int[]> ids) {
    return IntStream.range(0, ids.size())
        .allMatch(k -> Arrays.equals(of(sequences.get(k)), ids.get(k)));
  }
}
