package org.refold.model.linear;

import java.util.Arrays;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Parallel;
import org.refold.recommend.Check;
import org.refold.recommend.FoldIn;

/**
 * Scores {@code x W} with a sparse items x items matrix: {@code W[i][j]} is the similarity of item
 * {@code i} to item {@code j} where {@code i} is among the neighbours of {@code j}. Row {@code i}
 * lists the items that item {@code i} speaks for.
 */
final class SparseLinearModel implements FoldIn {

  private final Vocabulary items;
  private final int[][] columns;
  private final float[][] weights;

  SparseLinearModel(Vocabulary items, Neighbours neighbours) {
    this.items = items;
    int[] counts = new int[items.size()];
    for (int[] others : neighbours.of) {
      for (int other : others) {
        counts[other]++;
      }
    }
    this.columns = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    this.weights = Arrays.stream(counts).mapToObj(float[]::new).toArray(float[][]::new);
    for (int item = items.size() - 1; item >= 0; item--) {
      for (int k = 0; k < neighbours.of[item].length; k++) {
        int other = neighbours.of[item][k];
        int at = --counts[other];
        columns[other][at] = item;
        weights[other][at] = neighbours.similarities[item][k];
      }
    }
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Check.foldIn(this, histories, from, to, scores);
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
