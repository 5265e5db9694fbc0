package org.refold.settings;

import java.util.Locale;

/** Bounds of numbers that are set by hand, with messages that name value, bound and remedy. */
public final class Check {

  private Check() {}

  /**
   * @param name the setting
   * @param remedy what to choose instead, such as {@code "typical: 50-500"}
   * @throws BadInputException if the value is less than the least that is allowed
   */
  public static void atLeast(long least, String name, long value, String remedy) {
    require(value >= least, name, Long.toString(value), "at least " + least + "; " + remedy);
  }

  /**
   * @param name the setting
   * @throws BadInputException if the value is less than the least that is allowed
   */
  public static void atLeast(long least, String name, long value) {
    require(value >= least, name, Long.toString(value), "a whole number of at least " + least);
  }

  /**
   * @param name the setting
   * @throws BadInputException unless least &le; value &le; most
   */
  public static void between(long least, long most, String name, long value) {
    String expected = String.format(Locale.ROOT, "a whole number from %d to %d", least, most);
    require(value >= least && value <= most, name, Long.toString(value), expected);
  }

  /**
   * @param name the setting
   * @param remedy what to choose instead
   * @throws BadInputException unless the value is finite and more than 0
   */
  public static void positive(String name, double value, String remedy) {
    boolean holds = value > 0 && value < Double.POSITIVE_INFINITY;
    require(holds, name, Double.toString(value), "more than 0 and finite; " + remedy);
  }

  /**
   * @param name the setting
   * @param remedy what to choose instead
   * @throws BadInputException unless the value is finite and at least 0
   */
  public static void notNegative(String name, double value, String remedy) {
    boolean holds = value >= 0 && value < Double.POSITIVE_INFINITY;
    require(holds, name, Double.toString(value), "at least 0 and finite; " + remedy);
  }

  /**
   * @param name the setting
   * @param remedy what to choose instead
   * @throws BadInputException unless 0 &le; value &lt; 1
   */
  public static void rate(String name, double value, String remedy) {
    boolean holds = value >= 0 && value < 1;
    require(holds, name, Double.toString(value), "at least 0 and less than 1; " + remedy);
  }

  /**
   * @param name the setting
   * @param remedy what to choose instead
   * @throws BadInputException unless 0 &le; value &le; 1
   */
  public static void fraction(String name, double value, String remedy) {
    boolean holds = value >= 0 && value <= 1;
    require(holds, name, Double.toString(value), "from 0 to 1; " + remedy);
  }

  /**
   * @param name the setting, a share that leaves something on both sides
   * @throws BadInputException unless 0 &lt; value &lt; 1
   */
  public static void share(String name, double value) {
    String expected = "a share above 0 and below 1, such as 0.2";
    require(value > 0 && value < 1, name, Spec.number(value), expected);
  }

  /**
   * @param name the setting, a share that may be nothing
   * @throws BadInputException unless 0 &le; value &lt; 1
   */
  public static void shareOrNone(String name, double value) {
    String expected = "0 for none, or a share below 1, such as 0.1";
    require(value >= 0 && value < 1, name, Spec.number(value), expected);
  }

  private static void require(boolean holds, String name, String value, String expected) {
    if (!holds) {
      throw BadInputException.ofSetting(
          name, "%s is %s, but must be %s".formatted(name, value, expected));
    }
  }
}
