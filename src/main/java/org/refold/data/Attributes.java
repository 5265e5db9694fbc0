package org.refold.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/**
 * What is known of the items (or users) of some data besides their interactions: named columns,
 * each aligned with a vocabulary. Titles stand in the column {@value #TITLE}, years in {@value
 * #YEAR}. Immutable.
 *
 * <pre>{@code
 * Attributes movies = Attributes.none(interactions.items())
 *     .with(Attributes.TITLE, new AttributeColumn.Texts(titles))
 *     .with("genres", AttributeColumn.Categories.of(genres));
 * }</pre>
 */
public final class Attributes {

  /** The name of the column of titles. */
  public static final String TITLE = "title";

  /** The name of the column of years. */
  public static final String YEAR = "year";

  private final Vocabulary vocabulary;
  private final Map<String, AttributeColumn> columns;

  private Attributes(Vocabulary vocabulary, Map<String, AttributeColumn> columns) {
    this.vocabulary = vocabulary;
    this.columns = Collections.unmodifiableMap(columns);
  }

  /** No column yet. */
  public static Attributes none(Vocabulary vocabulary) {
    return new Attributes(vocabulary, new LinkedHashMap<>());
  }

  /**
   * The same with one column more, or another one under its name.
   *
   * @throws IllegalArgumentException if the column's size is not that of the vocabulary
   */
  public Attributes with(String name, AttributeColumn column) {
    if (column.size() != vocabulary.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the column '%s' is for %d, but there are %s",
              name,
              column.size(),
              vocabulary));
    }
    Map<String, AttributeColumn> more = new LinkedHashMap<>(columns);
    more.put(name, column);
    return new Attributes(vocabulary, more);
  }

  /** The raw ids that the columns are aligned with. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The names of the columns, in order. */
  public Set<String> names() {
    return columns.keySet();
  }

  /** Whether there is no column. */
  public boolean isEmpty() {
    return columns.isEmpty();
  }

  /** A column by its name, if there is one. */
  public Optional<AttributeColumn> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /** The title at an index, or the raw id where no title is known. */
  public String title(int index) {
    return isTitled(index) ? texts(TITLE).of(index) : vocabulary.id(index);
  }

  /** Whether a title is known at an index. */
  boolean isTitled(int index) {
    return columns.get(TITLE) instanceof AttributeColumn.Texts titles && titles.isKnown(index);
  }

  /** The first index of exactly this title, if it is there. */
  public OptionalInt indexOfTitle(String title) {
    return columns.get(TITLE) instanceof AttributeColumn.Texts texts
        ? IntStream.range(0, texts.size()).filter(k -> texts.of(k).equals(title)).findFirst()
        : OptionalInt.empty();
  }

  /**
   * The category of those that have exactly one, such as the genre of films of one genre, by raw
   * id: labels that nothing had to be chosen for.
   *
   * @throws BadInputException if there is no column of categories of this name
   */
  public Map<String, String> onlyCategories(String name) {
    AttributeColumn.Categories categories = categories(name);
    Map<String, String> labels = new LinkedHashMap<>();
    for (int k = 0; k < categories.size(); k++) {
      List<String> own = categories.namesOf(k);
      if (own.size() == 1) {
        labels.put(vocabulary.id(k), own.get(0));
      }
    }
    return labels;
  }

  /** The year at an index, if it is known. */
  public OptionalInt year(int index) {
    return columns.get(YEAR) instanceof AttributeColumn.Numbers years && years.isKnown(index)
        ? OptionalInt.of((int) years.of(index))
        : OptionalInt.empty();
  }

  /**
   * A column of texts.
   *
   * @throws BadInputException if there is none of this name and kind
   */
  public AttributeColumn.Texts texts(String name) {
    return required(name, AttributeColumn.Texts.class, "texts");
  }

  /**
   * A column of categories.
   *
   * @throws BadInputException if there is none of this name and kind
   */
  public AttributeColumn.Categories categories(String name) {
    return required(name, AttributeColumn.Categories.class, "categories");
  }

  /**
   * A column of numbers.
   *
   * @throws BadInputException if there is none of this name and kind
   */
  public AttributeColumn.Numbers numbers(String name) {
    return required(name, AttributeColumn.Numbers.class, "numbers");
  }

  private <T extends AttributeColumn> T required(String name, Class<T> kind, String kindName) {
    @Nullable AttributeColumn column = columns.get(name);
    if (kind.isInstance(column)) {
      return kind.cast(column);
    }
    List<String> known =
        names().stream().filter(other -> kind.isInstance(columns.get(other))).toList();
    throw new BadInputException(
        "there is no attribute '%s' that holds %s; %s"
            .formatted(name, kindName, Suggestions.hint(name, known)));
  }

  /**
   * The same knowledge of the ids of another vocabulary, such as that of filtered data; nothing is
   * known of ids that are new.
   */
  public Attributes alignedWith(Vocabulary other) {
    if (other.equals(vocabulary)) {
      return this;
    }
    int[] from = other.indicesIn(vocabulary);
    Map<String, AttributeColumn> aligned = new LinkedHashMap<>();
    columns.forEach((name, column) -> aligned.put(name, column.reordered(from)));
    return new Attributes(other, aligned);
  }

  @Override
  public String toString() {
    return columns.isEmpty()
        ? "no attributes of " + vocabulary
        : String.join(", ", names()) + " of " + vocabulary;
  }
}
