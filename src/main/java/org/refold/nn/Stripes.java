package org.refold.nn;

import org.refold.kernel.Matrix;

/**
 * The columns of a batch cut into stripes that stay in the second-level cache: loops that come back
 * to the rows of a batch in random order take one stripe at a time. A stripe is copied to the heap
 * with rows of whole vectors, the last of which ends in zeros.
 *
 * @param columns of the batch
 * @param width columns of a stripe, a whole number of vectors; the last stripe may be narrower
 */
record Stripes(int columns, int width) {

  /** Floats that stay in the second-level cache: one megabyte. */
  private static final int CACHED = 1 << 18;

  /** Floats of the longest vectors. */
  private static final int LANES = 16;

  /** Narrower ones would be all overhead. */
  private static final int NARROWEST = 64;

  /** The stripes of a batch. */
  static Stripes of(Matrix batch) {
    int fitting = CACHED / Math.max(1, batch.rows()) / LANES * LANES;
    int width = Math.max(NARROWEST, Math.min(fitting, whole(batch.columns())));
    int count = (batch.columns() + width - 1) / width;
    return new Stripes(batch.columns(), whole((batch.columns() + count - 1) / Math.max(1, count)));
  }

  /** So many floats, rounded up to whole vectors. */
  static int whole(int floats) {
    return (floats + LANES - 1) / LANES * LANES;
  }

  /** How many there are. */
  int count() {
    return (columns + width - 1) / width;
  }

  /** The first column of a stripe. */
  int first(int stripe) {
    return stripe * width;
  }

  /** The columns of a stripe. */
  int length(int stripe) {
    return Math.min(width, columns - first(stripe));
  }

  /** The distance between rows in the copy of a stripe. */
  int stride(int stripe) {
    return whole(length(stripe));
  }

  /**
   * Copies a stripe.
   *
   * @param table {@code [rows, stride]}. Modified.
   * @param at where it begins
   */
  void read(Matrix batch, int stripe, float[] table, int at) {
    for (int row = 0; row < batch.rows(); row++) {
      readRow(batch, row, stripe, table, at + row * stride(stripe));
    }
  }

  /** Copies a stripe of one row to some place of an array. */
  void readRow(Matrix matrix, int row, int stripe, float[] to, int at) {
    matrix.read(row, first(stripe), to, at, length(stripe));
    for (int k = length(stripe); k < stride(stripe); k++) {
      to[at + k] = 0;
    }
  }
}
