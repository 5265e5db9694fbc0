package org.refold.notebook.kernel;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Keeps libraries from filling cells with what they do step by step; warnings still show. */
final class QuietLogs {

  private static final String SIMPLE_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  /** Held, because java.util.logging forgets the level of a logger that nobody holds. */
  private static final List<Logger> HELD =
      Stream.of("org.tribuo", "com.oracle.labs.mlrg.olcut").map(Logger::getLogger).toList();

  private QuietLogs() {}

  /** Sets the levels; to be called before the first logger of SLF4J is made. */
  static void install() {
    if (System.getProperty(SIMPLE_LEVEL) == null) {
      System.setProperty(SIMPLE_LEVEL, "warn");
    }
    HELD.forEach(logger -> logger.setLevel(Level.WARNING));
  }
}
