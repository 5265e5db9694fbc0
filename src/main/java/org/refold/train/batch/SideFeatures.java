package org.refold.train.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

/**
 * Attributes of users or items as numbers: categories share a weight of 1, so that a film of three
 * genres has each with a third; years are decades and ages the bands of MovieLens; other numbers
 * have mean 0 and standard deviation 1 over the ids of the training data. Texts are left out. What
 * is not known of an id is a feature of its own, with weight 1.
 */
public final class SideFeatures {

  /** Whose attributes a system learns from. */
  public enum Use {
    /** None. */
    NONE,
    /** Those of users. */
    USERS,
    /** Those of items. */
    ITEMS,
    /** Those of both. */
    BOTH;

    /** Whether attributes of users are learned from. */
    public boolean isOfUsers() {
      return this == USERS || this == BOTH;
    }

    /** Whether attributes of items are learned from. */
    public boolean isOfItems() {
      return this == ITEMS || this == BOTH;
    }

    /** The features of the users of some training data. */
    public FeatureRows ofUsers(SideInformation side, Interactions train) {
      return isOfUsers()
          ? of("users", side.users(), train.users())
          : FeatureRows.none(train.userCount());
    }

    /** The same of all users that the data set knows, so that those who come later are served. */
    public UserFeatures ofAllUsers(SideInformation side, Interactions train) {
      return isOfUsers() ? UserFeatures.of(side, train) : UserFeatures.none(train.users());
    }

    /** The features of the items of some training data. */
    public FeatureRows ofItems(SideInformation side, Interactions train) {
      return isOfItems()
          ? of("items", side.items(), train.items())
          : FeatureRows.none(train.itemCount());
    }
  }

  private static final String AGE = "age";
  private static final int[] AGES = {18, 25, 35, 45, 50, 56};
  private static final int DECADE = 10;

  private final List<List<FeatureRows.Feature>> rows = new ArrayList<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<UserFeatures.Column> columns = new ArrayList<>();
  private final int learned;

  /**
   * @param learned how many of the ids, the first ones, features are made of
   */
  private SideFeatures(Attributes known, int learned) {
    this.learned = learned;
    for (int row = 0; row < known.vocabulary().size(); row++) {
      rows.add(new ArrayList<>());
    }
    for (String name : known.names()) {
      add(name, known.column(name).orElseThrow());
    }
  }

  /**
   * The features of some ids.
   *
   * @param kind whose, in the plural, for messages
   * @param attributes what is known, of these ids and others
   * @param ids those of the training data
   * @throws BadInputException if nothing is known of any of them, or nothing that makes a feature
   */
  public static FeatureRows of(String kind, Attributes attributes, Vocabulary ids) {
    check(kind, attributes, ids);
    return of(attributes.alignedWith(ids), ids.size()).rows(kind, attributes);
  }

  /** Refuses attributes of which none is of these ids. */
  static void check(String kind, Attributes attributes, Vocabulary ids) {
    if (attributes.isEmpty()) {
      throw new BadInputException(
          "side information of %s was asked for, but the data have no attributes of them; set side to none, or take data that have"
              .formatted(kind));
    }
    if (nothingKnown(attributes, ids)) {
      throw new BadInputException(
          "side information of %s was asked for, but none of those in the data (%s) has attributes (%s); set side to none, or give attributes under the ids of the data"
              .formatted(kind, ids, attributes));
    }
  }

  /**
   * The features of ids of the training data and of others, for whom there are none but those of
   * the training data.
   *
   * @param known of all the ids
   * @param learned how many of them, the first ones, are in the training data
   */
  static SideFeatures of(Attributes known, int learned) {
    return new SideFeatures(known, learned);
  }

  /** The features, row by row; refuses attributes that make none, such as texts alone. */
  FeatureRows rows(String kind, Attributes attributes) {
    FeatureRows made = FeatureRows.of(numbers.size(), rows);
    if (made.isEmpty()) {
      throw new BadInputException(
          "side information of %s was asked for, but of theirs (%s) none is a category or a number that differs; leave side information out, or take data that have such"
              .formatted(kind, attributes));
    }
    return made;
  }

  /** The attributes that are choices: categories, decades and bands of ages. */
  List<UserFeatures.Column> columns() {
    return List.copyOf(columns);
  }

  /** Whether there are no attributes of any of some ids. */
  public static boolean nothingKnown(Attributes attributes, Vocabulary ids) {
    return attributes.isEmpty()
        || IntStream.of(ids.indicesIn(attributes.vocabulary())).allMatch(index -> index < 0);
  }

  private void add(String name, AttributeColumn column) {
    if (column instanceof AttributeColumn.Texts) {
      return;
    }
    for (int row = 0; row < rows.size(); row++) {
      if (!column.isKnown(row)) {
        add(row, name + " unknown", 1);
      }
    }
    int from = numbers.size();
    if (column instanceof AttributeColumn.Categories categories) {
      addCategories(name, categories);
    } else if (column instanceof AttributeColumn.Numbers values) {
      addNumbers(name, values);
    }
    if (!numbers.containsKey(name) && numbers.size() > from) {
      columns.add(new UserFeatures.Column(name, from, numbers.size()));
    }
  }

  private void addCategories(String name, AttributeColumn.Categories categories) {
    for (int row = 0; row < rows.size(); row++) {
      List<String> own = categories.namesOf(row);
      for (String label : own) {
        add(row, choice(name, label), 1.0 / own.size());
      }
    }
  }

  private void addNumbers(String name, AttributeColumn.Numbers values) {
    SummaryStatistics summary = new SummaryStatistics();
    for (int row = 0; row < learned; row++) {
      if (values.isKnown(row)) {
        summary.addValue(values.of(row));
      }
    }
    for (int row = 0; row < rows.size(); row++) {
      if (!values.isKnown(row)) {
        continue;
      }
      double value = values.of(row);
      if (name.equals(Attributes.YEAR)) {
        add(row, decade(name, value), 1);
      } else if (name.equals(AGE)) {
        long band = IntStream.of(AGES).filter(age -> age <= value).count();
        add(row, choice(name, String.valueOf(band)), 1);
      } else if (summary.getStandardDeviation() > 0) {
        add(row, name, (value - summary.getMean()) / summary.getStandardDeviation());
      }
    }
  }

  /** The feature of a year, such as {@code year=1990}. */
  static String decade(String name, double year) {
    return choice(name, String.valueOf(DECADE * (int) (year / DECADE)));
  }

  /** The feature of a category, such as {@code genres=Comedy}. */
  static String choice(String name, String label) {
    return name + "=" + label;
  }

  private void add(int row, String feature, double weight) {
    if (row < learned) {
      numbers.putIfAbsent(feature, numbers.size());
    }
    Integer id = numbers.get(feature);
    if (id != null) {
      rows.get(row).add(new FeatureRows.Feature(id, (float) weight));
    }
  }
}
