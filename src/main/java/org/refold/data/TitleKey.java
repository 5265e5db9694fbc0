package org.refold.data;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is left of a title once it is written like all others. */
final class TitleKey {

  private static final Pattern YEAR = Pattern.compile("\\s*\\(\\d{4}\\)\\s*$");
  private static final Pattern MOVED =
      Pattern.compile("^([^(]*), (the|a|an|le|la|les|l'|il|el|los|las|der|die|das)(?= \\(|$)(.*)");
  private static final Pattern MARKS = Pattern.compile("[\\p{M}'\u2019]+");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private TitleKey() {}

  /** Lower case, the article in front, without the year behind, accents and punctuation. */
  static String of(String title) {
    String plain = YEAR.matcher(title.toLowerCase(Locale.ROOT)).replaceFirst("");
    Matcher moved = MOVED.matcher(plain);
    if (moved.matches()) {
      plain = moved.group(2) + " " + moved.group(1) + moved.group(3);
    }
    String letters = MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
    return NO_WORD.matcher(letters).replaceAll(" ").strip();
  }
}
