package org.refold.split;

import java.nio.file.Path;
import java.util.Locale;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/** Against what the one held-out item of a user is ranked. */
public sealed interface Negatives {

  /** Against the whole catalogue. */
  record None() implements Negatives {
    @Override
    public String toString() {
      return "none";
    }
  }

  /**
   * Against different items that the user has no interaction with, drawn for each user from a
   * stream of its own.
   *
   * @param count how many for each user
   * @param sampling how they are drawn
   */
  record Sampled(int count, Sampling sampling) implements Negatives {

    /**
     * @throws BadInputException if the count is not positive
     */
    public Sampled {
      Check.atLeast(1, "negatives", count);
    }

    @Override
    public String toString() {
      return Integer.toString(count);
    }
  }

  /**
   * Against the lists of a file: a line for each user, {@code (user,item)} and then the negatives,
   * apart by tabs, all of them raw ids of the data.
   *
   * @param file plain or {@code .gz}
   */
  record FromFile(Path file) implements Negatives {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** How negatives are drawn. */
  enum Sampling {
    /** Each item with the same chance. */
    UNIFORM,
    /** Each item with a chance in proportion to its interactions. */
    POPULARITY
  }

  /** Reads {@code none}, a count, or else the path of a file. */
  static Negatives parse(String text, Sampling sampling) {
    if (text.toLowerCase(Locale.ROOT).equals("none")) {
      return new None();
    }
    if (text.matches("-?\\d{1,9}")) {
      return new Sampled(Integer.parseInt(text), sampling);
    }
    return new FromFile(Path.of(text));
  }
}
