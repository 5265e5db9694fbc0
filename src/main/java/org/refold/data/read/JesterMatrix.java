package org.refold.data.read;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Jester: a row for each user, which begins with the number of ratings; then a rating from -10 to
 * 10 for each joke, or 99 where there is none. Users and jokes are numbered from 1.
 */
record JesterMatrix() implements Rewrite {

  private static final Pattern BETWEEN = Pattern.compile("\\s*[,;\\t]\\s*");
  private static final double MISSING = 99;
  private static final int FEWEST = 5;

  static Optional<Rewrite> of(List<String> lines) {
    return !lines.isEmpty() && lines.stream().allMatch(JesterMatrix::isRow)
        ? Optional.of(new JesterMatrix())
        : Optional.empty();
  }

  /** The count makes it certain. */
  private static boolean isRow(String line) {
    String[] fields = BETWEEN.splitAsStream(line).toArray(String[]::new);
    if (fields.length < FEWEST || !Arrays.stream(fields).allMatch(Looks::isNumber)) {
      return false;
    }
    long rated = Arrays.stream(fields).skip(1).filter(JesterMatrix::isRating).count();
    return rated < fields.length - 1 && Double.parseDouble(fields[0]) == rated;
  }

  private static boolean isRating(String field) {
    return Double.parseDouble(field) != MISSING;
  }

  @Override
  public Optional<Format> format() {
    return Optional.of(Format.JESTER);
  }

  @Override
  public String header() {
    return "user,item,rating";
  }

  @Override
  public void line(String line, long number, StringBuilder out) {
    String[] fields = BETWEEN.splitAsStream(line).toArray(String[]::new);
    for (int joke = 1; joke < fields.length; joke++) {
      if (!Looks.isNumber(fields[joke]) || isRating(fields[joke])) { // the reader complains
        out.append(number).append(',').append(joke).append(',').append(fields[joke]).append('\n');
      }
    }
  }
}
