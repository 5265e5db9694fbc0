package org.refold.data.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Vocabulary;

/**
 * Collects attributes cell by cell, by raw id; cells of ids that the vocabulary does not have are
 * passed over. A column of which nothing is known for any id is there, too.
 */
final class AttributesMaker {

  private static final Pattern YEAR_AT_THE_END = Pattern.compile("\\((\\d{4})\\)\\s*$");

  private final Vocabulary vocabulary;
  private final Map<String, Making> columns = new LinkedHashMap<>();

  AttributesMaker(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** A column that is being filled. */
  private interface Making {
    AttributeColumn made();
  }

  private record Texts(List<String> values) implements Making {
    @Override
    public AttributeColumn made() {
      return new AttributeColumn.Texts(values);
    }
  }

  private record Numbers(List<Double> values) implements Making {
    @Override
    public AttributeColumn made() {
      return new AttributeColumn.Numbers(
          values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private record Categories(List<List<String>> values) implements Making {
    @Override
    public AttributeColumn made() {
      return AttributeColumn.Categories.of(values);
    }
  }

  void text(String column, String id, String value) {
    Texts texts = (Texts) columns.computeIfAbsent(column, unused -> new Texts(filled("")));
    int index = vocabulary.indexOf(id);
    if (index >= 0) {
      texts.values.set(index, value);
    }
  }

  void number(String column, String id, double value) {
    Numbers numbers =
        (Numbers) columns.computeIfAbsent(column, unused -> new Numbers(filled(Double.NaN)));
    int index = vocabulary.indexOf(id);
    if (index >= 0) {
      numbers.values.set(index, value);
    }
  }

  void categories(String column, String id, List<String> names) {
    Categories categories =
        (Categories) columns.computeIfAbsent(column, unused -> new Categories(filled(List.of())));
    int index = vocabulary.indexOf(id);
    if (index >= 0) {
      categories.values.set(index, names.stream().filter(name -> !name.isEmpty()).toList());
    }
  }

  /** A title, and the year that stands in parentheses at its end, as MovieLens writes it. */
  void titleWithYear(String id, String title) {
    text(Attributes.TITLE, id, title);
    Matcher year = YEAR_AT_THE_END.matcher(title);
    number(Attributes.YEAR, id, year.find() ? Integer.parseInt(year.group(1)) : Double.NaN);
  }

  private <T> List<T> filled(T value) {
    return new ArrayList<>(Collections.nCopies(vocabulary.size(), value));
  }

  /** All columns, in the order in which they were first written to. */
  Attributes make() {
    Attributes made = Attributes.none(vocabulary);
    for (Map.Entry<String, Making> column : columns.entrySet()) {
      made = made.with(column.getKey(), column.getValue().made());
    }
    return made;
  }

  /** The parts of a text between bars. */
  static List<String> betweenBars(String text) {
    return Arrays.asList(text.split("\\|", -1));
  }
}
