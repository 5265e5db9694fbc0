package org.refold.cluster;

import java.io.IOException;

/**
 * What a worker does: bytes in, bytes out. Implementations are public classes with a constructor
 * without arguments, so that a worker makes one by its name. A task may be run twice, where a
 * worker is lost, and several at once within a process: the same task is to give the same bytes,
 * and nothing may be written that another run could trip over.
 */
@FunctionalInterface
public interface Work {

  /**
   * Does one task. When the thread is interrupted it should end soon; nobody waits for the result.
   *
   * @throws org.refold.settings.BadInputException if it cannot be done, here or elsewhere: it is
   *     not tried again
   * @throws IOException if a file cannot be read, which another worker may be able to
   */
  byte[] run(byte[] task) throws IOException;
}
