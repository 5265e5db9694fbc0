package org.refold.settings;

/** One of the ways in which a convention can be fixed; implemented by enums. */
public interface Choice {

  /** What this choice means, for a person: the end of the sentence "here, ...". */
  String meaning();

  /** How the choice is written in the name of a metric: {@code "log2-clipped"}. */
  default String token() {
    return Tokens.of((Enum<?>) this);
  }
}
