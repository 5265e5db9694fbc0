package org.refold.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.evaluate.metric.Metric;
import org.refold.report.chart.Axis;
import org.refold.report.chart.Charts;
import org.refold.report.chart.Series;
import org.refold.report.study.StudyNumbers.Estimate;
import org.refold.study.Arm;
import org.refold.study.Factor;

/** A metric over the levels of one factor: a line for each model, a level one for a baseline. */
final class FactorLines {

  /** From here on the largest level is so far from the smallest that a linear axis hides some. */
  private static final double WIDE = 100;

  private final StudyNumbers numbers;
  private final List<ArmLine> lines;

  FactorLines(StudyNumbers numbers, List<ArmLine> lines) {
    this.numbers = numbers;
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
      lines.stream()
          .filter(ArmLine::isBaseline)
          .forEach(line -> series.add(level(line.arms().get(0), places, metric)));
      String title = "%s by %s, 95 %% intervals over users".formatted(metric.name(), factor.name());
      figures.put(
          StudyFigures.fileName(factor.name(), metric.name()),
          Charts.lines(title, axis, metric.name(), series));
    }
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
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < places.size(); k++) {
      order.add(k);
    }
    order.sort((a, b) -> Double.compare(places.get(a), places.get(b)));
    for (int k : order) {
      Optional<Arm> arm = line.at(Map.of(factor.name(), factor.levels().get(k)));
      if (arm.isPresent()) {
        series = with(series, places.get(k), numbers.estimate(arm.get(), metric));
      }
    }
    return series;
  }

  private Series level(Arm baseline, List<Double> places, Metric metric) {
    Series series = Series.of(baseline.label());
    for (double place : places.stream().sorted().toList()) {
      series = with(series, place, numbers.estimate(baseline, metric));
    }
    return series;
  }

  private static Series with(Series series, double x, Estimate estimate) {
    return series.point(x, estimate.mean(), estimate.low(), estimate.high());
  }
}
