package org.refold.settings;

/** Numbers of things, as people write them. */
public final class Counted {

  private Counted() {}

  /**
   * A number and what it is of: {@code 1 fold}, {@code 10 folds}.
   *
   * @param noun in the singular, with an s in the plural
   */
  public static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
