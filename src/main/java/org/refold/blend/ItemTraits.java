package org.refold.blend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.settings.Spec;

/**
 * What a learner may know of an item besides its scores: the logarithm of 1 + its users in the
 * training data, and its attributes that are numbers, such as the year; each with mean 0 and
 * standard deviation 1 over the items of which it is known, and 0 where it is not.
 *
 * @param names of the columns; a model file does not keep those of attributes
 * @param columns {@code [columns][items]}. Not modified.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ItemTraits(List<String> names, float[][] columns) {

  static final ItemTraits NONE = new ItemTraits(List.of(), new float[0][]);

  private static final String NAME = "blend.trait";
  private static final String COUNT = "blend.traits.count";

  /** More numbers than any data set has of its items. */
  private static final int MOST = 10_000;

  private static final String POPULARITY = "log popularity";

  static ItemTraits of(Interactions train, SideInformation side) {
    int[] counts = train.itemCounts();
    double[] popularity = new double[counts.length];
    for (int item = 0; item < counts.length; item++) {
      popularity[item] = Math.log1p(counts[item]);
    }
    List<String> names = new ArrayList<>(List.of(POPULARITY));
    List<float[]> columns = new ArrayList<>(List.of(standardised(popularity)));
    Attributes attributes = side.ofItems(train.items());
    for (String name : attributes.names()) {
      if (attributes.column(name).orElseThrow() instanceof AttributeColumn.Numbers numbers) {
        double[] values = new double[counts.length];
        for (int item = 0; item < values.length; item++) {
          values[item] = numbers.isKnown(item) ? numbers.of(item) : Double.NaN;
        }
        names.add(name);
        columns.add(standardised(values));
      }
    }
    return new ItemTraits(List.copyOf(names), columns.toArray(float[][]::new));
  }

  /** NaN stands for what is not known. */
  private static float[] standardised(double[] values) {
    SummaryStatistics known = new SummaryStatistics();
    for (double value : values) {
      if (!Double.isNaN(value)) {
        known.addValue(value);
      }
    }
    float[] column = new float[values.length];
    for (int item = 0; item < column.length && known.getStandardDeviation() > 0; item++) {
      column[item] =
          Double.isNaN(values[item])
              ? 0
              : (float) ((values[item] - known.getMean()) / known.getStandardDeviation());
    }
    return column;
  }

  void save(ModelWriter file) {
    file.add(COUNT, new int[] {columns.length});
    for (int column = 0; column < columns.length; column++) {
      file.add(NAME + column, columns[column]);
    }
  }

  static ItemTraits load(ModelReader file) throws IOException {
    int count = file.ints(COUNT, 1)[0];
    if (count < 0 || count > MOST) {
      throw file.damaged("the blend has %s columns of item traits".formatted(Spec.number(count)));
    }
    float[][] columns = new float[count][];
    for (int column = 0; column < columns.length; column++) {
      columns[column] = file.floats(NAME + column, file.items().size());
    }
    List<String> names =
        IntStream.range(0, columns.length)
            .mapToObj(k -> k == 0 ? POPULARITY : "number " + k + " of the item")
            .toList();
    return new ItemTraits(names, columns);
  }
}
