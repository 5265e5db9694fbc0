package org.refold.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One attribute of every item (or user), by index. Immutable; {@link Attributes} holds them. */
public sealed interface AttributeColumn {

  /** How many items or users there are. */
  int size();

  /** Whether something is known of an item or user. */
  boolean isKnown(int index);

  /**
   * The same attribute for others: {@code from[k]} is the index here of the new index {@code k}, or
   * -1 where nothing is known of it.
   */
  AttributeColumn reordered(int[] from);

  /** A text, such as a title; the empty text where it is unknown. */
  final class Texts implements AttributeColumn {

    private final List<String> values;

    /**
     * @param values by index, the empty text where unknown
     */
    public Texts(List<String> values) {
      this.values = List.copyOf(values);
    }

    /** The text of an item or user, or the empty text. */
    public String of(int index) {
      return values.get(index);
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public boolean isKnown(int index) {
      return !values.get(index).isEmpty();
    }

    @Override
    public Texts reordered(int[] from) {
      return new Texts(Arrays.stream(from).mapToObj(k -> k < 0 ? "" : values.get(k)).toList());
    }
  }

  /** A number, such as a year or an age; not a number where it is unknown. */
  final class Numbers implements AttributeColumn {

    private final double[] values;

    /**
     * @param values by index, {@link Double#NaN} where unknown; copied
     */
    public Numbers(double[] values) {
      this.values = values.clone();
    }

    /** The number of an item or user, or {@link Double#NaN}. */
    public double of(int index) {
      return values[index];
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean isKnown(int index) {
      return !Double.isNaN(values[index]);
    }

    @Override
    public Numbers reordered(int[] from) {
      return new Numbers(
          Arrays.stream(from).mapToDouble(k -> k < 0 ? Double.NaN : values[k]).toArray());
    }
  }

  /**
   * Any number of categories each, such as genres, tags, or the one gender of a user. A category is
   * an index into {@link #labels()}, which stand in order of first appearance.
   */
  final class Categories implements AttributeColumn {

    private final List<String> labels;
    private final BinaryMatrix categoriesOf;

    private Categories(List<String> labels, List<int[]> categoriesOf) {
      this.labels = labels;
      this.categoriesOf = BinaryMatrix.of(labels.size(), categoriesOf);
    }

    /**
     * @param names by index, the labels of an item or user; one that stands twice counts once
     */
    public static Categories of(List<? extends List<String>> names) {
      Map<String, Integer> numbers = new LinkedHashMap<>();
      List<int[]> categoriesOf = new ArrayList<>(names.size());
      for (List<String> own : names) {
        categoriesOf.add(
            own.stream()
                .distinct()
                .mapToInt(name -> numbers.computeIfAbsent(name, unused -> numbers.size()))
                .toArray());
      }
      return new Categories(List.copyOf(numbers.keySet()), categoriesOf);
    }

    /** The names of all categories. */
    public List<String> labels() {
      return labels;
    }

    /** The categories of an item or user, as indices into {@link #labels()}; a fresh array. */
    public int[] of(int index) {
      return categoriesOf.row(index);
    }

    /** The names of the categories of an item or user. */
    public List<String> namesOf(int index) {
      return Arrays.stream(categoriesOf.row(index)).mapToObj(labels::get).toList();
    }

    /** How many items or users each category has: {@code [labels().size()]}. */
    public int[] counts() {
      BinaryMatrix owners = categoriesOf.transposed();
      return IntStream.range(0, labels.size()).map(owners::count).toArray();
    }

    /** The categories of all items or users, {@code [size(), labels().size()]}. */
    public BinaryMatrix matrix() {
      return categoriesOf;
    }

    @Override
    public int size() {
      return categoriesOf.rowCount();
    }

    @Override
    public boolean isKnown(int index) {
      return categoriesOf.count(index) > 0;
    }

    /** Keeps all labels, also those that none has any more: categories keep their numbers. */
    @Override
    public Categories reordered(int[] from) {
      return new Categories(
          labels, Arrays.stream(from).mapToObj(k -> k < 0 ? new int[0] : of(k)).toList());
    }
  }
}
