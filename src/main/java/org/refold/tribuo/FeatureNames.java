package org.refold.tribuo;

import java.util.Arrays;

/**
 * Names of numbered features. Tribuo numbers features in the lexicographic order of their names, so
 * numbers are padded with zeros: then its order is ours.
 */
final class FeatureNames {

  private static final int USUAL_DIGITS = 6;

  private FeatureNames() {}

  /**
   * The name of one feature, such as {@code i000012}.
   *
   * @param letter what is numbered: u(ser), i(tem), f(eature of a vector)
   * @param index its number
   * @param size how many there are; a million and more have longer names
   */
  static String of(char letter, int index, int size) {
    String number = Integer.toString(index);
    int digits = Math.max(USUAL_DIGITS, Integer.toString(size - 1).length());
    char[] name = new char[1 + digits];
    Arrays.fill(name, '0');
    name[0] = letter;
    number.getChars(0, number.length(), name, name.length - number.length());
    return new String(name);
  }

  /** The names of all features, in order. */
  static String[] all(char letter, int size) {
    String[] names = new String[size];
    for (int index = 0; index < size; index++) {
      names[index] = of(letter, index, size);
    }
    return names;
  }
}
