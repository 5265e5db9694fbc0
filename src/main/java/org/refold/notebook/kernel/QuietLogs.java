package org.refold.notebook.kernel;

import org.refold.tribuo.TribuoLogs;

/** Keeps libraries from filling cells with what they do step by step; warnings still show. */
final class QuietLogs {

  private static final String SIMPLE_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private QuietLogs() {}

  /** Sets the levels; to be called before the first logger of SLF4J is made. */
  static void install() {
    if (System.getProperty(SIMPLE_LEVEL) == null) {
      System.setProperty(SIMPLE_LEVEL, "warn");
    }
    TribuoLogs.quiet();
  }
}
