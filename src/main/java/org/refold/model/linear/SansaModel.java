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

/**
 * A fitted {@link Sansa}: for each item a column of M, sparse, and the pivots D. A history is the
 * sum of its columns, divided by the pivots; an item's score the product of that with its own
 * column, less what the item itself adds.
 */
public final class SansaModel implements LinearFoldIn {

  private static final String COUNTS = "counts";
  private static final String ROWS = "rows";
  private static final String VALUES = "values";
  private static final String PIVOTS = "pivots";

  private final Sansa recommender;
  private final Vocabulary items;
  private final int[][] rows;
  private final float[][] values;
  private final float[] pivots;
  private final double[] diagonal;

  /**
   * @param rows of the elements of each item's column, ascending
   * @param values beside them
   * @param pivots by row, positive
   */
  SansaModel(Sansa recommender, Vocabulary items, int[][] rows, float[][] values, double[] pivots) {
    this(recommender, items, rows, values, floats(pivots));
  }

  private SansaModel(
      Sansa recommender, Vocabulary items, int[][] rows, float[][] values, float[] pivots) {
    this.recommender = recommender;
    this.items = items;
    this.rows = rows;
    this.values = values;
    this.pivots = pivots;
    this.diagonal = new double[rows.length];
    for (int item = 0; item < rows.length; item++) {
      diagonal[item] = inverse(item, item);
    }
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) numbers[k];
    }
    return floats;
  }

  /** P[i][j]. */
  private double inverse(int i, int j) {
    double sum = 0;
    int q = 0;
    for (int p = 0; p < rows[i].length; p++) {
      while (q < rows[j].length && rows[j][q] < rows[i][p]) {
        q++;
      }
      if (q < rows[j].length && rows[j][q] == rows[i][p]) {
        sum += (double) values[i][p] * values[j][q] / pivots[rows[i][p]];
      }
    }
    return sum;
  }

  @Override
  public float weight(int inHistory, int scored) {
    return inHistory == scored ? 0 : (float) (-inverse(inHistory, scored) / diagonal[scored]);
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Preconditions.foldIn(this, histories, from, to, scores);
    Parallel.rows(
        to - from,
        4,
        (first, end) -> {
          double[] sums = new double[pivots.length];
          for (int row = first; row < end; row++) {
            score(BinaryMatrix.row(histories, from + row), sums, scores, row * rows.length);
          }
        });
  }

  private void score(int[] history, double[] sums, float[] scores, int offset) {
    Arrays.fill(sums, 0);
    for (int item : history) {
      for (int p = 0; p < rows[item].length; p++) {
        sums[rows[item][p]] += values[item][p];
      }
    }
    for (int row = 0; row < sums.length; row++) {
      sums[row] /= pivots[row];
    }
    for (int item = 0; item < rows.length; item++) {
      double sum = 0;
      for (int p = 0; p < rows[item].length; p++) {
        sum += values[item][p] * sums[rows[item][p]];
      }
      scores[offset + item] = (float) (-sum / diagonal[item]);
    }
    for (int item : history) {
      scores[offset + item] += 1;
    }
  }

  /**
   * @throws org.refold.settings.BadInputException if the parts are not those of such columns
   */
  static SansaModel load(Sansa recommender, ModelReader file) throws IOException {
    int n = file.items().size();
    int[] counts = file.ints(COUNTS, n);
    int[] flat = file.ints(ROWS);
    boolean fits = Arrays.stream(counts).allMatch(count -> count > 0);
    fits &= Arrays.stream(counts).asLongStream().sum() == flat.length;
    fits &= Arrays.stream(flat).allMatch(row -> row >= 0 && row < n);
    if (!fits) {
      throw file.damaged(String.format(Locale.ROOT, "the factors are not those of %d items", n));
    }
    float[] numbers = file.floats(VALUES, flat.length);
    int[][] rows = new int[n][];
    float[][] values = new float[n][];
    int at = 0;
    for (int item = 0; item < n; item++) {
      rows[item] = Arrays.copyOfRange(flat, at, at + counts[item]);
      values[item] = Arrays.copyOfRange(numbers, at, at + counts[item]);
      at += counts[item];
    }
    return new SansaModel(recommender, file.items(), rows, values, file.floats(PIVOTS, n));
  }

  @Override
  public void save(ModelWriter file) {
    int[] counts = Arrays.stream(rows).mapToInt(column -> column.length).toArray();
    int[] flat = Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
    float[] numbers = new float[flat.length];
    int at = 0;
    for (float[] column : values) {
      System.arraycopy(column, 0, numbers, at, column.length);
      at += column.length;
    }
    file.add(COUNTS, counts).add(ROWS, flat).add(VALUES, numbers).add(PIVOTS, pivots);
  }

  @Override
  public Sansa recommender() {
    return recommender;
  }

  @Override
  public Vocabulary items() {
    return items;
  }
}
