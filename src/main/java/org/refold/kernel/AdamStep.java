package org.refold.kernel;

/**
 * The numbers of one step of Adam (Kingma and Ba 2015, algorithm 1).
 *
 * @param stepSize learning rate over {@code 1 - beta1^t}
 * @param beta1 decay of the mean
 * @param beta2 decay of the mean square
 * @param rootScale {@code 1 / sqrt(1 - beta2^t)}
 * @param epsilon added to the root
 */
public record AdamStep(float stepSize, float beta1, float beta2, float rootScale, float epsilon) {

  /**
   * The step number t, from 1, with the corrections of the bias worked out.
   *
   * @throws IllegalArgumentException if t is not positive or a decay is not within [0, 1)
   */
  public static AdamStep at(
      long t, double learningRate, double beta1, double beta2, double epsilon) {
    if (t < 1) {
      throw new IllegalArgumentException("the step is " + t + ", but steps count from 1");
    }
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "the decays are " + beta1 + " and " + beta2 + ", but must be at least 0 and below 1");
    }
    return new AdamStep(
        (float) (learningRate / (1 - Math.pow(beta1, (double) t))),
        (float) beta1,
        (float) beta2,
        (float) (1 / Math.sqrt(1 - Math.pow(beta2, (double) t))),
        (float) epsilon);
  }
}
