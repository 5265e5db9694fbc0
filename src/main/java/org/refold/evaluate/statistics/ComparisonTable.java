package org.refold.evaluate.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refold.settings.BadInputException;

/**
 * Comparisons that are looked at together, pairs of models times metrics; p-values are adjusted
 * over all of them. Prints itself for a terminal.
 *
 * @param how the interval, tests and adjustment
 * @param comparisons the rows, at least one
 */
public record ComparisonTable(Comparer how, List<Comparison> comparisons) {

  /** Of intervals by Student's t. */
  private static final double STUDENT = 0.95;

  /** Checks that there is a row. */
  public ComparisonTable {
    comparisons = List.copyOf(comparisons);
    if (comparisons.isEmpty()) {
      throw new BadInputException(
          "there is nothing to compare: no metric has a value for each user");
    }
  }

  /** The test whose p-values are shown. */
  public PairedTest test() {
    return how.tests().get(0);
  }

  /** The p-values of the test that is shown, adjusted: {@code [comparisons]}. */
  public double[] adjusted() {
    return adjusted(test());
  }

  /**
   * The p-values of one test, adjusted over all rows: {@code [comparisons]}.
   *
   * @throws BadInputException if the test was not run
   */
  public double[] adjusted(PairedTest test) {
    return how.adjustment().of(comparisons.stream().mapToDouble(c -> c.p(test)).toArray());
  }

  /** Whether users of a row were tested in folds, each by models of its own training set. */
  public boolean isFolded() {
    return comparisons.stream().anyMatch(row -> row.sample().folds() > 1);
  }

  /** How the figures are made, one line each, for a person. */
  public List<String> explanations() {
    List<String> lines = new ArrayList<>();
    if (isFolded()) {
      lines.add(
          "interval and t-test with folds: over users and training sets; a fold's mean difference"
              + " is one observation; over users alone: for these training sets; sd users, sd"
              + " folds: the parts of the variation. Training sets of folds share users, fresh data"
              + " would vary more");
    }
    lines.addAll(how.describe().lines().toList());
    lines.add(
        "detectable: the smallest true difference that the t-test at the 5 % level finds in 80 of"
            + " 100 repetitions; one that was not seen may be as large");
    return lines;
  }

  /** What a reader should know before going by the figures, each once. */
  public List<String> caveats() {
    return comparisons.stream().flatMap(c -> c.caveats().stream()).distinct().toList();
  }

  /** The table, how it was made, and what speaks against it. */
  @Override
  public String toString() {
    int names =
        comparisons.stream()
            .mapToInt(c -> Math.max(c.first().length(), c.second().length()))
            .max()
            .orElse(0);
    int metrics = comparisons.stream().mapToInt(c -> c.metric().name().length()).max().orElse(0);
    String row =
        String.format(
            Locale.ROOT,
            "%%-%ds  %%-%ds  %%-%ds  %%6s  %%10s  %%-18s  %%10s  %%-24s  %%8s  %%8s%%n",
            Math.max(5, names),
            Math.max(6, names),
            Math.max(6, metrics));
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            row,
            "model",
            "versus",
            "metric",
            "users",
            "difference",
            "95 % interval".replace("95", percent()),
            "detectable",
            "d [95 % interval]",
            "p",
            "adjusted"));
    double[] adjusted = adjusted();
    for (int k = 0; k < adjusted.length; k++) {
      Comparison c = comparisons.get(k);
      text.append(
          String.format(
              Locale.ROOT,
              row,
              c.first(),
              c.second(),
              c.metric().name(),
              c.sample().users(),
              number("%+.4f", c.difference()),
              number("[%.4f, %.4f]", c.interval().low(), c.interval().high()),
              number("%.4f", c.detectable()),
              c.effect(),
              number("%.2g", c.p(test())),
              number("%.2g", adjusted[k])));
    }
    text.append("p: ").append(test().name());
    explanations().forEach(line -> text.append('\n').append(line));
    caveats().forEach(caveat -> text.append("\nnote: ").append(caveat));
    return text.toString();
  }

  private String percent() {
    double level = isFolded() ? STUDENT : how.bootstrap().map(Bootstrap::level).orElse(STUDENT);
    return number("%.3g", 100 * level).replaceAll("\\.?0+$", "");
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
