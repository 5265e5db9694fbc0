package org.refold.tribuo;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Vocabulary;

/** The features of users, or of items: their number among those of the training data, and more. */
final class EntityFeatures {

  /**
   * How a column of numbers is brought to mean 0 and standard deviation 1.
   *
   * @param mean over the training vocabulary
   * @param standardDeviation 0 where all numbers are the same; then there is no feature
   */
  private record Scaling(double mean, double standardDeviation) {}

  private final String kind;
  private final Vocabulary known;
  private final Attributes attributes;
  private final Map<String, Scaling> scalings = new HashMap<>();

  /**
   * @param kind {@code "user"} or {@code "item"}
   * @param known the vocabulary of the training data
   * @param attributes what else is known, also of ids that are not in the training data
   */
  EntityFeatures(String kind, Vocabulary known, Attributes attributes) {
    this.kind = kind;
    this.known = known;
    this.attributes = attributes;
    for (String name : attributes.names()) {
      if (attributes.column(name).orElseThrow() instanceof AttributeColumn.Numbers numbers) {
        scalings.put(name, scaling(numbers));
      }
    }
  }

  private Scaling scaling(AttributeColumn.Numbers numbers) {
    SummaryStatistics summary = new SummaryStatistics();
    for (int index : known.indicesIn(attributes.vocabulary())) {
      if (index >= 0 && numbers.isKnown(index)) {
        summary.addValue(numbers.of(index));
      }
    }
    return summary.getN() < 2
        ? new Scaling(0, 0)
        : new Scaling(summary.getMean(), summary.getStandardDeviation());
  }

  Vocabulary known() {
    return known;
  }

  /** The features of a raw id; none where nothing is known of it. */
  Features of(String id) {
    SortedMap<String, Double> features = new TreeMap<>();
    int index = known.indexOf(id);
    if (index >= 0) {
      features.put(FeatureNames.of(kind.charAt(0), index, known.size()), 1.0);
    }
    int row = attributes.vocabulary().indexOf(id);
    if (row >= 0) {
      attributes.names().forEach(name -> add(features, name, row));
    }
    return Features.of(features);
  }

  private void add(SortedMap<String, Double> features, String name, int row) {
    String prefix = kind + "." + name;
    AttributeColumn column = attributes.column(name).orElseThrow();
    if (column instanceof AttributeColumn.Categories categories) {
      categories.namesOf(row).forEach(label -> features.put(prefix + "=" + label, 1.0));
    } else if (column instanceof AttributeColumn.Numbers numbers && numbers.isKnown(row)) {
      Scaling scaling = scalings.getOrDefault(name, new Scaling(0, 0));
      if (scaling.standardDeviation() > 0) {
        features.put(prefix, (numbers.of(row) - scaling.mean()) / scaling.standardDeviation());
      }
    }
  }
}
