package org.refold.tune;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings that were tried, and what they came to on the validation part.
 *
 * @param settings those of the space, sorted by name; all others have their defaults
 * @param value the metric; NaN if the fit failed
 * @param seconds wall time of fit and validation
 * @param failure why the fit failed; empty if it did not
 */
public record Tried(
    SortedMap<String, String> settings, double value, double seconds, String failure) {

  /** Copies the settings. */
  public Tried {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  static Tried failed(SortedMap<String, String> settings, double seconds, Exception reason) {
    return new Tried(settings, Double.NaN, seconds, String.valueOf(reason.getMessage()));
  }

  /** Whether there is a value; also a fit that did not fail may come to none. */
  public boolean succeeded() {
    return !Double.isNaN(value);
  }
}
