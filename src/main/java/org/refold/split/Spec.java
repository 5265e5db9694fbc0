package org.refold.split;

import java.util.Locale;




/** Writes a splitter as text: {@code name:option=value,option=value}. */
public final class Spec {

  private final StringBuilder text;
  private char separator = ':';

  public Spec(String name) {
    this.text = new StringBuilder(name);
  }

  public Spec with(String option, Object value) {
    text.append(separator).append(option).append('=').append(value);
    separator = ',';
    return this;
  }

  public Spec with(String option, double value) {
    return with(option, (Object) number(value));
  }

  public Spec with(String option, Enum<?> value) {
    return with(option, (Object) value.name().toLowerCase(Locale.ROOT));
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
