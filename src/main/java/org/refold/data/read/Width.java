package org.refold.data.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How wide lines are.
 *
 * @param fields the most frequent number of fields
 * @param share of the lines that have it
 */
record Width(int fields, double share) {

  static Width of(List<List<String>> rows) {
    Map<Integer, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row.size(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> new Width(most.getKey(), most.getValue() / (double) rows.size()))
        .orElse(new Width(0, 0));
  }
}
