package org.refold.train.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Streams;
import org.refold.settings.BadInputException;

/**
 * What is said of items, in a number of columns that does not depend on the data: categories,
 * decades of years and words of texts, each hashed to a column (K. Weinberger et al.: Feature
 * Hashing for Large Scale Multitask Learning, ICML 2009; without their signs, so that rows are
 * shares). Other numbers are left out.
 */
public final class HashedContent {

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}]+");

  /** Articles and prepositions of most languages are shorter. */
  private static final int LEAST_LETTERS = 3;

  private HashedContent() {}

  /**
   * Fills a row for each item.
   *
   * @param items of the training data
   * @param content {@code [items, columns]}: each row is to sum to 1, or is 0 where nothing is
   *     known
   * @throws BadInputException if nothing is known of any item
   */
  public static void write(SideInformation known, Vocabulary items, Matrix content) {
    SideFeatures.check("items", known.items(), items);
    Attributes attributes = known.items().alignedWith(items);
    for (int item = 0; item < items.size(); item++) {
      float[] row = new float[content.columns()];
      List<String> features = features(attributes, item);
      for (String feature : features) {
        row[column(feature, row.length)] += 1f / features.size();
      }
      content.writeRow(item, row);
    }
  }

  /** The column of a feature, the same in every process. */
  static int column(String feature, int columns) {
    return Math.floorMod(Streams.seedOf(0, feature), columns);
  }

  /** What is said of one item, such as {@code genres=Comedy}, {@code year=1990}, {@code story}. */
  static List<String> features(Attributes attributes, int item) {
    List<String> features = new ArrayList<>();
    for (String name : attributes.names()) {
      AttributeColumn column = attributes.column(name).orElseThrow();
      if (!column.isKnown(item)) {
        continue;
      }
      if (column instanceof AttributeColumn.Categories categories) {
        categories.namesOf(item).forEach(label -> features.add(SideFeatures.choice(name, label)));
      } else if (column instanceof AttributeColumn.Texts texts) {
        NO_WORD
            .splitAsStream(texts.of(item).toLowerCase(Locale.ROOT))
            .filter(word -> word.length() >= LEAST_LETTERS)
            .forEach(features::add);
      } else if (column instanceof AttributeColumn.Numbers numbers
          && name.equals(Attributes.YEAR)) {
        features.add(SideFeatures.decade(name, numbers.of(item)));
      }
    }
    return features;
  }
}
