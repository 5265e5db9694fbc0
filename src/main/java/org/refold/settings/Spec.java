package org.refold.settings;

/**
 * Writes something that has a name and options as text, {@code name:option=value,option=value};
 * {@link Options} reads the options back.
 */
public final class Spec {

  private final StringBuilder text;
  private char separator = ':';

  /**
   * @param name what stands before the colon
   */
  public Spec(String name) {
    this.text = new StringBuilder(name);
  }

  /** Appends an option whose value is written as it prints itself. */
  public Spec with(String option, Object value) {
    text.append(separator).append(option).append('=').append(value);
    separator = ',';
    return this;
  }

  /** Appends a number, without a point where it is whole. */
  public Spec with(String option, double value) {
    return with(option, (Object) number(value));
  }

  /** Appends a constant by its token. */
  public Spec with(String option, Enum<?> value) {
    return with(option, (Object) Tokens.of(value));
  }

  /** A whole number without a point, any other as Java writes it. */
  public static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  /** The same for a float: as many digits as tell it from its neighbours. */
  public static String number(float value) {
    return value == Math.rint(value) ? number((double) value) : Float.toString(value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
