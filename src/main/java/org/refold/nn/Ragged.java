package org.refold.nn;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Sequences of different lengths without padding: the rows of all of them one behind the other, and
 * where each begins.
 *
 * @param rows {@code [sum of lengths, units]}
 * @param layout which rows belong to which sequence
 */
public record Ragged(Var rows, Layout layout) {

  /** Segments of a long list, one behind the other, some of which may be empty. */
  public interface Layout {

    /** How many segments there are: users, in a batch of histories. */
    int segments();

    /** Where a segment begins. */
    int start(int segment);

    /** Where a segment ends: after its last row. */
    int end(int segment);

    /** How many rows a segment has. */
    default int length(int segment) {
      return end(segment) - start(segment);
    }

    /** How many rows all segments have. */
    default int size() {
      return segments() == 0 ? 0 : end(segments() - 1);
    }
  }

  /** Checks that there are as many rows as the layout says. */
  public Ragged {
    if (rows.rows() != layout.size()) {
      throw new IllegalArgumentException(
          "a layout of "
              + layout.size()
              + " rows in "
              + layout.segments()
              + " segments was given "
              + rows.rows()
              + " rows");
    }
  }

  /** What an operation makes of each row, in the same layout. */
  public Ragged map(UnaryOperator<Var> operation) {
    return new Ragged(operation.apply(rows), layout);
  }

  /**
   * Whole numbers in segments, such as the items of each user's history in order. Reused from batch
   * to batch: {@link #clear} and {@link #add} fill it anew and allocate only when it grows. What
   * was made of it lives until it is filled anew.
   */
  public static final class Ids implements Layout {

    private int[] ids = {};
    private int[] starts = new int[1];
    private int segments;

    /** No segments. */
    public Ids() {}

    /** One segment for each array. */
    public static Ids of(int[]... segments) {
      Ids ids = new Ids();
      for (int[] segment : segments) {
        ids.add(segment, 0, segment.length);
      }
      return ids;
    }

    /** Drops all segments. */
    public void clear() {
      segments = 0;
    }

    /** Adds a segment of the numbers {@code source[from .. to)}. */
    public void add(int[] source, int from, int to) {
      if (from < 0 || to < from || to > source.length) {
        throw new IndexOutOfBoundsException(
            "numbers " + from + " to " + to + " of " + source.length + " were asked for");
      }
      int start = starts[segments];
      int end = start + to - from;
      if (end > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(end, ids.length + ids.length / 2 + 16));
      }
      if (segments + 2 > starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length + 14);
      }
      System.arraycopy(source, from, ids, start, to - from);
      starts[++segments] = end;
    }

    @Override
    public int segments() {
      return segments;
    }

    @Override
    public int start(int segment) {
      return starts[segment];
    }

    @Override
    public int end(int segment) {
      return starts[segment + 1];
    }

    /** The number at a place in the list. */
    public int id(int at) {
      return ids[at];
    }
  }
}
