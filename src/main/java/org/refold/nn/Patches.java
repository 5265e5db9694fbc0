package org.refold.nn;

import java.util.Arrays;

/**
 * The patches of an image that a convolution looks at. An image is a row of {@code channels height
 * width} numbers, channel after channel, line after line; beyond its borders are zeros.
 *
 * @param channels of the image
 * @param height of the image
 * @param width of the image
 * @param patchHeight lines of a patch
 * @param patchWidth columns of a patch
 * @param stride the distance between patches, down and across
 * @param padding lines and columns of zeros on each side
 */
public record Patches(
    int channels, int height, int width, int patchHeight, int patchWidth, int stride, int padding) {

  /** Checks that there is a patch. */
  public Patches {
    if (Math.min(Math.min(channels, height), Math.min(width, stride)) < 1
        || Math.min(patchHeight, patchWidth) < 1
        || padding < 0) {
      throw new IllegalArgumentException(
          "images of "
              + (channels + " x " + height + " x " + width + " with patches of ")
              + (patchHeight + " x " + patchWidth + ", stride " + stride)
              + (", padding " + padding)
              + "; all must be at least 1, the padding at least 0");
    }
    if (height + 2 * padding < patchHeight || width + 2 * padding < patchWidth) {
      throw new IllegalArgumentException(
          "a patch of "
              + (patchHeight + " x " + patchWidth + " does not fit into an image of ")
              + (height + " x " + width + " with padding " + padding));
    }
  }

  /** The numbers of an image. */
  public int imageSize() {
    return channels * height * width;
  }

  /** The numbers of a patch, over all channels. */
  public int patchSize() {
    return channels * patchHeight * patchWidth;
  }

  /** How many patches there are down an image. */
  public int down() {
    return (height + 2 * padding - patchHeight) / stride + 1;
  }

  /** How many patches there are across an image. */
  public int across() {
    return (width + 2 * padding - patchWidth) / stride + 1;
  }

  /** How many patches there are. */
  public int count() {
    return down() * across();
  }

  /**
   * Where in the image a number of a patch is; -1 beyond its borders.
   *
   * @param k the number within the patch
   * @param patch line after line
   */
  int source(int k, int patch) {
    int line = patch / across() * stride - padding + k / patchWidth % patchHeight;
    int column = patch % across() * stride - padding + k % patchWidth;
    boolean inside = line >= 0 && line < height && column >= 0 && column < width;
    return inside ? (k / (patchHeight * patchWidth) * height + line) * width + column : -1;
  }

  /**
   * The k-th number of all patches.
   *
   * @param image Not modified.
   * @param row one number for each patch. Modified.
   */
  void unfold(float[] image, int k, float[] row) {
    int across = across();
    int shift = k % patchWidth - padding;
    int first = firstInside(shift);
    int end = endInside(shift, first);
    int patches = count();
    for (int y = 0, at = 0; at < patches; y++, at += across) {
      int start = lineStart(k, y);
      if (start < 0) {
        Arrays.fill(row, at, at + across, 0);
        continue;
      }
      Arrays.fill(row, at, at + first, 0);
      Arrays.fill(row, at + end, at + across, 0);
      if (stride == 1) {
        System.arraycopy(image, start + shift + first, row, at + first, end - first);
      } else {
        for (int x = first; x < end; x++) {
          row[at + x] = image[start + shift + x * stride];
        }
      }
    }
  }

  /**
   * The way back of {@link #unfold}: adds the k-th number of each patch to where it came from.
   *
   * @param row one number for each patch. Not modified.
   * @param image Modified.
   */
  void fold(float[] row, int k, float[] image) {
    int across = across();
    int shift = k % patchWidth - padding;
    int first = firstInside(shift);
    int end = endInside(shift, first);
    int patches = count();
    for (int y = 0, at = 0; at < patches; y++, at += across) {
      int start = lineStart(k, y);
      if (start >= 0) {
        for (int x = first; x < end; x++) {
          image[start + shift + x * stride] += row[at + x];
        }
      }
    }
  }

  /** Where the line of an image begins that the k-th number of patches is on; -1 beyond. */
  private int lineStart(int k, int y) {
    int line = y * stride - padding + k / patchWidth % patchHeight;
    if (line < 0 || line >= height) {
      return -1;
    }
    return (k / (patchHeight * patchWidth) * height + line) * width;
  }

  /** The first patch of a line whose number is not left of the image. */
  private int firstInside(int shift) {
    return Math.min(across(), Math.max(0, (stride - 1 - shift) / stride));
  }

  /** After the last patch of a line whose number is not right of the image. */
  private int endInside(int shift, int first) {
    return Math.max(first, Math.min(across(), (width - shift + stride - 1) / stride));
  }
}
