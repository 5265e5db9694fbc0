package org.refold.recommend;

/** How a model file stores the numbers of matrices. */
public enum WeightBits {
  /** As they are. */
  FULL,
  /**
   * Matrices of floats with several rows, such as dense layers, vectors and weights between items,
   * rounded to 8 bits with a scale for each row; single rows, such as biases, and lists of sparse
   * weights stay as they are. A model that is loaded has floats again, unless it is one of {@link
   * ByteWeights}: those between items, and vectors of items of linear models, stay bytes.
   */
  EIGHT
}
