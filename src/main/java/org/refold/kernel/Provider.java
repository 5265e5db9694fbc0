package org.refold.kernel;

/**
 * One way to run the fused kernels.
 *
 * @param name such as {@code scalar} or {@code vector (512 bits)}
 * @param elementwise functions of each number
 * @param linear sums and products
 * @param bytes sums over rows of bytes
 * @param updates steps of optimisers
 * @param scaling layer normalisation and softmax of a row
 * @param draws random numbers
 */
public record Provider(
    String name,
    Elementwise elementwise,
    Linear linear,
    ByteLinear bytes,
    Updates updates,
    RowScaling scaling,
    Draws draws) {

  /** Plain Java. */
  public static Provider scalar() {
    return new Provider(
        "scalar",
        new ScalarElementwise(),
        new ScalarLinear(),
        new ScalarByteLinear(),
        new ScalarUpdates(),
        new ScalarRowScaling(),
        new ScalarDraws());
  }
}
