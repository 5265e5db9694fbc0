package org.refold.tribuo;

import java.util.Arrays;
import java.util.SortedMap;
import org.tribuo.ImmutableFeatureMap;

/**
 * Some features by name, in the order of their names; what an example is put together from. The
 * arrays are shared, not copied, and never modified.
 */
final class Features {

  final String[] names;
  final double[] values;

  private Features(String[] names, double[] values) {
    this.names = names;
    this.values = values;
  }

  static Features of(SortedMap<String, Double> valueOf) {
    return new Features(
        valueOf.keySet().toArray(String[]::new),
        valueOf.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  int size() {
    return names.length;
  }

  /**
   * Those that a model has learned something of; it would pass over all others.
   *
   * @param domain the features of the model
   */
  Features within(ImmutableFeatureMap domain) {
    String[] known = new String[names.length];
    double[] knownValues = new double[names.length];
    int n = 0;
    for (int k = 0; k < names.length; k++) {
      if (domain.getID(names[k]) >= 0) {
        known[n] = names[k];
        knownValues[n++] = values[k];
      }
    }
    return new Features(Arrays.copyOf(known, n), Arrays.copyOf(knownValues, n));
  }
}
