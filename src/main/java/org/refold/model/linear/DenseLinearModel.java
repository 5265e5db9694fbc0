package org.refold.model.linear;

import java.io.IOException;
import java.util.Arrays;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.recommend.LinearFoldIn;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;

/**
 * Scores {@code x B} with a dense items x items matrix: the sum of the rows of {@code B} that
 * belong to the history, in ascending order of items, so that the order of the history does not
 * matter and the same history always gets the same bits.
 *
 * <p>The matrix lies in strips of columns, each of which stays in the processor's cache while all
 * histories of a block are scored against it.
 */
public final class DenseLinearModel implements LinearFoldIn {

  /** Columns of a strip: for 4,000 items it takes 2 MB, what a second-level cache about holds. */
  static final int STRIP = 128;

  private static final String WEIGHTS = "weights";

  private final Recommender recommender;
  private final Vocabulary items;
  private final float[][] strips;

  /**
   * Takes the matrix as it is.
   *
   * @param strips {@code strips[s][i * STRIP + j]} is the weight from item {@code i} to item {@code
   *     s * STRIP + j}; the last strip is as wide as the others
   */
  DenseLinearModel(Recommender recommender, Vocabulary items, float[][] strips) {
    this.recommender = recommender;
    this.items = items;
    this.strips = strips;
  }

  /** Strips of zeros for that many items. */
  static float[][] emptyStrips(int items) {
    return new float[(items + STRIP - 1) / STRIP][items * STRIP];
  }

  /**
   * Puts one row of the matrix into the strips.
   *
   * @param strips Modified.
   * @param item the row
   * @param row {@code [items]}. Not modified.
   */
  static void writeRow(float[][] strips, int item, double[] row) {
    for (int j = 0; j < row.length; j++) {
      strips[j / STRIP][item * STRIP + j % STRIP] = (float) row[j];
    }
  }

  /**
   * The strips of a matrix.
   *
   * @param weights {@code [items, items]}, floats. Not modified.
   */
  static float[][] strips(Matrix weights) {
    int n = weights.rows();
    float[][] strips = emptyStrips(n);
    for (int item = 0; item < n; item++) {
      for (int s = 0; s < strips.length; s++) {
        int width = Math.min(STRIP, n - s * STRIP);
        weights.read(item, s * STRIP, strips[s], item * STRIP, width);
      }
    }
    return strips;
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  @Override
  public float weight(int inHistory, int scored) {
    return strips[scored / STRIP][inHistory * STRIP + scored % STRIP];
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Preconditions.foldIn(this, histories, from, to, scores);
    Parallel.rows(
        to - from,
        1,
        (first, end) -> {
          int[][] block = new int[end - first][];
          for (int row = first; row < end; row++) {
            block[row - first] = BinaryMatrix.row(histories, from + row);
          }
          scoreBlock(block, scores, first * items.size());
        });
  }

  private void scoreBlock(int[][] block, float[] scores, int start) {
    float[] ones = new float[Arrays.stream(block).mapToInt(row -> row.length).max().orElse(0)];
    Arrays.fill(ones, 1f);
    float[] sums = new float[STRIP];
    for (int s = 0; s < strips.length; s++) {
      int column = s * STRIP;
      int width = Math.min(STRIP, items.size() - column);
      for (int row = 0; row < block.length; row++) {
        Arrays.fill(sums, 0f);
        Kernels.addRows(strips[s], 0, STRIP, block[row], ones, 0, block[row].length, sums, 0);
        System.arraycopy(sums, 0, scores, start + row * items.size() + column, width);
      }
    }
  }

  @Override
  public Recommender recommender() {
    return recommender;
  }

  static DenseLinearModel load(Recommender recommender, ModelReader file) throws IOException {
    int n = file.items().size();
    try (Matrix weights = file.matrix(WEIGHTS, Precision.FLOAT, n, n)) {
      return new DenseLinearModel(recommender, file.items(), strips(weights));
    }
  }

  @Override
  public void save(ModelWriter file) {
    int n = items.size();
    Matrix weights = Matrix.floats(n, n);
    for (int item = 0; item < n; item++) {
      for (int s = 0; s < strips.length; s++) {
        int width = Math.min(STRIP, n - s * STRIP);
        weights.write(item, s * STRIP, strips[s], item * STRIP, width);
      }
    }
    file.give(WEIGHTS, weights);
  }
}
