package org.refold.nn;

import org.refold.kernel.Activation;
import org.refold.kernel.DoubleKernels;
import org.refold.kernel.Matrix;

/** Plain loops in double, for matrices of either precision. */
final class PlainContrasts implements Contrasts {

  static final Contrasts INSTANCE = new PlainContrasts();

  private PlainContrasts() {}

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
          double target = targets.get(row, 0);
          double[] scores = work.read(1, negatives, row);
          double[] slopes = work.scratch(2, count);
          double[] q = work.scratch(3, count);
          double[] above = work.scratch(4, count);
          for (int j = 0; j < count; j++) {
            above[j] = scores[j] - target;
          }
          if (loss != Contrast.CROSS_ENTROPY) {
            DoubleKernels.activate(Activation.SIGMOID, above, above, 0, count);
          }
          if (loss == Contrast.BPR_MAX || loss == Contrast.TOP1_MAX) {
            DoubleKernels.softmax(scores, q, 0, count);
          }
          double value =
              switch (loss) {
                case CROSS_ENTROPY -> crossEntropy(above, count, slopes);
                case BPR -> bpr(scores, target, above, count, slopes);
                case BPR_MAX -> bprMax(scores, above, q, count, regularisation, slopes);
                case TOP1 -> top1(scores, above, count, slopes);
                case TOP1_MAX -> top1Max(scores, above, q, count, slopes);
              };
          double ofTarget = 0;
          for (int j = 0; j < count; j++) {
            slopes[j] *= scale;
            ofTarget -= scale * above[j];
          }
          targetSlopes.set(row, 0, ofTarget);
          work.write(slopes, negativeSlopes, row);
          return scale * value;
        });
  }

  // each leaves in above what a negative takes from the slope of the target

  private static double crossEntropy(double[] above, int count, double[] slopes) {
    double sum = DoubleKernels.logSumExp(above, 0, count);
    double loss = Math.max(sum, 0) + Math.log1p(Math.exp(-Math.abs(sum)));
    for (int j = 0; j < count; j++) {
      above[j] = Math.exp(above[j] - loss);
      slopes[j] = above[j];
    }
    return loss;
  }

  private static double bpr(
      double[] scores, double target, double[] above, int count, double[] slopes) {
    double sum = 0;
    for (int j = 0; j < count; j++) {
      double gap = scores[j] - target;
      sum += Math.max(gap, 0) + Math.log1p(Math.exp(-Math.abs(gap)));
      slopes[j] = above[j];
    }
    return sum;
  }

  private static double bprMax(
      double[] scores, double[] above, double[] q, int count, double weight, double[] slopes) {
    double won = 0;
    double squares = 0;
    for (int j = 0; j < count; j++) {
      won += q[j] * (1 - above[j]);
      squares += q[j] * scores[j] * scores[j];
    }
    for (int j = 0; j < count; j++) {
      double below = 1 - above[j];
      double ofSquares = scores[j] * scores[j] - squares + 2 * scores[j];
      above[j] *= q[j] * below / (won + TINY);
      slopes[j] = above[j] - q[j] * (below - won) / (won + TINY) + weight * q[j] * ofSquares;
    }
    return weight * squares - Math.log(won + TINY);
  }

  private static double top1(double[] scores, double[] above, int count, double[] slopes) {
    double sum = 0;
    for (int j = 0; j < count; j++) {
      double size = 1 / (1 + Math.exp(-scores[j] * scores[j]));
      sum += (above[j] + size) / count;
      above[j] *= (1 - above[j]) / count;
      slopes[j] = above[j] + 2 * scores[j] * size * (1 - size) / count;
    }
    return sum;
  }

  private static double top1Max(
      double[] scores, double[] above, double[] q, int count, double[] slopes) {
    double sum = 0;
    for (int j = 0; j < count; j++) {
      sum += q[j] * (above[j] + 1 / (1 + Math.exp(-scores[j] * scores[j])));
    }
    for (int j = 0; j < count; j++) {
      double size = 1 / (1 + Math.exp(-scores[j] * scores[j]));
      double ofWeight = q[j] * (above[j] + size - sum);
      above[j] *= q[j] * (1 - above[j]);
      slopes[j] = above[j] + q[j] * 2 * scores[j] * size * (1 - size) + ofWeight;
    }
    return sum;
  }
}
