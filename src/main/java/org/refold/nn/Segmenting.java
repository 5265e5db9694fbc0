package org.refold.nn;

import org.refold.kernel.Matrix;

/** The pieces that bring rows to other places, of {@link Arithmetic}. */
public interface Segmenting {

  /** What a segment becomes. */
  enum Summary {
    /** The sum of its rows; zeros of none. */
    SUM,
    /** The mean of its rows; zeros of none. */
    MEAN,
    /** Its last row; zeros of none. */
    LAST;

    /** In lower case, without a new string at each call. */
    public String word() {
      return switch (this) {
        case SUM -> "sum";
        case MEAN -> "mean";
        case LAST -> "last";
      };
    }

    int first(Ragged.Layout layout, int segment) {
      return this == LAST
          ? Math.max(layout.start(segment), layout.end(segment) - 1)
          : layout.start(segment);
    }

    double factor(Ragged.Layout layout, int segment) {
      return this == MEAN ? 1.0 / Math.max(1, layout.length(segment)) : 1;
    }
  }

  /**
   * {@code y[k] = table[ids[k]]}.
   *
   * @param table Not modified.
   * @param ids each a row of the table. Not modified.
   * @param y {@code [ids.size(), columns of the table]}. Modified.
   */
  void gather(Matrix table, Ragged.Ids ids, Matrix y);

  /**
   * One row for each segment.
   *
   * @param x {@code [layout.size(), units]}. Not modified.
   * @param y {@code [segments, units]}. Modified.
   */
  void summarise(Summary summary, Matrix x, Ragged.Layout layout, Matrix y);

  /**
   * The way back of {@link #summarise}: each row of a segment gets its share of the gradient.
   *
   * @param dy {@code [segments, units]}. Not modified.
   * @param beta factor of what is in dx, which 0 does not read
   * @param dx {@code [layout.size(), units]}. Modified.
   */
  void spread(Summary summary, Matrix dy, Ragged.Layout layout, double beta, Matrix dx);
}
