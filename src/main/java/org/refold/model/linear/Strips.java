package org.refold.model.linear;

import org.refold.recommend.ModelWriter;

/**
 * An items x items matrix in strips of columns, each of which stays in the processor's cache while
 * all histories of a block are scored against it. Strip {@code s} has the columns from {@code s *
 * WIDTH}; the last is as wide as the others.
 */
interface Strips {

  /** Columns of a strip: for 4,000 items it takes 2 MB in floats, about a second-level cache. */
  int WIDTH = 128;

  /** How many there are. */
  int count();

  /** One number. */
  float get(int row, int column);

  /** What a row of the matrix counts in a history: 1, or its scale. */
  float factor(int row);

  /**
   * Adds rows of a strip.
   *
   * @param rows which
   * @param factors the {@link #factor} of each
   * @param sums {@code [WIDTH]}. Modified.
   */
  void add(int strip, int[] rows, float[] factors, float[] sums);

  /** Hands the matrix to a file. */
  void save(ModelWriter file, String name, int items);

  /** What they take in memory. */
  long bytes();
}
