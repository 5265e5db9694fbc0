package org.refold.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;

/** Small data for tests of splitters. */
public final class Samples {

  /** One line of a source. */
  public record Line(String user, String item, float value, long time) {}

  private Samples() {}

  /** Lines of at most 12 users and 10 items; pairs may repeat, users may be short. */
  static Arbitrary<List<Line>> lines() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 11),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(1, 5),
            Arbitraries.longs().between(-20, 20))
        .as((user, item, value, time) -> new Line("u" + user, "i" + item, value, time))
        .list()
        .ofMinSize(1)
        .ofMaxSize(120);
  }

  /** Data of those lines, each pair once. */
  static Arbitrary<Interactions> data() {
    return lines().map(lines -> build(lines, Duplicates.LAST_WINS));
  }

  /** Data of 8 to 14 users who each have at least 4 of 12 items. */
  public static Arbitrary<Interactions> denseData() {
    Arbitrary<Set<Integer>> items =
        Arbitraries.integers().between(0, 11).set().ofMinSize(4).ofMaxSize(12);
    return Combinators.combine(items.list().ofMinSize(8).ofMaxSize(14), Arbitraries.randoms())
        .as(Samples::dense);
  }

  private static Interactions dense(List<Set<Integer>> histories, Random random) {
    List<Line> lines = new ArrayList<>();
    for (int user = 0; user < histories.size(); user++) {
      for (int item : histories.get(user)) {
        float value = 1 + random.nextInt(5);
        lines.add(new Line("u" + user, "i" + item, value, random.nextInt(20)));
      }
    }
    return build(lines, Duplicates.LAST_WINS);
  }

  /** A full block: each of some users has the same number of items, at times 0, 1, 2, ... */
  public static Interactions block(int users, int items) {
    List<Line> lines = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      for (int k = 0; k < items; k++) {
        lines.add(new Line("u" + user, "i" + (user + k) % items, 1 + k % 5, k));
      }
    }
    return build(lines, Duplicates.LAST_WINS);
  }

  /** Ids are numbered in order of first appearance, as a reader of a file does it. */
  public static Interactions build(List<Line> lines, Duplicates policy) {
    Map<String, Integer> users = new LinkedHashMap<>();
    Map<String, Integer> items = new LinkedHashMap<>();
    InteractionsBuilder builder = new InteractionsBuilder(true, true);
    for (Line line : lines) {
      users.putIfAbsent(line.user(), users.size());
      items.putIfAbsent(line.item(), items.size());
      builder.add(users.get(line.user()), items.get(line.item()), line.value(), line.time());
    }
    return builder.build(Vocabulary.of(users.keySet()), Vocabulary.of(items.keySet()), policy);
  }

  /** The same interactions with users, items and lines in another order. */
  public static Interactions reordered(Interactions data, long seed) {
    List<Line> lines = new ArrayList<>();
    for (int user = 0; user < data.userCount(); user++) {
      for (int p = data.start(user); p < data.end(user); p++) {
        lines.add(
            new Line(
                data.users().id(user), data.items().id(data.item(p)), data.value(p), data.time(p)));
      }
    }
    Collections.shuffle(lines, new Random(seed));
    return build(lines, Duplicates.LAST_WINS);
  }

  /** All interactions as texts {@code user/item}, each as often as it stands. */
  public static List<String> pairs(Interactions rows) {
    List<String> pairs = new ArrayList<>();
    for (int user = 0; user < rows.userCount(); user++) {
      for (int item : rows.itemsOf(user)) {
        pairs.add(rows.users().id(user) + "/" + rows.items().id(item));
      }
    }
    Collections.sort(pairs);
    return pairs;
  }
}
