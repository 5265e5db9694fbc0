package org.refold.blend;

import java.util.Arrays;
import org.refold.recommend.ModelWriter;

/**
 * A sum of columns, each times its weight.
 *
 * @param weights {@code [columns]}. Not modified.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WeightedSum(float[] weights) implements Mixture {

  static final String WEIGHTS = "blend.weights";

  /** Of columns that all weigh the same. */
  static WeightedSum equal(int columns) {
    float[] weights = new float[columns];
    Arrays.fill(weights, 1f / columns);
    return new WeightedSum(weights);
  }

  /** Weights that were counted in steps. */
  static WeightedSum ofSteps(int[] steps) {
    float[] weights = new float[steps.length];
    for (int column = 0; column < weights.length; column++) {
      weights[column] = (float) steps[column] / SimplexSearch.STEPS;
    }
    return new WeightedSum(weights);
  }

  @Override
  public void mix(float[][] columns, float[] scores, int offset) {
    for (int item = 0; item < columns[0].length; item++) {
      double sum = 0;
      for (int column = 0; column < weights.length; column++) {
        sum += (double) weights[column] * columns[column][item];
      }
      scores[offset + item] = (float) sum;
    }
  }

  /** The only column that weighs anything and weighs more than nothing, or -1. */
  int only() {
    int only = -1;
    for (int column = 0; column < weights.length; column++) {
      if (weights[column] != 0) {
        if (only >= 0 || weights[column] < 0) {
          return -1;
        }
        only = column;
      }
    }
    return only;
  }

  @Override
  public void save(ModelWriter file) {
    file.add(WEIGHTS, weights);
  }
}
