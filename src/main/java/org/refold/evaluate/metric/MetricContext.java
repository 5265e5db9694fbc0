package org.refold.evaluate.metric;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

/**
 * What metrics beyond accuracy need to know beside the ranking: the training data for popularity
 * and similarity, categories of the items for calibration. Immutable; what is derived from it is
 * computed once and kept.
 */
public final class MetricContext {

  /** The attribute of items that {@link #of(Interactions, SideInformation)} looks for. */
  private static final String GENRES = "genres";

  private static final MetricContext NONE = new MetricContext(null, null, "");

  private final @Nullable Interactions train;
  private final @Nullable Attributes attributes;
  private final String categories;
  private volatile double @Nullable [] popularity;
  private volatile @Nullable BinaryMatrix itemUsers;

  private MetricContext(
      @Nullable Interactions train, @Nullable Attributes attributes, String categories) {
    this.train = train;
    this.attributes = attributes;
    this.categories = categories;
  }

  /** Nothing: enough for metrics of accuracy, coverage and Gini. */
  public static MetricContext none() {
    return NONE;
  }

  /** The training data. */
  public static MetricContext of(Interactions train) {
    return new MetricContext(train, null, "");
  }

  /**
   * The training data, with the genres of the items where these are known.
   *
   * @param side what is known of items, of any vocabulary
   */
  public static MetricContext of(Interactions train, SideInformation side) {
    MetricContext context = of(train);
    boolean known = side.items().column(GENRES).orElse(null) instanceof AttributeColumn.Categories;
    return known ? context.withCategories(side.ofItems(train.items()), GENRES) : context;
  }

  /**
   * The same, with categories of the items.
   *
   * @param items attributes of the items
   * @param column the attribute that holds the categories, such as {@code "genres"}
   * @throws BadInputException if there is no such attribute
   */
  public MetricContext withCategories(Attributes items, String column) {
    AttributeColumn.Categories checked = items.categories(column);
    return new MetricContext(
        train, Attributes.none(items.vocabulary()).with(column, checked), column);
  }

  /** The same, over other items; those that are not known there are left out. */
  public MetricContext over(Vocabulary items) {
    boolean fits =
        (train == null || train.items().equals(items))
            && (attributes == null || attributes.vocabulary().equals(items));
    return fits
        ? this
        : new MetricContext(
            train == null ? null : train.withItems(items),
            attributes == null ? null : attributes.alignedWith(items),
            categories);
  }

  /**
   * The training data, over other items.
   *
   * @throws BadInputException if they are not known
   */
  public Interactions train(Vocabulary items) {
    if (train == null) {
      throw new BadInputException(
          "popularity needs the training data: evaluate with MetricContext.of(train)");
    }
    return train.withItems(items);
  }

  /**
   * Whether some interactions are all of items that no training user has; false where the training
   * data are not known.
   */
  public boolean areAllNew(Interactions rows) {
    if (train == null || rows.isEmpty()) {
      return false;
    }
    int[] counts = train(rows.items()).itemCounts();
    return IntStream.range(0, rows.size()).allMatch(p -> counts[rows.item(p)] == 0);
  }

  /**
   * The share of training users that have each item: {@code [items]}, from 0 to 1.
   *
   * @param metric who asks
   * @throws BadInputException if the training data are not known
   */
  double[] popularity(Metric metric) {
    BinaryMatrix users = itemUsers(metric);
    double[] made = popularity;
    if (made == null) {
      made = new double[users.rowCount()];
      int active = activeUsers();
      for (int item = 0; item < made.length; item++) {
        made[item] = (double) users.count(item) / active;
      }
      popularity = made;
    }
    return made;
  }

  /**
   * The self-information of each item, {@code -log2(popularity)}: {@code [items]}, in bits. An item
   * that no user has counts as if one user had it.
   *
   * @param metric who asks
   * @throws BadInputException if the training data are not known
   */
  double[] selfInformation(Metric metric) {
    double[] bits = popularity(metric).clone();
    double least = 1.0 / activeUsers();
    for (int item = 0; item < bits.length; item++) {
      bits[item] = -Math.log(Math.max(least, bits[item])) / Math.log(2);
    }
    return bits;
  }

  /** The number of training users that have an item. */
  private int activeUsers() {
    int active = 0;
    for (int user = 0; train != null && user < train.userCount(); user++) {
      active += train.count(user) > 0 ? 1 : 0;
    }
    return Math.max(1, active);
  }

  /**
   * For each item the training users that have it, {@code [items, users]}.
   *
   * @param metric who asks
   * @throws BadInputException if the training data are not known
   */
  BinaryMatrix itemUsers(Metric metric) {
    if (train == null) {
      throw new BadInputException(
          metric.name() + " needs the training data: evaluate with MetricContext.of(train)");
    }
    BinaryMatrix made = itemUsers;
    if (made == null) {
      made = BinaryMatrix.of(train).transposed();
      itemUsers = made;
    }
    return made;
  }

  /**
   * For each item its categories, {@code [items, categories]}.
   *
   * @param metric who asks
   * @throws BadInputException if the categories are not known
   */
  BinaryMatrix categories(Metric metric) {
    if (attributes == null) {
      throw new BadInputException(
          metric.name()
              + " needs categories of the items: evaluate with"
              + " MetricContext.of(train).withCategories(itemAttributes, \"genres\")");
    }
    return attributes.categories(categories).matrix();
  }
}
