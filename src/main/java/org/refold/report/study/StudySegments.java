package org.refold.report.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.evaluate.Interval;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.metric.Metric;
import org.refold.report.chart.Axis;
import org.refold.report.chart.AxisNames;
import org.refold.report.chart.ChartTheme;
import org.refold.report.chart.Charts;
import org.refold.report.chart.Series;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.Arm;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialResult;
import org.refold.study.store.TrialResult.Part;
import org.refold.study.store.TrialResult.Score;

/**
 * The results of a study broken down: a table and, for the main metric, a figure. Trials are joined
 * by the place of a segment, since another split may have other borders; then it has no name but
 * its place. Trials that were broken down into another number of segments are left out.
 */
final class StudySegments {

  private static final int DIGITS = 4;
  private static final int MOST_BARS = 6;

  private final StudyNumbers numbers;

  /** The names of the segments, by what at least one trial is broken down by. */
  private final Map<SegmentsBy, List<String>> names = new LinkedHashMap<>();

  /** For each arm the segments of each of its trials, in order. */
  private final Map<SegmentsBy, Map<Arm, List<List<Part>>>> parts = new LinkedHashMap<>();

  StudySegments(StudyNumbers numbers) {
    this.numbers = numbers;
    for (SegmentsBy by : numbers.result().study().segments()) {
      List<String> found = names(numbers.result(), by);
      if (!found.isEmpty()) {
        names.put(by, found);
        parts.put(by, parts(numbers, by, found.size()));
      }
    }
  }

  /** The names of the segments in order; their places where trials have different ones. */
  private static List<String> names(StudyResult result, SegmentsBy by) {
    List<String> names = new ArrayList<>();
    for (TrialResult trial : result.finished()) {
      List<Part> parts = trial.segments().getOrDefault(by, List.of());
      if (names.isEmpty()) {
        parts.forEach(part -> names.add(part.name()));
      } else if (parts.size() == names.size()) {
        for (int k = 0; k < parts.size(); k++) {
          if (!parts.get(k).name().equals(names.get(k))) {
            names.set(k, String.format(Locale.ROOT, "%d of %d", k + 1, parts.size()));
          }
        }
      }
    }
    return names;
  }

  private List<String> names(SegmentsBy by) {
    return names.getOrDefault(by, List.of());
  }

  private static Map<Arm, List<List<Part>>> parts(StudyNumbers numbers, SegmentsBy by, int count) {
    Map<Arm, List<List<Part>>> ofArms = new LinkedHashMap<>();
    for (Arm arm : numbers.arms()) {
      ofArms.put(
          arm,
          numbers.trials(arm).values().stream()
              .map(trial -> trial.segments().getOrDefault(by, List.of()))
              .filter(parts -> parts.size() == count)
              .toList());
    }
    return ofArms;
  }

  private List<Part> parts(Arm arm, SegmentsBy by, int place) {
    return parts.getOrDefault(by, Map.of()).getOrDefault(arm, List.of()).stream()
        .map(ofTrial -> ofTrial.get(place))
        .toList();
  }

  /** The mean over trials of means and of the ends of intervals; NaN where no user was measured. */
  private static Series.Point mean(int place, List<Part> parts, Metric metric) {
    List<Score> scores =
        parts.stream()
            .flatMap(part -> Optional.ofNullable(part.metrics().get(metric.name())).stream())
            .toList();
    List<Interval> intervals = scores.stream().flatMap(score -> score.ci95().stream()).toList();
    return new Series.Point(
        place,
        scores.stream().mapToDouble(Score::mean).average().orElse(Double.NaN),
        intervals.stream().mapToDouble(Interval::low).average().orElse(Double.NaN),
        intervals.stream().mapToDouble(Interval::high).average().orElse(Double.NaN));
  }

  /** A row for each segment of each arm; empty where results are not broken down. */
  Optional<Table> table() {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<String> columns = new ArrayList<>(List.of("by", "segment", "arm", "users"));
    numbers.metrics().forEach(metric -> columns.add(metric.name()));
    Table table = new Table(numbers.result().study().name() + " by segment", columns, List.of());
    for (SegmentsBy by : names.keySet()) {
      for (int place = 0; place < names(by).size(); place++) {
        for (Arm arm : numbers.arms()) {
          table = table.row(row(by, place, arm).toArray());
        }
      }
    }
    table =
        table
            .note(
                "Mean over trials ± half the mean of their 95 % intervals over the users of the"
                    + " segment; users: the mean over trials.")
            .note(
                "popularity: the held-out items of the part are to be found among all items, so"
                    + " parts do not average to the whole.");
    return Optional.of(
        names.containsKey(SegmentsBy.COLD_START)
            ? table.note(
                "cold-start: so many items of a history are given, of the same users; of equal"
                    + " scores those of held-out items come last.")
            : table);
  }

  private List<Object> row(SegmentsBy by, int place, Arm arm) {
    List<Part> parts = parts(arm, by, place);
    List<Object> row = new ArrayList<>(List.of(by.label(), names(by).get(place), arm.label()));
    row.add(new Cell.Value(parts.stream().mapToInt(Part::users).average().orElse(0), 0));
    for (Metric metric : numbers.metrics()) {
      Series.Point point = mean(place, parts, metric);
      row.add(new Cell.Estimate(point.value(), (point.high() - point.low()) / 2, DIGITS));
    }
    return row;
  }

  /**
   * The main metric for each way of breaking down: lines over the items of a cold start, otherwise
   * bars, a group for each segment.
   */
  Map<String, IChart> figures() {
    Map<String, IChart> figures = new LinkedHashMap<>();
    Metric metric = numbers.metrics().get(0);
    for (SegmentsBy by : names.keySet()) {
      int most = by == SegmentsBy.COLD_START ? ChartTheme.COLOURS.size() : MOST_BARS;
      List<Arm> shown = numbers.arms().stream().limit(most).toList();
      List<Series> series = new ArrayList<>();
      for (Arm arm : shown) {
        List<Series.Point> points = new ArrayList<>();
        for (int place = 0; place < names(by).size(); place++) {
          points.add(mean(place, parts(arm, by, place), metric));
        }
        series.add(new Series(arm.label(), points));
      }
      boolean some = series.stream().flatMap(s -> s.points().stream()).anyMatch(p -> p.isThere());
      if (some) {
        String left = shown.size() < numbers.arms().size() ? ", first arms" : "";
        String measured = AxisNames.of(metric.name());
        String title = "%s by %s%s".formatted(measured, by.label(), left);
        Axis axis = Axis.categories(axisTitle(by), names(by));
        String name = StudyFigures.fileName("segments", by.label());
        figures.put(
            name,
            by == SegmentsBy.COLD_START
                ? Charts.lines(title, axis, measured, series)
                : Charts.bars(title, axis, measured, series));
      }
    }
    return figures;
  }

  private static String axisTitle(SegmentsBy by) {
    return switch (by) {
      case HISTORY -> "items known of a user";
      case POPULARITY -> "popularity of the held-out items";
      case COLD_START -> "items given of a history";
    };
  }
}
