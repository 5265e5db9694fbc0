package org.refold.trust;

import java.util.List;

/**
 * Something that takes input of others.
 *
 * @param name what it is, in words
 * @param good inputs that it takes
 * @param reader takes one
 */
record Taker(String name, List<byte[]> good, Reader reader) {

  /** Takes an input. */
  @FunctionalInterface
  interface Reader {

    /**
     * @throws org.refold.settings.BadInputException if the input is refused
     * @throws Exception where it fails
     */
    void take(byte[] input) throws Exception;
  }
}
