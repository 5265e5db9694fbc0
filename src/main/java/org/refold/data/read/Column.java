package org.refold.data.read;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first lines show of one column.
 *
 * @param index counted from 0
 * @param name in the header; the empty text where there is none
 * @param values as they stand, of the lines that have the usual number of fields
 * @param distinct how many different ones there are
 */
record Column(int index, String name, List<String> values, int distinct) {

  /** Fewer lines than this say nothing about counts. */
  private static final int ENOUGH = 10;

  private static final int MOST_GRADES = 21;
  private static final int MOST_WORDS = 5;
  private static final Pattern WORD_AND_NUMBER = Pattern.compile("([A-Za-z]+)[_:-]?\\d+");

  static Column of(int index, String name, List<String> values) {
    return new Column(index, name, values, (int) values.stream().distinct().count());
  }

  /** Whether at least half of the values are numbers. */
  boolean isNumeric() {
    return 2 * values.stream().filter(Looks::isNumber).count() >= values.size();
  }

  /** Whether nothing stands in it. */
  boolean isBlank() {
    return values.stream().allMatch(String::isEmpty);
  }

  /** Whether the values are measures or ratings with a point or a sign, which ids do not have. */
  boolean isDecimal() {
    return isNumeric() && values.stream().anyMatch(v -> Looks.isNumber(v) && !Looks.isWhole(v));
  }

  /** Whether these can be ids: whole numbers or texts, most of them there. */
  boolean isIds() {
    return !isDecimal() && 2 * values.stream().filter(String::isEmpty).count() < values.size();
  }

  /** Whether these are the same few words over and over, such as kinds of events. */
  boolean isWords() {
    return !isNumeric() && distinct <= MOST_WORDS && values.size() >= 5 * MOST_WORDS;
  }

  /**
   * Whether these can be grades: numbers from -10 to 100 in steps of 0.1, few of them different.
   */
  boolean isGrades() {
    return isNumeric()
        && distinct <= MOST_GRADES
        && values.stream()
            .filter(Looks::isNumber)
            .mapToDouble(Double::parseDouble)
            .allMatch(Column::isGrade);
  }

  private static boolean isGrade(double value) {
    return value >= -10 && value <= 100 && Math.abs(10 * value - Math.rint(10 * value)) < 1e-6;
  }

  /** Whether equal values stand apart, as grades do and the users of a file by user do not. */
  boolean isMixed() {
    int runs = 1;
    for (int k = 1; k < values.size(); k++) {
      runs += values.get(k).equals(values.get(k - 1)) ? 0 : 1;
    }
    return runs >= 3 * distinct;
  }

  /** Whether these number the lines: each one more than the one before. */
  boolean isRunning() {
    if (values.size() < ENOUGH || !Looks.areWhole(values) || values.get(0).length() > 9) {
      return false;
    }
    long first = Long.parseLong(values.get(0));
    for (int k = 1; k < values.size(); k++) {
      if (!values.get(k).equals(Long.toString(first + k))) {
        return false;
      }
    }
    return true;
  }

  /** Whether these are times by their looks. */
  boolean isTimes() {
    return Looks.areTimes(values);
  }

  /** Whether all are a word of this role and a number, such as {@code user_12}. */
  boolean isIdsOf(Role role) {
    return values.stream()
        .allMatch(
            value -> {
              Matcher matcher = WORD_AND_NUMBER.matcher(value);
              return matcher.matches() && role.fits(matcher.group(1));
            });
  }

  /** Such as {@code column 3 ('rating')}. */
  @Override
  public String toString() {
    return "column " + (index + 1) + (name.isEmpty() ? "" : " ('" + name + "')");
  }
}
