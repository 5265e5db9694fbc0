package org.refold.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Guesses what an unknown name was meant to be, for messages that help: the name at the smallest
 * Levenshtein distance. Case and punctuation do not count, so {@code MultVAE} is {@code mult-vae}.
 */
public final class Suggestions {

  /** The most names that are all listed; ids of users and items are more. */
  private static final int LONGEST_LIST = 60;

  /** What is longer is no name that was mistyped. */
  private static final int LONGEST_NAME = 200;

  private static final int SHOWN_OF_MANY = 5;

  private Suggestions() {}

  /**
   * The known name that is most like the given one.
   *
   * @param given the name as it was written
   * @param known the names there are
   * @return the nearest name, of equals one that begins with what was written, else the first in
   *     the alphabet; empty if none is near: more than a third of the longer name would have to
   *     change, and neither begins with the other
   */
  public static Optional<String> of(String given, Collection<String> known) {
    String wanted = plain(given);
    if (wanted.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    return new TreeSet<>(known)
        .stream()
            .filter(name -> isNear(wanted, plain(name), distance(wanted, plain(name))))
            .min(
                Comparator.<String>comparingInt(name -> distance(wanted, plain(name)))
                    .thenComparing(name -> !plain(name).startsWith(wanted)));
  }

  /**
   * The end of a message about an unknown name.
   *
   * @param given the name as it was written
   * @param known the names there are, in the order to list them
   * @return such as {@code did you mean 'ease'? known: ease, item-knn}, or only the list
   */
  public static String hint(String given, Collection<String> known) {
    return of(given, known).map(name -> "did you mean '%s'? ".formatted(name)).orElse("")
        + list(known);
  }

  /** All names, or the first of very many. */
  private static String list(Collection<String> known) {
    if (known.isEmpty()) {
      return "none is known";
    }
    if (known.size() <= LONGEST_LIST) {
      return "known: " + String.join(", ", known);
    }
    String first = known.stream().limit(SHOWN_OF_MANY).collect(Collectors.joining(", "));
    return String.format(Locale.ROOT, "known: %s and %d more", first, known.size() - SHOWN_OF_MANY);
  }

  private static String plain(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  private static boolean isNear(String a, String b, int distance) {
    if (a.isEmpty() || b.isEmpty()) {
      return false;
    }
    boolean onePrefixOfOther = a.startsWith(b) || b.startsWith(a);
    return onePrefixOfOther || 3 * distance <= Math.max(a.length(), b.length());
  }

  /**
   * The fewest insertions, deletions, replacements of a character and swaps of two neighbours
   * (optimal string alignment).
   */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      edits[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      edits[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int shorter = 1 + Math.min(edits[i - 1][j], edits[i][j - 1]);
        edits[i][j] = Math.min(replaced, shorter);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], 1 + edits[i - 2][j - 2]);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
