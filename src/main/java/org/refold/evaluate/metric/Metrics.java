package org.refold.evaluate.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;
import org.refold.settings.Suggestions;

/** All metrics by name. */
public final class Metrics {

  /** For listings, and shown in examples. */
  private static final int EXAMPLE_CUTOFF = 10;

  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();
  private static final Map<String, String> ALIASES =
      Map.of(
          "hit", "hr",
          "hitrate", "hr",
          "hit-rate", "hr",
          "rr", "mrr",
          "ap", "map");

  static {
    lists("recall", (k, o) -> new Recall(k, o.choice("denominator", Recall.Denominator.MIN)));
    lists(
        "precision",
        (k, o) -> new ListPrecision(k, o.choice("denominator", ListPrecision.Denominator.CUTOFF)));
    lists("f1", (k, o) -> new F1(k, o.choice("denominator", Recall.Denominator.RELEVANT)));
    lists("hr", (k, o) -> new HitRate(k));
    lists("mrr", (k, o) -> new ReciprocalRank(k, o.choice("hits", ReciprocalRank.Hits.FIRST)));
    lists(
        "map",
        (k, o) ->
            new AveragePrecision(k, o.choice("denominator", AveragePrecision.Denominator.MIN)));
    lists("ndcg", Metrics::ndcg);
    lists("sampled-hr", (k, o) -> sampled(Sampled.Of.HR, k, o));
    lists("sampled-ndcg", (k, o) -> sampled(Sampled.Of.NDCG, k, o));
    without("auc", o -> new Auc());
    without("rmse", o -> new Rmse(o.choice("pool", RatingMetric.Pool.PAIRS)));
    without("mae", o -> new Mae(o.choice("pool", RatingMetric.Pool.PAIRS)));
    lists("coverage", (k, o) -> new Coverage(k));
    lists("gini", (k, o) -> new Gini(k, o.choice("items", Gini.Items.CATALOGUE)));
    lists("novelty", (k, o) -> new Novelty(k));
    lists(
        "diversity",
        (k, o) -> new Diversity(k, o.choice("similarity", Diversity.Similarity.USERS)));
    lists(
        "popularity",
        (k, o) -> new PopularityBias(k, o.choice("measure", PopularityBias.Kind.AVERAGE)));
    lists("calibration", (k, o) -> new Calibration(k, o.number("alpha", 0.01)));
  }

  /** How to make a metric of one name. */
  private record Kind(boolean hasCutoff, BiFunction<Integer, Options, Metric> maker) {}

  private Metrics() {}

  private static void lists(String base, BiFunction<Integer, Options, Metric> maker) {
    KINDS.put(base, new Kind(true, maker));
  }

  private static void without(String base, Function<Options, Metric> maker) {
    KINDS.put(base, new Kind(false, (none, options) -> maker.apply(options)));
  }

  private static Metric ndcg(int cutoff, Options options) {
    Ndcg plain =
        new Ndcg(cutoff)
            .withGain(options.choice("gain", Ndcg.Gain.BINARY))
            .withDiscount(options.choice("discount", Ndcg.Discount.LOG2))
            .withIdeal(options.choice("ideal", Ndcg.Ideal.TRUNCATED));
    return plain.gain() == Ndcg.Gain.EXPONENTIAL
        ? plain.withThreshold(options.number("threshold", 1))
        : plain;
  }

  private static Metric sampled(Sampled.Of of, int cutoff, Options options) {
    return new Sampled(of, cutoff, options.count("negatives", Sampled.USUAL));
  }

  /** The names of all metrics, without cut-offs, in the order of help pages. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(KINDS.keySet());
  }

  /** One metric of each name, with the standard conventions, for help pages. */
  public static List<Metric> list() {
    return KINDS.entrySet().stream()
        .map(e -> of(e.getValue().hasCutoff() ? e.getKey() + "@" + EXAMPLE_CUTOFF : e.getKey()))
        .toList();
  }

  /**
   * Reads one metric.
   *
   * @param text such as {@code "ndcg@100"} or {@code "recall@20(denominator=relevant)"}
   * @throws BadInputException if the name, an option or its value is not known
   */
  public static Metric of(String text) {
    MetricSyntax syntax = MetricSyntax.of(text);
    String base = ALIASES.getOrDefault(syntax.base(), syntax.base());
    Kind kind = KINDS.get(base);
    if (kind == null) {
      throw new BadInputException(
          "unknown metric '%s'; %s"
              .formatted(syntax.text(), Suggestions.hint(syntax.base(), KINDS.keySet())));
    }
    if (kind.hasCutoff() != syntax.cutoff().isPresent()) {
      throw new BadInputException(
          kind.hasCutoff()
              ? String.format(
                  Locale.ROOT,
                  "'%s' has no cut-off; write how many items to look at, as in %s@%d",
                  syntax.text(),
                  base,
                  EXAMPLE_CUTOFF)
              : "'%s' has a cut-off, but %s looks at no lists; write %s"
                  .formatted(syntax.text(), base, base));
    }
    Metric metric = kind.maker().apply(syntax.cutoff().orElse(0), syntax.options());
    syntax.options().only(metric.conventions().stream().map(Convention::option).toList());
    return metric;
  }

  /**
   * Reads a list of metrics, separated by commas; what stands twice is taken once.
   *
   * @param list such as {@code "recall@20,ndcg@100(ideal=fixed)"}
   * @throws BadInputException if the list is empty or one of them is not known
   */
  public static List<Metric> parse(String list) {
    if (list.isBlank()) {
      throw new BadInputException("no metric is named; write a list such as recall@20,ndcg@100");
    }
    Set<Metric> metrics = new LinkedHashSet<>();
    for (String part : Options.split(list)) {
      metrics.add(of(part));
    }
    return new ArrayList<>(metrics);
  }
}
