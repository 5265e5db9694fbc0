package org.refold.model.linear;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Parallel;
import org.refold.recommend.LinearFoldIn;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;

/**
 * Scores {@code x W} with a sparse items x items matrix: {@code W[i][j]} is what item {@code i} of
 * the history adds to the score of item {@code j}, such as their similarity. Row {@code i} lists
 * the items to whose scores item {@code i} adds, in ascending order.
 */
public final class SparseLinearModel implements LinearFoldIn {

  private static final String COUNTS = "counts";
  private static final String COLUMNS = "columns";
  private static final String WEIGHTS = "weights";

  private final Recommender recommender;
  private final Vocabulary items;
  private final int[][] columns;
  private final float[][] weights;

  private SparseLinearModel(
      Recommender recommender, Vocabulary items, int[][] columns, float[][] weights) {
    this.recommender = recommender;
    this.items = items;
    this.columns = columns;
    this.weights = weights;
  }

  /**
   * A model of columns.
   *
   * @param of for each item those that add to its score, ascending
   * @param by how much, beside them
   */
  static SparseLinearModel of(Recommender recommender, Vocabulary items, int[][] of, float[][] by) {
    int[] counts = new int[items.size()];
    for (int[] others : of) {
      for (int other : others) {
        counts[other]++;
      }
    }
    int[][] columns = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    float[][] weights = Arrays.stream(counts).mapToObj(float[]::new).toArray(float[][]::new);
    for (int item = items.size() - 1; item >= 0; item--) {
      for (int k = 0; k < of[item].length; k++) {
        int other = of[item][k];
        int at = --counts[other];
        columns[other][at] = item;
        weights[other][at] = by[item][k];
      }
    }
    return new SparseLinearModel(recommender, items, columns, weights);
  }

  /**
   * @throws org.refold.settings.BadInputException if the parts are not those of such a matrix
   */
  static SparseLinearModel load(Recommender recommender, ModelReader file) throws IOException {
    int n = file.items().size();
    int[] counts = file.ints(COUNTS);
    int[] flat = file.ints(COLUMNS);
    boolean fits = counts.length == n && Arrays.stream(counts).allMatch(count -> count >= 0);
    fits &= Arrays.stream(counts).asLongStream().sum() == flat.length;
    fits &= Arrays.stream(flat).allMatch(item -> item >= 0 && item < n);
    if (!fits) {
      throw file.damaged(
          String.format(
              Locale.ROOT, "the weights are not those of a sparse matrix of %d items", n));
    }
    float[] numbers = file.floats(WEIGHTS, flat.length);
    int[][] columns = new int[n][];
    float[][] weights = new float[n][];
    int at = 0;
    for (int item = 0; item < n; item++) {
      columns[item] = Arrays.copyOfRange(flat, at, at + counts[item]);
      weights[item] = Arrays.copyOfRange(numbers, at, at + counts[item]);
      at += counts[item];
    }
    return new SparseLinearModel(recommender, file.items(), columns, weights);
  }

  @Override
  public void save(ModelWriter file) {
    int[] counts = Arrays.stream(columns).mapToInt(row -> row.length).toArray();
    int[] flat = Arrays.stream(columns).flatMapToInt(Arrays::stream).toArray();
    float[] numbers = new float[flat.length];
    int at = 0;
    for (float[] row : weights) {
      System.arraycopy(row, 0, numbers, at, row.length);
      at += row.length;
    }
    file.add(COUNTS, counts).add(COLUMNS, flat).add(WEIGHTS, numbers);
  }

  @Override
  public Recommender recommender() {
    return recommender;
  }

  @Override
  public float weight(int inHistory, int scored) {
    int at = Arrays.binarySearch(columns[inHistory], scored);
    return at < 0 ? 0 : weights[inHistory][at];
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Preconditions.foldIn(this, histories, from, to, scores);
    Parallel.rows(
        to - from,
        16,
        (first, end) -> {
          for (int row = first; row < end; row++) {
            scoreRow(BinaryMatrix.row(histories, from + row), scores, row * items.size());
          }
        });
  }

  private void scoreRow(int[] history, float[] scores, int offset) {
    Arrays.fill(scores, offset, offset + items.size(), 0f);
    for (int item : history) {
      int[] to = columns[item];
      float[] by = weights[item];
      for (int k = 0; k < to.length; k++) {
        scores[offset + to[k]] += by[k];
      }
    }
  }
}
