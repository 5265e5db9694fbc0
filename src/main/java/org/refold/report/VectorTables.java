package org.refold.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.evaluate.Mean;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.tribuo.FoldAccuracies;
import org.refold.tribuo.ProbeAnswers;
import org.refold.tribuo.ProbeMeasure;
import org.refold.tribuo.VectorClusters;

/** The tables that representations of items are shown in. */
public final class VectorTables {

  private static final int EXAMPLES = 3;
  private static final int CATEGORIES = 3;
  private static final int DIGITS = 3;

  private VectorTables() {}

  /**
   * The items with the highest scores for each thing sought, with their titles and scores; ties go
   * to the item with the lower index.
   *
   * @param items what is known of the items, in the order of the scores
   * @param scores {@code [sought][items]}, such as cosines
   * @param k how many items a row
   * @throws BadInputException if scores have another shape
   */
  public static Table nearest(
      String title, Attributes items, List<Sought> sought, float[][] scores, int k) {
    int size = items.vocabulary().size();
    if (scores.length != sought.size() || Arrays.stream(scores).anyMatch(r -> r.length != size)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "scores are given in %d rows; expected %d rows of %d, one for each thing sought",
              scores.length,
              sought.size(),
              size));
    }
    List<String> columns = new ArrayList<>(List.of("sought"));
    IntStream.rangeClosed(1, k).forEach(rank -> columns.add("nearest " + rank));
    Table table = new Table(title, columns, List.of());
    for (int row = 0; row < scores.length; row++) {
      List<Object> cells = new ArrayList<>(List.of(sought.get(row).label()));
      float[] own = scores[row];
      byScore(sought.get(row), own)
          .limit(k)
          .forEach(
              item ->
                  cells.add(String.format(Locale.ROOT, "%s %.2f", items.title(item), own[item])));
      while (cells.size() <= k) {
        cells.add("");
      }
      table = table.row(cells.toArray());
    }
    return table;
  }

  private static Stream<Integer> byScore(Sought sought, float[] scores) {
    return IntStream.range(0, scores.length)
        .filter(item -> !sought.leftOut().contains(item))
        .boxed()
        .sorted(Comparator.comparingDouble(item -> -scores[item])); // stable
  }

  /**
   * Clusters of items: how many items each has, which categories it has more of than the catalogue,
   * and its most popular items.
   *
   * @param clusters of items, by raw id
   * @param items what is known of items
   * @param category a column of categories, such as {@code genres}
   * @param data whose interactions say what is popular
   * @throws BadInputException if there is no such column
   */
  public static Table clusters(
      VectorClusters clusters, Attributes items, String category, Interactions data) {
    Attributes known = items.alignedWith(clusters.ids());
    AttributeColumn.Categories categories = known.categories(category);
    int[] all = IntStream.range(0, clusters.ids().size()).toArray();
    double[] usual = shares(categories, all);
    int[] counts = data.withItems(clusters.ids()).itemCounts();
    Table table =
        Table.of("Clusters of items", "cluster", "items", category, "the most popular of them")
            .note(category + ": % of the cluster, in brackets % of all items");
    for (int cluster = 0; cluster < clusters.count(); cluster++) {
      int number = cluster;
      int[] members = Arrays.stream(all).filter(k -> clusters.clusterOf(k) == number).toArray();
      String titles =
          Arrays.stream(members)
              .boxed()
              .sorted(Comparator.comparingInt(item -> -counts[item]))
              .limit(EXAMPLES)
              .map(known::title)
              .collect(Collectors.joining("; "));
      String more = moreThanUsual(categories.labels(), shares(categories, members), usual);
      table = table.row(cluster + 1, members.length, more, titles);
    }
    return table;
  }

  /** The share of items that have each category; one item may have several. */
  private static double[] shares(AttributeColumn.Categories categories, int[] items) {
    double[] shares = new double[categories.labels().size()];
    for (int item : items) {
      for (int category : categories.of(item)) {
        shares[category] += 1.0 / items.length;
      }
    }
    return shares;
  }

  /** The categories whose shares exceed the usual ones most. */
  private static String moreThanUsual(List<String> labels, double[] shares, double[] usual) {
    return IntStream.range(0, labels.size())
        .filter(k -> shares[k] > usual[k])
        .boxed()
        .sorted(Comparator.comparingDouble(k -> usual[k] - shares[k]))
        .limit(CATEGORIES)
        .map(
            k ->
                String.format(
                    Locale.ROOT, "%s %.0f (%.0f)", labels.get(k), 100 * shares[k], 100 * usual[k]))
        .collect(Collectors.joining(", "));
  }

  /** A classifier beside the answer that is always the most frequent label, on the same folds. */
  public static Table accuracies(String title, FoldAccuracies folds) {
    return Table.of(title, "answer", "accuracy", "folds", "vectors")
        .row("classifier", cell(folds.accuracy()), folds.perFold().size(), folds.examples())
        .row(
            "most frequent label", cell(folds.majority()), folds.perFold().size(), folds.examples())
        .note("mean over folds, 95 % interval by Student's t");
  }

  /**
   * What probes read from several representations of the same examples: each measure, and by how
   * much the first measure of a row is above that of the first row.
   *
   * @param answers by the name of what was read; of the first also the answers without looking
   * @param measures at least one
   */
  public static Table probes(
      String title, Map<String, ProbeAnswers> answers, ProbeMeasure... measures) {
    ProbeAnswers first = answers.values().iterator().next();
    List<String> columns = new ArrayList<>(List.of("read from"));
    Arrays.stream(measures).map(ProbeMeasure::title).forEach(columns::add);
    columns.add(measures[0].title() + " above " + answers.keySet().iterator().next());
    Map<String, ProbeAnswers> rows = new LinkedHashMap<>(answers);
    rows.put("nothing", first.blind());
    Table table = new Table(title, columns, List.of());
    for (Map.Entry<String, ProbeAnswers> row : rows.entrySet()) {
      List<Object> cells = new ArrayList<>(List.of(row.getKey()));
      for (ProbeMeasure measure : measures) {
        cells.add(cell(row.getValue().measure(measure)));
      }
      boolean same = row.getValue() == first;
      cells.add(same ? "" : cell(row.getValue().above(first, measures[0])));
      table = table.row(cells.toArray());
    }
    return table.note(
        String.format(
            Locale.ROOT,
            "%d examples, 95 %% intervals by bootstrap over them; nothing: the most frequent label,"
                + " or where there are several all labels",
            first.examples()));
  }

  private static Cell cell(ProbeAnswers.Scored scored) {
    return new Cell.Range(scored.value(), scored.ci95().low(), scored.ci95().high(), DIGITS);
  }

  private static Cell cell(Mean mean) {
    return mean.ci95()
        .<Cell>map(ci -> new Cell.Range(mean.mean(), ci.low(), ci.high(), DIGITS))
        .orElse(new Cell.Value(mean.mean(), DIGITS));
  }
}
