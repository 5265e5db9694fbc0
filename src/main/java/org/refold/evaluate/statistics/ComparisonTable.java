package org.refold.evaluate.statistics;

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
            "%%-%ds  %%-%ds  %%-%ds  %%6s  %%10s  %%-18s  %%-24s  %%8s  %%8s%%n",
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
              c.effect(),
              number("%.2g", c.p(test())),
              number("%.2g", adjusted[k])));
    }
    text.append("p: ").append(test().name()).append('\n').append(how.describe());
    caveats().forEach(caveat -> text.append("\nnote: ").append(caveat));
    return text.toString();
  }

  private String percent() {
    return number("%.3g", 100 * how.bootstrap().level()).replaceAll("\\.?0+$", "");
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
