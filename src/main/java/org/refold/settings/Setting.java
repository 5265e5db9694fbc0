package org.refold.settings;

/**
 * One thing that can be set at a recommender.
 *
 * @param name the name of the hyper-parameter
 * @param meaning what it is, in one line
 * @param expected what is to be written, for a person: {@code "a whole number"}
 * @param standard the default, as text
 * @param kind what kind of value it takes
 */
public record Setting(String name, String meaning, String expected, String standard, Kind kind) {

  /** What kind of value a hyper-parameter takes. */
  public enum Kind {
    /** A whole number. */
    WHOLE,
    /** Any number. */
    NUMBER,
    /** A name, a list of sizes, a schedule. */
    WORDS
  }
}
