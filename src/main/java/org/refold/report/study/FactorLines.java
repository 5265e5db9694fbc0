package org.refold.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.evaluate.metric.Metric;
import org.refold.report.chart.Axis;
import org.refold.report.chart.AxisNames;
import org.refold.report.chart.Charts;
import org.refold.report.chart.Level;
import org.refold.report.chart.Panels;
import org.refold.report.chart.Series;
import org.refold.report.study.StudyNumbers.Estimate;
import org.refold.study.Arm;
import org.refold.study.Factor;

/**
 * A metric over the levels of one factor: a line for each model, a level one for a baseline, and
 * below them what each level gains over the reference, user by user. A baseline so far off that the
 * lines would be flat is named, and left out.
 */
final class FactorLines {

  /** From here on the largest level is so far from the smallest that a linear axis hides some. */
  private static final double WIDE = 100;

  private final StudyNumbers numbers;
  private final StudyComparisons comparisons;
  private final List<ArmLine> lines;

  FactorLines(StudyNumbers numbers, StudyComparisons comparisons, List<ArmLine> lines) {
    this.numbers = numbers;
    this.comparisons = comparisons;
    this.lines = lines;
  }

  /**
   * Adds a figure for each metric, if some model varies this factor and no other.
   *
   * @param figures Modified.
   */
  void add(Factor factor, Map<String, IChart> figures) {
    List<ArmLine> varied =
        lines.stream().filter(line -> line.factors().equals(Set.of(factor.name()))).toList();
    if (varied.isEmpty() || factor.levels().size() < 2) {
      return;
    }
    Axis axis = axis(factor);
    List<Double> places = places(factor, axis);
    for (Metric metric : numbers.metrics()) {
      List<Series> series = new ArrayList<>();
      varied.forEach(line -> series.add(series(line, factor, places, metric)));
      Extent extent = Extent.of(series);
      List<Level> levels =
          lines.stream()
              .filter(ArmLine::isBaseline)
              .map(line -> level(line.arms().get(0), metric, extent))
              .toList();
      String name = AxisNames.of(metric.name());
      String title = "%s by %s, 95 %% intervals over users".formatted(name, factor.name());
      XYChart values = Charts.lines(title, axis, name, series, levels);
      figures.put(
          StudyFigures.fileName(factor.name(), metric.name()),
          differences(varied, factor, axis, metric)
              .<IChart>map(below -> Panels.of(values, below))
              .orElse(values));
    }
  }

  /** What levels gain over the reference of their line; empty where there are no values by user. */
  private Optional<XYChart> differences(
      List<ArmLine> varied, Factor factor, Axis axis, Metric metric) {
    PairedDifferences paired = new PairedDifferences(comparisons, metric);
    List<Double> places = places(factor, axis);
    List<Series> series = new ArrayList<>();
    for (ArmLine line : varied) {
      Arm reference = paired.reference(line);
      Series one = Series.of(line.label());
      for (int k : order(places)) {
        Optional<Arm> arm = line.at(Map.of(factor.name(), factor.levels().get(k)));
        double x = places.get(k);
        Optional<Series.Point> point = arm.flatMap(a -> paired.point(a, reference, x));
        one = point.isPresent() ? one.with(point.get()) : one;
      }
      series.add(one);
    }
    if (paired.isEmpty()) {
      return Optional.empty();
    }
    XYChart chart = Charts.differences(paired.title(), axis, paired.axis(varied), series);
    chart.getStyler().setLegendVisible(false);
    return Optional.of(chart);
  }

  private static Axis axis(Factor factor) {
    List<Optional<Double>> values = factor.levels().stream().map(FactorLines::number).toList();
    if (values.stream().anyMatch(Optional::isEmpty)) {
      return Axis.categories(factor.name(), factor.levels());
    }
    double[] sorted = values.stream().mapToDouble(Optional::get).sorted().toArray();
    double least = sorted[0];
    double most = sorted[sorted.length - 1];
    return least > 0 && most >= WIDE * least ? Axis.log(factor.name()) : Axis.linear(factor.name());
  }

  private static Optional<Double> number(String level) {
    try {
      double value = Double.parseDouble(level);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static List<Double> places(Factor factor, Axis axis) {
    List<Double> places = new ArrayList<>();
    for (int k = 0; k < factor.levels().size(); k++) {
      boolean named = axis.scale() == Axis.Scale.CATEGORIES;
      places.add(named ? k : Double.parseDouble(factor.levels().get(k)));
    }
    return places;
  }

  private Series series(ArmLine line, Factor factor, List<Double> places, Metric metric) {
    Series series = Series.of(line.label());
    for (int k : order(places)) {
      Optional<Arm> arm = line.at(Map.of(factor.name(), factor.levels().get(k)));
      if (arm.isPresent()) {
        series = with(series, places.get(k), numbers.estimate(arm.get(), metric));
      }
    }
    return series;
  }

  private static List<Integer> order(List<Double> places) {
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < places.size(); k++) {
      order.add(k);
    }
    order.sort((a, b) -> Double.compare(places.get(a), places.get(b)));
    return order;
  }

  private Level level(Arm baseline, Metric metric, Extent extent) {
    Estimate estimate = numbers.estimate(baseline, metric);
    return extent.isFarFrom(estimate.mean())
        ? new Level(
            extent.notDrawn(baseline.label(), estimate.mean()), Double.NaN, Double.NaN, Double.NaN)
        : new Level(baseline.label(), estimate.mean(), estimate.low(), estimate.high());
  }

  private static Series with(Series series, double x, Estimate estimate) {
    return series.point(x, estimate.mean(), estimate.low(), estimate.high());
  }
}
