package org.refold.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.recommend.FoldIn;

/**
 * MovieLens-1M in the leave-one-out split of the NCF paper: one held-out item a user, ranked among
 * 99 stored negatives. Ids are the order of first appearance in {@code ratings.dat}.
 *
 * @param train all interactions but those held out
 * @param positives for each user the held-out item
 * @param negatives for each user the items to rank it among; 156 lists hold the positive itself
 */
public record NcfFiles(Interactions train, List<Integer> positives, List<int[]> negatives) {

  /** Reads the files from a folder that holds {@code ml-1m} and {@code ncf}. */
  public static NcfFiles read(Path folder) throws IOException {
    Interactions all = ratings(folder.resolve("ml-1m/ratings.dat.gz"));
    List<Integer> positives = new ArrayList<>();
    List<int[]> negatives = new ArrayList<>();
    for (String line : lines(folder.resolve("ncf/ml-1m.test.negative.gz"))) {
      String[] fields = line.split("\t", -1);
      String pair = fields[0];
      positives.add(Integer.valueOf(pair.substring(pair.indexOf(',') + 1, pair.length() - 1)));
      negatives.add(IntStream.range(1, 100).map(k -> Integer.parseInt(fields[k])).toArray());
    }
    Interactions train = all.where(p -> all.item(p) != positives.get(all.userAt(p)));
    return new NcfFiles(train, positives, negatives);
  }

  private static List<String> lines(Path file) throws IOException {
    try (Stream<String> lines =
        new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))
            .lines()) {
      return lines.toList();
    }
  }

  private static Interactions ratings(Path file) throws IOException {
    InteractionsBuilder builder = new InteractionsBuilder(true, true);
    Map<String, Integer> users = new LinkedHashMap<>();
    Map<String, Integer> items = new LinkedHashMap<>();
    for (String line : lines(file)) {
      String[] fields = line.split("::", -1);
      builder.add(
          users.computeIfAbsent(fields[0], id -> users.size()),
          items.computeIfAbsent(fields[1], id -> items.size()),
          Float.parseFloat(fields[2]),
          Long.parseLong(fields[3]));
    }
    return builder.build(
        Vocabulary.of(users.keySet()),
        Vocabulary.of(items.keySet()),
        InteractionsBuilder.Duplicates.LAST_WINS);
  }

  /**
   * The rank of each user's positive among its negatives, from 0: how many score more. An item that
   * scores the same counts as less.
   */
  public int[] ranks(FoldIn model) {
    int n = train.itemCount();
    int[] ranks = new int[train.userCount()];
    float[] scores = new float[500 * n];
    for (int from = 0; from < ranks.length; from += 500) {
      int to = Math.min(from + 500, ranks.length);
      model.score(train, from, to, scores);
      for (int user = from; user < to; user++) {
        int row = (user - from) * n;
        float own = scores[row + positives.get(user)];
        for (int item : negatives.get(user)) {
          ranks[user] += scores[row + item] > own ? 1 : 0;
        }
      }
    }
    return ranks;
  }

  /** The share of users whose positive is among the first {@code k}. */
  public static double hitRate(int[] ranks, int k) {
    return IntStream.of(ranks).filter(rank -> rank < k).count() / (double) ranks.length;
  }

  /** The mean of {@code log 2 / log(rank + 2)} with 0 for positives beyond the first {@code k}. */
  public static double ndcg(int[] ranks, int k) {
    return IntStream.of(ranks)
        .mapToDouble(rank -> rank < k ? Math.log(2) / Math.log(rank + 2) : 0)
        .average()
        .orElseThrow();
  }
}
