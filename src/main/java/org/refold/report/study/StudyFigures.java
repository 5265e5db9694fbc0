package org.refold.report.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.evaluate.metric.Metric;
import org.refold.report.chart.Axis;
import org.refold.report.chart.AxisNames;
import org.refold.report.chart.Charts;
import org.refold.report.chart.Group;
import org.refold.report.chart.Series;
import org.refold.study.Arm;
import org.refold.study.Study;

/** The figures that fit the design of a study, by the names of their files. */
final class StudyFigures {

  private static final int FEWEST_SEEDS_FOR_BOXES = 3;
  private static final int MOST_POINTS_NAMED = 10;
  private static final double WIDE = 30;

  private final StudyNumbers numbers;
  private final StudyComparisons comparisons;
  private final Study study;
  private final List<ArmLine> lines;
  private final Map<String, IChart> figures = new LinkedHashMap<>();

  private StudyFigures(StudyNumbers numbers, StudyComparisons comparisons) {
    this.numbers = numbers;
    this.comparisons = comparisons;
    this.study = numbers.result().study();
    this.lines = ArmLine.of(numbers.arms());
  }

  /** All of them, in the order of a report. */
  static Map<String, IChart> of(
      StudyNumbers numbers, StudyComparisons comparisons, StudySegments segments) {
    StudyFigures all = new StudyFigures(numbers, comparisons);
    if (!numbers.arms().isEmpty()) {
      all.factors();
      all.pairsOfFactors();
      all.seeds();
      new StudyCurves(numbers, all.lines).addTo(all.figures);
      all.front();
      all.figures.putAll(segments.figures());
    }
    return Collections.unmodifiableMap(all.figures);
  }

  /** A line for each model over the levels of a factor, if that is all it varies. */
  private void factors() {
    FactorLines drawing = new FactorLines(numbers, comparisons, lines);
    study.factors().forEach(factor -> drawing.add(factor, figures));
  }

  /** Heat maps for each model that varies two factors. */
  private void pairsOfFactors() {
    FactorMaps drawing = new FactorMaps(numbers, comparisons);
    lines.stream()
        .filter(line -> line.factors().size() == 2)
        .forEach(line -> drawing.add(line, figures));
  }

  /**
   * A box over the seeds for each arm: a figure for each model, since between models there is more
   * than between seeds; one for all where none varies a factor.
   */
  private void seeds() {
    int seeds = study.seeds().size();
    if (seeds < FEWEST_SEEDS_FOR_BOXES) {
      return;
    }
    Metric metric = numbers.metrics().get(0);
    String measured = AxisNames.of(metric.name());
    if (lines.stream().allMatch(ArmLine::isBaseline)) {
      SharedRemark shared = SharedRemark.of(numbers.arms().stream().map(Arm::label).toList());
      Extent extent = Extent.withoutFar(means(metric));
      List<Group> groups =
          numbers.arms().stream()
              .map(arm -> box(arm, shared.without(arm.label()), extent))
              .toList();
      String title = String.format(Locale.ROOT, "Spread over %d seeds", seeds);
      figures.put("seeds", Charts.boxes(shared.under(title), measured, groups));
    }
    for (ArmLine line : lines) {
      if (!line.isBaseline()) {
        List<Group> groups =
            line.arms().stream().map(arm -> group(arm, ArmLine.within(arm), metric)).toList();
        String title = String.format(Locale.ROOT, "%s: spread over %d seeds", line.label(), seeds);
        figures.put(
            fileName("seeds", line.label()), Charts.boxes(title, line.heading(), measured, groups));
      }
    }
  }

  private double[] means(Metric metric) {
    return numbers.arms().stream().mapToDouble(a -> numbers.estimate(a, metric).mean()).toArray();
  }

  /** Without values, but with their mean in its name, where it is too far from the others. */
  private Group box(Arm arm, String label, Extent extent) {
    Metric metric = numbers.metrics().get(0);
    double mean = numbers.estimate(arm, metric).mean();
    return extent.isFarFrom(mean)
        ? new Group(String.format(Locale.ROOT, "%s (%.3f)", label, mean), List.of())
        : group(arm, label, metric);
  }

  private Group group(Arm arm, String label, Metric metric) {
    List<Double> values =
        Arrays.stream(numbers.result().values(arm, metric.name())).boxed().toList();
    return new Group(label, values.stream().filter(value -> !value.isNaN()).toList());
  }

  /** The main metric against the time of the fit; where arms are many, a sign for each model. */
  private void front() {
    Metric metric = numbers.metrics().get(0);
    if (numbers.arms().size() < 2 || metric.better() == Metric.Better.LOWER) {
      return;
    }
    List<Series> systems = new ArrayList<>();
    SharedRemark shared = SharedRemark.of(lines.stream().map(ArmLine::label).toList());
    Set<String> headings =
        lines.stream().map(ArmLine::heading).filter(h -> !h.isEmpty()).collect(Collectors.toSet());
    boolean named = numbers.arms().size() <= MOST_POINTS_NAMED;
    boolean oneHeading = headings.size() == 1;
    for (ArmLine line : lines) {
      if (named) {
        for (Arm arm : line.arms()) {
          String label = shared.without(oneHeading ? line.named(arm) : arm.label());
          systems.add(Series.of(label).with(at(arm)));
        }
      } else {
        Series all = Series.of(shared.without(line.label()));
        for (Arm arm : line.arms()) {
          all = all.with(at(arm));
        }
        systems.add(all);
      }
    }
    Axis axis = secondsAxis(systems);
    String title = shared.under("Accuracy against time");
    String heading = named && oneHeading ? headings.iterator().next() : "";
    figures.put("time", Charts.front(title, axis, AxisNames.of(metric.name()), heading, systems));
  }

  /** However far from the others: the best and the cheapest are what the figure is about. */
  private Series.Point at(Arm arm) {
    double mean = numbers.estimate(arm, numbers.metrics().get(0)).mean();
    return new Series.Point(numbers.seconds(arm), mean, Double.NaN, Double.NaN);
  }

  private Axis secondsAxis(List<Series> systems) {
    String title =
        "seconds to fit, "
            + (numbers.hasMedians() ? "median" : "of which the first of a process is slower");
    OptionalDouble least = extreme(systems, true);
    OptionalDouble most = extreme(systems, false);
    boolean wide = least.orElse(0) > 0 && most.orElse(0) > WIDE * least.orElse(0);
    return wide ? Axis.log(title) : Axis.linear(title);
  }

  private static OptionalDouble extreme(List<Series> systems, boolean least) {
    var places = systems.stream().flatMap(s -> s.points().stream()).mapToDouble(Series.Point::x);
    return least ? places.min() : places.max();
  }

  /** A name of letters, digits and hyphens. */
  static String fileName(String... parts) {
    String joined = String.join("-", parts).toLowerCase(Locale.ROOT);
    return joined.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
