package org.refold.nn;

import java.util.Arrays;
import org.refold.kernel.Activation;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;

/** Single precision, fast: fused loops, and plain ones that the compiler makes vectors of. */
final class FloatContrasts implements Contrasts {

  static final Contrasts INSTANCE = new FloatContrasts();

  private FloatContrasts() {}

  @Override
  public double compare(
      Contrast loss,
      double regularisation,
      Matrix targets,
      Matrix negatives,
      double scale,
      Matrix targetSlopes,
      Matrix negativeSlopes) {
    int count = negatives.columns();
    return Rows.sum(
        negatives.rows(),
        count,
        (row, work) -> {
          Floats mine = Floats.mine();
          float target = (float) targets.get(row, 0);
          float[] scores = mine.array(0, count);
          float[] above = mine.array(1, count);
          float[] q = mine.array(2, count);
          float[] size = mine.array(3, count);
          negatives.readRow(row, scores);
          for (int j = 0; j < count; j++) {
            above[j] = scores[j] - target;
          }
          double value =
              switch (loss) {
                case CROSS_ENTROPY -> crossEntropy(scores, above, q, count);
                case BPR -> bpr(scores, above, size, count);
                case BPR_MAX -> bprMax(scores, above, q, size, count, (float) regularisation);
                case TOP1 -> top1(Contrast.TOP1, scores, above, q, size, count);
                case TOP1_MAX -> top1(Contrast.TOP1_MAX, scores, above, q, size, count);
              };
          targetSlopes.set(row, 0, -scale * Kernels.sum(above, 0, count));
          Kernels.scale((float) scale, scores, 0, count);
          negativeSlopes.writeRow(row, scores);
          return scale * value;
        });
  }

  // each finds s_j - t in above, leaves there what a negative takes from the slope of the target,
  // and leaves the slopes of the negatives in scores

  private static double crossEntropy(float[] scores, float[] above, float[] powers, int count) {
    double sum = Kernels.logSumExp(above, powers, 0, count);
    double loss = Math.max(sum, 0) + Math.log1p(Math.exp(-Math.abs(sum)));
    for (int j = 0; j < count; j++) {
      above[j] -= (float) loss;
    }
    Kernels.exp(above, above, 0, count);
    System.arraycopy(above, 0, scores, 0, count);
    return loss;
  }

  private static double bpr(float[] scores, float[] above, float[] softplus, int count) {
    Kernels.activate(Activation.SOFTPLUS, above, softplus, 0, count);
    Kernels.activate(Activation.SIGMOID, above, above, 0, count);
    System.arraycopy(above, 0, scores, 0, count);
    return Kernels.sum(softplus, 0, count);
  }

  private static double bprMax(
      float[] scores, float[] above, float[] q, float[] below, int count, float weight) {
    for (int j = 0; j < count; j++) {
      below[j] = -above[j];
    }
    Kernels.activate(Activation.SIGMOID, above, above, 0, count);
    Kernels.activate(Activation.SIGMOID, below, below, 0, count);
    Kernels.softmax(scores, q, 0, count);
    float won = Kernels.dot(q, 0, below, 0, count);
    float inverse = (float) (1 / (won + TINY));
    double squares = 0;
    for (int j = 0; j < count; j++) {
      squares += q[j] * scores[j] * scores[j];
    }
    float mean = (float) squares;
    for (int j = 0; j < count; j++) {
      above[j] *= q[j] * below[j] * inverse;
      float ofSquares = scores[j] * scores[j] - mean + 2 * scores[j];
      scores[j] = above[j] + q[j] * ((won - below[j]) * inverse + weight * ofSquares);
    }
    return weight * squares - Math.log(won + TINY);
  }

  private static double top1(
      Contrast loss, float[] scores, float[] above, float[] q, float[] size, int count) {
    for (int j = 0; j < count; j++) {
      size[j] = scores[j] * scores[j];
    }
    Kernels.activate(Activation.SIGMOID, size, size, 0, count);
    Kernels.activate(Activation.SIGMOID, above, above, 0, count);
    boolean weighted = loss == Contrast.TOP1_MAX;
    if (weighted) {
      Kernels.softmax(scores, q, 0, count);
    } else {
      Arrays.fill(q, 0, count, 1f / count);
    }
    float sum = Kernels.dot(q, 0, above, 0, count) + Kernels.dot(q, 0, size, 0, count);
    for (int j = 0; j < count; j++) {
      float ofWeight = weighted ? above[j] + size[j] - sum : 0;
      above[j] *= q[j] * (1 - above[j]);
      scores[j] = above[j] + q[j] * (2 * scores[j] * size[j] * (1 - size[j]) + ofWeight);
    }
    return sum;
  }
}
