package org.refold.nn;

import org.refold.kernel.Matrix;

/**
 * The pieces of convolutions, of {@link Arithmetic}. A batch of images is {@code [batch,
 * imageSize]}, a batch of what a convolution gives {@code [batch, filters count]}, filter after
 * filter; weights are {@code [filters, patchSize]}. Results do not depend on the thread count.
 */
public interface Convolving {

  /** Samples of a batch are added up in so many blocks at most, and these in order. */
  int MOST_BLOCKS = 16;

  /** How many blocks a batch makes, at least one. */
  static int blocks(int batch) {
    return Math.max(1, Math.min(batch, MOST_BLOCKS));
  }

  /**
   * Each patch times each filter: {@code y = convolution + beta y}.
   *
   * @param patches of an image
   * @param x images. Not modified.
   * @param weights Not modified.
   * @param work {@code [threads, patchSize count]}, scratch
   * @param y what the convolution gives. Modified.
   */
  void forward(Patches patches, Matrix x, Matrix weights, Matrix work, double beta, Matrix y);

  /**
   * From what a convolution gives back to images, its transpose: {@code x = transpose + beta x}.
   *
   * @param patches of an image
   * @param y of the shape of what the convolution gives. Not modified.
   * @param weights Not modified.
   * @param work {@code [threads, patchSize count]}, scratch
   * @param x images. Modified.
   */
  void transposed(Patches patches, Matrix y, Matrix weights, Matrix work, double beta, Matrix x);

  /**
   * The gradient of the weights.
   *
   * @param patches of an image
   * @param x images. Not modified.
   * @param y gradients of what the convolution gives. Not modified.
   * @param work {@code [threads, patchSize count]}, scratch
   * @param sums {@code [blocks, filters patchSize]}: the gradient of each block of samples.
   *     Modified.
   */
  void toWeights(Patches patches, Matrix x, Matrix y, Matrix work, Matrix sums);

  /**
   * Adds a number to each channel.
   *
   * @param bias {@code [1, channels]}. Not modified.
   * @param y {@code [batch, channels size]}. Modified.
   */
  void addBias(Matrix bias, Matrix y);

  /**
   * The sum of each channel.
   *
   * @param y {@code [batch, channels size]}. Not modified.
   * @param sums {@code [blocks, channels]}: the sums of each block of samples. Modified.
   */
  void sumChannels(Matrix y, Matrix sums);
}
