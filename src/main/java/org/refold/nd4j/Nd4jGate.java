package org.refold.nd4j;

import org.nd4j.linalg.factory.Nd4j;
import org.refold.kernel.Blas;

/**
 * The one place that loads ND4J, which takes about a second and 60 MB. ND4J shares OpenBLAS with
 * our products and sets it to as many threads as there are cores; this sets it back, so that
 * products are as fast as before and equal to the last bit.
 *
 * <p>Products of other threads while ND4J is being loaded may still have other last bits. Where
 * that matters, as in the launcher and in notebooks, the environment variable {@code
 * ND4J_SKIP_BLAS_THREADS=1} keeps ND4J from setting anything.
 */
public final class Nd4jGate {

  private static boolean loaded;

  private Nd4jGate() {}

  /**
   * Loads ND4J where that has not happened yet; quick at all later calls.
   *
   * @throws IllegalStateException if it cannot be loaded on this machine
   */
  public static synchronized void ready() {
    if (loaded) {
      return;
    }
    setUnlessChosen("org.nd4j.log.initialization", "false");
    setUnlessChosen("org.slf4j.simpleLogger.log.org.nd4j", "warn");
    Blas.claim(); // first, since ND4J would load OpenBLAS untuned
    try {
      Nd4j.getExecutioner();
      Nd4j.getBlasWrapper().level3(); // what sets the threads is made at the latest now
      Nd4j.getBlasWrapper().lapack();
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "ND4J could not be loaded (%s); everything but the package nd4j works without it, and"
                  .formatted(e)
              + " its natives exist for Linux, macOS and Windows on x86_64 and ARM",
          e);
    } finally {
      Blas.claim();
    }
    loaded = true;
  }

  private static void setUnlessChosen(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
