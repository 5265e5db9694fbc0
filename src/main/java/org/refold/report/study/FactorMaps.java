package org.refold.report.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Comparison;
import org.refold.report.chart.AxisNames;
import org.refold.report.chart.Charts;
import org.refold.report.chart.Panels;
import org.refold.report.chart.Surface;
import org.refold.study.Arm;

/**
 * A metric over two crossed factors of a model: a map of the values, in which is marked what
 * differs from the best, and below it one of what each pair of levels gains over the reference,
 * user by user, with half of its interval. Marks are of single tests, as intervals are; the tables
 * adjust p over all comparisons of the study, of which these pairs need not be a part.
 */
final class FactorMaps {

  private final StudyNumbers numbers;
  private final StudyComparisons comparisons;

  FactorMaps(StudyNumbers numbers, StudyComparisons comparisons) {
    this.numbers = numbers;
    this.comparisons = comparisons;
  }

  /**
   * Adds a figure for each metric.
   *
   * @param line of arms that vary two factors
   * @param figures Modified.
   */
  void add(ArmLine line, Map<String, IChart> figures) {
    for (Metric metric : numbers.metrics()) {
      Arm best = best(line, metric);
      Surface means =
          surface(
              line,
              metric,
              arm -> Optional.of(numbers.estimate(arm, metric).mean()),
              arm -> Optional.of(text(arm, best, metric)));
      IChart values =
          Charts.heatMap(
              "%s: %s; * p < .05 against the best, not adjusted"
                  .formatted(line.label(), AxisNames.of(metric.name())),
              means);
      figures.put(
          StudyFigures.fileName("map", line.label(), metric.name()),
          differences(line, metric).<IChart>map(below -> Panels.of(values, below)).orElse(values));
    }
  }

  private Arm best(ArmLine line, Metric metric) {
    double sign = metric.better() == Metric.Better.HIGHER ? -1 : 1;
    return line.arms().stream()
        .min(Comparator.comparingDouble(arm -> sign * numbers.estimate(arm, metric).mean()))
        .orElseThrow();
  }

  /** The mean, marked where by itself it is another than that of the best. */
  private String text(Arm arm, Arm best, Metric metric) {
    boolean differs =
        !arm.equals(best)
            && comparisons.between(arm, best, metric).filter(FactorMaps::differs).isPresent();
    return String.format(
        Locale.ROOT, differs ? "%.4f *" : "%.4f", numbers.estimate(arm, metric).mean());
  }

  private static boolean differs(Comparison comparison) {
    return comparison.interval().low() > 0 || comparison.interval().high() < 0;
  }

  private Optional<IChart> differences(ArmLine line, Metric metric) {
    PairedDifferences paired = new PairedDifferences(comparisons, metric);
    Arm reference = paired.reference(line);
    Surface gains =
        surface(
            line,
            metric,
            arm ->
                arm.equals(reference)
                    ? Optional.of(0.0)
                    : paired.of(arm, reference).map(gain -> 1000 * gain.difference()),
            arm ->
                arm.equals(reference)
                    ? Optional.of("reference")
                    : paired.of(arm, reference).map(FactorMaps::text));
    return paired.isEmpty()
        ? Optional.empty()
        : Optional.of(Charts.heatMap(paired.titleInThousandths(), gains));
  }

  /**
   * In thousandths, so that both fit into a field; marked where 0 is not in the interval: it
   * differs.
   */
  private static String text(Comparison comparison) {
    return String.format(
        Locale.ROOT,
        differs(comparison) ? "%+.1f ± %.1f *" : "%+.1f ± %.1f",
        1000 * comparison.difference(),
        500 * (comparison.interval().high() - comparison.interval().low()));
  }

  private Surface surface(
      ArmLine line,
      Metric metric,
      Function<Arm, Optional<Double>> value,
      Function<Arm, Optional<String>> text) {
    List<String> names = List.copyOf(line.factors());
    List<String> xs = levels(line, names.get(0));
    List<String> ys = levels(line, names.get(1));
    List<List<Double>> values = new ArrayList<>();
    List<List<String>> texts = new ArrayList<>();
    for (String y : ys) {
      List<Optional<Arm>> arms =
          xs.stream().map(x -> line.at(Map.of(names.get(0), x, names.get(1), y))).toList();
      values.add(arms.stream().map(arm -> arm.flatMap(value).orElse(Double.NaN)).toList());
      texts.add(arms.stream().map(arm -> arm.flatMap(text).orElse("")).toList());
    }
    Surface.Best best =
        metric.better() == Metric.Better.HIGHER ? Surface.Best.HIGHEST : Surface.Best.LOWEST;
    return new Surface(names.get(0), xs, names.get(1), ys, values, texts, best);
  }

  /** The levels that a line has of a factor, in the order of the factor. */
  private List<String> levels(ArmLine line, String factor) {
    List<String> own =
        line.arms().stream().map(arm -> Objects.toString(arm.levels().get(factor))).toList();
    return numbers.result().study().factor(factor).orElseThrow().levels().stream()
        .filter(own::contains)
        .toList();
  }
}
