package org.refold.data.sets;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.data.read.Reading;
import org.refold.settings.Spec;

/**
 * The figures of a data set, as {@code refold data info} shows them. Users and items without any
 * interaction are not counted.
 *
 * @param name of the data set
 * @param source where it was read, for a person
 * @param users how many have interactions
 * @param items how many have interactions
 * @param interactions how many there are
 * @param density interactions over users times items
 * @param values how often each value occurs, ascending; empty where the data have no values
 * @param first the earliest time, where there are times
 * @param last the latest time
 * @param activity interactions per user
 * @param popularity interactions per item
 * @param duplicates how many were left out at reading, or occur again (in data that keep repeats)
 * @param userIds what users' ids look like
 * @param itemIds what items' ids look like
 * @param attributes what is known besides, one line each
 * @param sha256 of the content
 * @param warnings what came up at opening
 * @param reading which column of the source was what, with its first rows
 */
public record DataInfo(
    String name,
    String source,
    int users,
    int items,
    int interactions,
    double density,
    SortedMap<Float, Integer> values,
    Optional<Instant> first,
    Optional<Instant> last,
    Spread activity,
    Spread popularity,
    int duplicates,
    String userIds,
    String itemIds,
    List<String> attributes,
    String sha256,
    List<String> warnings,
    Reading reading) {

  /** More distinct values than this are shown as a range. */
  private static final int SHOWN_VALUES = 12;

  static DataInfo of(DataSet set) {
    Interactions data = set.interactions();
    int[] perUser = new int[data.userCount()];
    Arrays.setAll(perUser, data::count);
    int[] activity = positive(perUser);
    int[] popularity = positive(data.itemCounts());
    double pairs = (double) activity.length * popularity.length;
    List<String> attributes = new ArrayList<>();
    describe("items", set.items(), attributes);
    describe("users", set.users(), attributes);
    return new DataInfo(
        set.name(),
        set.source().map(path -> String.valueOf(path.getFileName())).orElse("made in memory"),
        activity.length,
        popularity.length,
        data.size(),
        pairs == 0 ? 0 : data.size() / pairs,
        values(data),
        time(data, Math::min),
        time(data, Math::max),
        Spread.of(activity),
        Spread.of(popularity),
        set.duplicates() + repeats(data),
        ids(data.users()),
        ids(data.items()),
        List.copyOf(attributes),
        set.sha256(),
        set.warnings(),
        set.reading());
  }

  private static int[] positive(int[] counts) {
    return Arrays.stream(counts).filter(count -> count > 0).toArray();
  }

  private static SortedMap<Float, Integer> values(Interactions data) {
    Map<Float, Integer> counts = new HashMap<>();
    if (data.hasValues()) {
      for (int p = 0; p < data.size(); p++) {
        counts.merge(data.value(p), 1, Integer::sum);
      }
    }
    return new TreeMap<>(counts);
  }

  private static Optional<Instant> time(Interactions data, LongBinaryOperator better) {
    if (!data.hasTimes() || data.isEmpty()) {
      return Optional.empty();
    }
    long found = data.time(0);
    for (int p = 1; p < data.size(); p++) {
      found = better.applyAsLong(found, data.time(p));
    }
    return Optional.of(Instant.ofEpochMilli(found));
  }

  private static int repeats(Interactions data) {
    int[] lastUser = new int[data.itemCount()];
    int repeats = 0;
    for (int user = 0; user < data.userCount(); user++) {
      for (int p = data.start(user); p < data.end(user); p++) {
        repeats += lastUser[data.item(p)] == user + 1 ? 1 : 0;
        lastUser[data.item(p)] = user + 1;
      }
    }
    return repeats;
  }

  private static String ids(Vocabulary vocabulary) {
    if (vocabulary.size() == 0) {
      return "none";
    }
    String last = vocabulary.id(vocabulary.size() - 1);
    String kind =
        vocabulary.ids().stream().allMatch(id -> id.matches("\\d{1,18}")) ? "numbers" : "texts";
    return "%s, from '%s' to '%s' in order of appearance".formatted(kind, vocabulary.id(0), last);
  }

  private static void describe(String of, Attributes attributes, List<String> lines) {
    for (String column : attributes.names()) {
      long known =
          attributes.column(column).stream()
              .flatMapToInt(c -> IntStream.range(0, c.size()).filter(c::isKnown))
              .count();
      int size = attributes.vocabulary().size();
      lines.add(String.format(Locale.ROOT, "%s known for %d of %d %s", column, known, size, of));
    }
  }

  /**
   * One figure, or what stands for one.
   *
   * @param label what it is of
   * @param text for a person
   */
  public record Fact(String label, String text) {}

  /** All figures for a person, one line each, without a line end. */
  public List<String> lines() {
    return facts().stream()
        .map(fact -> String.format(Locale.ROOT, "%-13s %s", fact.label(), fact.text()))
        .toList();
  }

  /** All figures for a person, in the order of {@link #lines}. */
  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    add(facts, "data set", name);
    add(facts, "source", source);
    if (!reading.columns().isEmpty()) {
      add(facts, "columns", reading.columns());
      reading.rows().forEach(row -> add(facts, "row", row));
    }
    add(facts, "users", whole(users));
    add(facts, "items", whole(items));
    add(facts, "interactions", whole(interactions));
    add(facts, "density", String.format(Locale.ROOT, "%.4f %%", 100 * density));
    add(facts, "values", values.isEmpty() ? "none: implicit feedback" : histogram());
    add(facts, "times", first.isEmpty() ? "none" : span());
    add(facts, "per user", activity.toString());
    add(facts, "per item", popularity.toString());
    add(facts, "duplicates", whole(duplicates));
    add(facts, "user ids", userIds);
    add(facts, "item ids", itemIds);
    add(facts, "attributes", attributes.isEmpty() ? "none" : String.join("; ", attributes));
    add(facts, "sha256", sha256);
    warnings.forEach(warning -> add(facts, "warning", warning));
    return facts;
  }

  private static void add(List<Fact> facts, String label, String text) {
    facts.add(new Fact(label, text));
  }

  private static String whole(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private String histogram() {
    if (values.size() > SHOWN_VALUES) {
      return "%s distinct, from %s to %s"
          .formatted(
              whole(values.size()), Spec.number(values.firstKey()), Spec.number(values.lastKey()));
    }
    List<String> parts = new ArrayList<>();
    for (Map.Entry<Float, Integer> entry : values.entrySet()) {
      double percent = 100.0 * entry.getValue() / interactions;
      parts.add(String.format(Locale.ROOT, "%s: %.1f %%", Spec.number(entry.getKey()), percent));
    }
    return String.join(", ", parts);
  }

  private String span() {
    Instant from = first.orElseThrow();
    Instant to = last.orElseThrow();
    double days = (to.getEpochSecond() - from.getEpochSecond()) / 86_400.0;
    return String.format(
        Locale.ROOT,
        "%s to %s (%,.0f days)",
        from.atZone(ZoneOffset.UTC).toLocalDate(),
        to.atZone(ZoneOffset.UTC).toLocalDate(),
        days);
  }

  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines());
  }
}
