package org.refold.study.store;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The value of each user in each metric that has one. Arrays are not copied: do not change them.
 *
 * @param users the raw ids of the users of the hold-out
 * @param values by the short name of a metric, {@code [users]}; NaN for a user who was left out
 */
public record PerUser(List<String> users, Map<String, double[]> values) {

  /** No users. */
  public static final PerUser NONE = new PerUser(List.of(), Map.of());

  /**
   * @throws IllegalArgumentException if an array is not as long as the list of users
   */
  public PerUser {
    users = List.copyOf(users);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    for (Map.Entry<String, double[]> entry : values.entrySet()) {
      if (entry.getValue().length != users.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s has %d values for %d users",
                entry.getKey(),
                entry.getValue().length,
                users.size()));
      }
    }
  }

  /** The values of a metric, all NaN where it has none: {@code [users]}. */
  public double[] of(String metric) {
    double[] found = values.get(metric);
    if (found != null) {
      return found;
    }
    double[] none = new double[users.size()];
    Arrays.fill(none, Double.NaN);
    return none;
  }
}
