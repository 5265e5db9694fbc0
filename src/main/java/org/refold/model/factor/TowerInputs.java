package org.refold.model.factor;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.train.batch.FeatureRows;

/**
 * What a tower of {@link DropoutNet} reads.
 *
 * @param attributes of each user or item
 * @param mean of each number of a factor, {@code [latent]}
 * @param scale 1 over the standard deviations, {@code [latent]}; 1 where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
record TowerInputs(FeatureRows attributes, float[] mean, float[] scale) {

  /** Standardised factors are cut here. */
  private static final float LARGEST = 5;

  /** Factors as they are, and no attributes. */
  static TowerInputs none(int latent) {
    float[] ones = new float[latent];
    Arrays.fill(ones, 1);
    return new TowerInputs(FeatureRows.none(0), new float[latent], ones);
  }

  /**
   * The scale of some factors.
   *
   * @param factors row by row
   * @param rows which of them count
   */
  static TowerInputs of(FeatureRows attributes, float[] factors, int[] rows, int latent) {
    TowerInputs inputs = new TowerInputs(attributes, new float[latent], none(latent).scale());
    for (int k = 0; k < latent; k++) {
      int column = k;
      double mean =
          IntStream.of(rows).mapToDouble(r -> factors[r * latent + column]).average().orElse(0);
      double variance =
          IntStream.of(rows)
              .mapToDouble(r -> Math.pow(factors[r * latent + column] - mean, 2))
              .average()
              .orElse(0);
      inputs.mean[k] = (float) mean;
      inputs.scale[k] = variance > 0 ? (float) (1 / Math.sqrt(variance)) : 1;
    }
    return inputs;
  }

  static TowerInputs load(ModelReader file, String name, boolean attributes, int rows, int latent)
      throws IOException {
    return new TowerInputs(
        FeatureRows.load(file, name, attributes, rows),
        file.floats(name + " factor means", latent),
        file.floats(name + " factor scales", latent));
  }

  void save(ModelWriter file, String name) {
    attributes.save(file, name);
    file.add(name + " factor means", mean).add(name + " factor scales", scale);
  }

  /** Standardises a factor in place; a factor of zeros, which stands for none, stays. */
  void standardise(float[] factor) {
    boolean some = false;
    for (float number : factor) {
      some |= number != 0;
    }
    for (int k = 0; some && k < factor.length; k++) {
      float z = (factor[k] - mean[k]) * scale[k];
      factor[k] = Math.max(-LARGEST, Math.min(LARGEST, z));
    }
  }
}
