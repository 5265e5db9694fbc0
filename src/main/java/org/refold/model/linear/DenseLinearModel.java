package org.refold.model.linear;

import java.io.IOException;
import java.util.Arrays;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.recommend.ByteWeights;
import org.refold.recommend.LinearFoldIn;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;

/**
 * Scores {@code x B} with a dense items x items matrix: the sum of the rows of {@code B} that
 * belong to the history, in ascending order of items, so that the order of the history does not
 * matter and the same history always gets the same bits.
 */
public final class DenseLinearModel implements LinearFoldIn, ByteWeights {

  private static final String WEIGHTS = "weights";

  private final Recommender recommender;
  private final Vocabulary items;
  private final Strips strips;

  /**
   * Takes the matrix as it is.
   *
   * @param strips row i has the weights from item i
   */
  DenseLinearModel(Recommender recommender, Vocabulary items, Strips strips) {
    this.recommender = recommender;
    this.items = items;
    this.strips = strips;
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  @Override
  public float weight(int inHistory, int scored) {
    return strips.get(inHistory, scored);
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
    float[][] factors = new float[block.length][];
    for (int row = 0; row < block.length; row++) {
      factors[row] = new float[block[row].length];
      for (int k = 0; k < factors[row].length; k++) {
        factors[row][k] = strips.factor(block[row][k]);
      }
    }
    float[] sums = new float[Strips.WIDTH];
    for (int s = 0; s < strips.count(); s++) {
      int column = s * Strips.WIDTH;
      int width = Math.min(Strips.WIDTH, items.size() - column);
      for (int row = 0; row < block.length; row++) {
        Arrays.fill(sums, 0f);
        strips.add(s, block[row], factors[row], sums);
        System.arraycopy(sums, 0, scores, start + row * items.size() + column, width);
      }
    }
  }

  @Override
  public long weightBytes() {
    return strips.bytes();
  }

  @Override
  public Recommender recommender() {
    return recommender;
  }

  static DenseLinearModel load(Recommender recommender, ModelReader file) throws IOException {
    int n = file.items().size();
    if (file.hasBytes(WEIGHTS)) {
      return new DenseLinearModel(recommender, file.items(), ByteStrips.read(file, WEIGHTS, n));
    }
    try (Matrix weights = file.matrix(WEIGHTS, Precision.FLOAT, n, n)) {
      return new DenseLinearModel(recommender, file.items(), FloatStrips.of(weights));
    }
  }

  @Override
  public void save(ModelWriter file) {
    strips.save(file, WEIGHTS, items.size());
  }
}
