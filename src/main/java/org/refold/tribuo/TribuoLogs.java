package org.refold.tribuo;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What Tribuo and its configuration library log through {@code java.util.logging}: some lines for
 * each fit, at the level {@link Level#INFO}.
 */
public final class TribuoLogs {

  /** Held, because java.util.logging forgets the level of a logger that nothing refers to. */
  private static final List<Logger> HELD =
      Stream.of("org.tribuo", "com.oracle.labs.mlrg.olcut").map(Logger::getLogger).toList();

  private TribuoLogs() {}

  /**
   * Shows warnings only, unless a level was set before. Fits of this package and notebooks begin
   * with it. Loads nothing of Tribuo.
   */
  public static void quiet() {
    for (Logger logger : HELD) {
      if (logger.getLevel() == null) {
        logger.setLevel(Level.WARNING);
      }
    }
  }

  /**
   * Shows this level and all above it from now on.
   *
   * @param level such as {@link Level#INFO} for the loss of every so many updates, or {@link
   *     Level#OFF}
   */
  public static void show(Level level) {
    HELD.forEach(logger -> logger.setLevel(level));
  }
}
