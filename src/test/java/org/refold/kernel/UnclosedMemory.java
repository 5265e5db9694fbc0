package org.refold.kernel;

/** What was allocated outside the heap and not closed, for tests of those who must close. */
public final class UnclosedMemory {

  private UnclosedMemory() {}

  /** In bytes; memory that the collector freed counts as not closed. */
  public static long bytes() {
    return Memory.unclosedBytes();
  }
}
