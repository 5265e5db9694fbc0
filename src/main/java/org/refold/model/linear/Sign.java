package org.refold.model.linear;

/** Which signs the weights of a linear model may have. */
public enum Sign {
  /** Any: an item of the history may speak against another. */
  ANY,
  /** None below 0: the objective is minimised under this bound, nothing is cut off afterwards. */
  NON_NEGATIVE;

  /** What is left of a number whose size is reduced by a threshold, the solution of an l1 term. */
  float shrunk(float value, float threshold) {
    if (value > threshold) {
      return value - threshold;
    }
    return this == ANY && value < -threshold ? value + threshold : 0f;
  }

  /** The same in double precision. */
  double shrunk(double value, double threshold) {
    if (value > threshold) {
      return value - threshold;
    }
    return this == ANY && value < -threshold ? value + threshold : 0;
  }
}
