package org.refold.cli;

import java.util.Optional;

/**
 * A line of {@code refold doctor}.
 *
 * @param what it is about
 * @param value what was found
 * @param remedy what to do, where something is missing or slow
 */
record Finding(String what, String value, Optional<String> remedy) {

  static Finding good(String what, String value) {
    return new Finding(what, value, Optional.empty());
  }

  static Finding wanting(String what, String value, String remedy) {
    return new Finding(what, value, Optional.of(remedy));
  }

  /** One of the two. */
  static Finding of(boolean isGood, String what, String value, String remedy) {
    return isGood ? good(what, value) : wanting(what, value, remedy);
  }
}
