package org.refold.report.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.evaluate.metric.Metrics;
import org.refold.recommend.Epoch;
import org.refold.report.chart.AxisNames;
import org.refold.report.chart.ChartTheme;
import org.refold.report.chart.Charts;
import org.refold.report.chart.Curve;
import org.refold.report.chart.Panels;
import org.refold.study.Arm;
import org.refold.study.store.TrialResult;

/** How the trainings of a study went, epoch by epoch: a figure for each model. */
final class StudyCurves {

  /** There is a colour for each. */
  private static final int MOST_ARMS = ChartTheme.COLOURS.size();

  private final StudyNumbers numbers;
  private final List<ArmLine> lines;

  StudyCurves(StudyNumbers numbers, List<ArmLine> lines) {
    this.numbers = numbers;
    this.lines = lines;
  }

  /**
   * Adds loss and validation, and what the networks noted, such as beta and KL.
   *
   * @param figures Modified.
   */
  void addTo(Map<String, IChart> figures) {
    for (ArmLine line : lines) {
      List<XYChart> learning = new ArrayList<>();
      add(learning, line, "training loss", Epoch::loss);
      add(learning, line, validation(line), e -> e.validation().orElse(Double.NaN));
      if (!learning.isEmpty()) {
        figures.put(
            StudyFigures.fileName("learning", line.label()), Panels.withOneLegend(learning));
      }
      List<XYChart> traces = new ArrayList<>();
      for (String note : notes(line)) {
        add(traces, line, note, e -> e.notes().getOrDefault(note, Double.NaN));
      }
      if (!traces.isEmpty()) {
        figures.put(StudyFigures.fileName("traces", line.label()), Panels.withOneLegend(traces));
      }
    }
  }

  private void add(
      List<XYChart> charts, ArmLine line, String what, ToDoubleFunction<Epoch> quantity) {
    List<Curve> curves = new ArrayList<>();
    for (Arm arm : shown(line)) {
      for (TrialResult trial : numbers.trials(arm).values()) {
        List<Double> values =
            trial.training().epochs().stream().map(e -> quantity.applyAsDouble(e)).toList();
        int best = trial.training().bestEpoch().orElse(0);
        boolean known = best <= values.size();
        if (values.stream().anyMatch(value -> !value.isNaN())) {
          curves.add(new Curve(ArmLine.within(arm), values, known ? best : 0));
        }
      }
    }
    if (!curves.isEmpty()) {
      String left = shown(line).size() < line.arms().size() ? ", first arms" : "";
      String title = "%s: %s%s".formatted(line.label(), what, left);
      charts.add(Charts.curves(title, what, line.heading(), curves));
    }
  }

  /** The trained arms of a line; of many only the first, which can be told apart. */
  private List<Arm> shown(ArmLine line) {
    return line.arms().stream()
        .filter(arm -> trials(arm).stream().anyMatch(t -> !t.training().epochs().isEmpty()))
        .limit(MOST_ARMS)
        .toList();
  }

  private List<TrialResult> trials(Arm arm) {
    return List.copyOf(numbers.trials(arm).values());
  }

  private String validation(ArmLine line) {
    return line.arms().stream()
        .flatMap(arm -> trials(arm).stream())
        .flatMap(trial -> trial.training().metric().stream())
        .map(StudyCurves::shortName)
        .findFirst()
        .orElse("validation");
  }

  private static String shortName(String metric) {
    return "validation " + AxisNames.of(Metrics.of(metric).name());
  }

  private Set<String> notes(ArmLine line) {
    Set<String> names = new LinkedHashSet<>();
    for (Arm arm : shown(line)) {
      for (TrialResult trial : trials(arm)) {
        trial.training().epochs().forEach(epoch -> names.addAll(epoch.notes().keySet()));
      }
    }
    return names;
  }
}
