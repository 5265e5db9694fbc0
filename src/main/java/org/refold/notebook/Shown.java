package org.refold.notebook;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Segments;
import org.refold.evaluate.statistics.ComparisonTable;
import org.refold.recommend.Fitted;
import org.refold.recommend.Model;
import org.refold.recommend.Recommendation;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingLog;
import org.refold.report.SearchTables;
import org.refold.report.Tables;
import org.refold.report.chart.Charts;
import org.refold.report.chart.Curve;
import org.refold.report.study.StudyReport;
import org.refold.report.table.StatisticsTables;
import org.refold.report.table.Table;
import org.refold.split.Split;
import org.refold.study.Study;
import org.refold.study.run.Outcome;
import org.refold.study.store.StudyResult;
import org.refold.tune.Found;
import org.refold.tune.TunedComparison;

/**
 * What a cell shows in place of an object: its tables and figures where it has some, its elements
 * where it is an array, otherwise the object itself.
 */
public final class Shown {

  private static final int MOST_ELEMENTS = 100;

  /** In the order of the question; the first class that fits is taken. */
  private static final Map<Class<?>, Function<Object, Object>> FORMS = new LinkedHashMap<>();

  static {
    put(DataSet.class, Tables::ofData);
    put(Split.class, Tables::ofAudit);
    put(Outcome.class, Tables::ofMetrics);
    put(Evaluation.class, of -> Tables.ofMetrics("Evaluation", of));
    put(Segments.class, of -> StatisticsTables.ofSegments("Broken down", of));
    put(ComparisonTable.class, of -> StatisticsTables.ofComparisons("Compared", of));
    put(Fitted.class, fitted -> log(fitted.model().recommender().name(), fitted.log()));
    put(Model.class, model -> "fitted " + text(model.recommender()));
    put(Recommender.class, Shown::text);
    put(TrainingLog.class, log -> log("training", log));
    put(Study.class, Tables::ofStudy);
    put(StudyReport.class, Shown::report);
    put(StudyResult.class, result -> report(StudyReport.of(result)));
    put(Found.class, SearchTables::trace);
    put(TunedComparison.class, SearchTables::duel);
    put(Map.class, Shown::figures);
    put(Collection.class, Shown::several);
  }

  private Shown() {}

  private static <T> void put(Class<T> type, Function<T, Object> form) {
    FORMS.put(type, value -> form.apply(type.cast(value)));
  }

  /**
   * What stands for an object below its cell.
   *
   * @return a chart, something {@linkplain org.refold.report.table.Rich rich}, a text, or the
   *     object itself
   */
  public static Object of(Object value) {
    if (value.getClass().isArray()) {
      return elements(value);
    }
    for (Map.Entry<Class<?>, Function<Object, Object>> form : FORMS.entrySet()) {
      if (form.getKey().isInstance(value)) {
        return form.getValue().apply(value);
      }
    }
    return value;
  }

  /** The table of a study's arms, their comparison and all figures. */
  private static Page report(StudyReport report) {
    List<Object> parts = new ArrayList<>(List.of(report.table()));
    report.comparison().ifPresent(parts::add);
    report.segments().ifPresent(parts::add);
    parts.addAll(report.figures().values());
    return new Page(parts);
  }

  /** The name of a recommender, and what is set otherwise than its paper has it. */
  private static String text(Recommender recommender) {
    if (!Catalogue.names().contains(recommender.name())) {
      return recommender.toString();
    }
    String changed = Tables.settings(Catalogue.changed(recommender));
    return changed.isEmpty() ? recommender.name() : recommender.name() + " with " + changed;
  }

  /** How a training went: loss and validation by epoch; nothing but a line for a closed form. */
  private static Object log(String name, TrainingLog log) {
    if (log.epochs().isEmpty()) {
      return name + ", fitted without epochs";
    }
    List<Object> parts = new ArrayList<>(List.of(Tables.ofTraining(name, log)));
    Tables.ofInstruments(name, log).ifPresent(parts::add);
    parts.add(Charts.curves("loss of " + name, "loss", List.of(curve("loss", log.losses(), log))));
    log.metric()
        .ifPresent(
            metric ->
                parts.add(
                    Charts.curves(
                        "validation of " + name,
                        metric,
                        List.of(curve(metric, log.validations(), log)))));
    return new Page(parts);
  }

  private static Curve curve(String label, double[] values, TrainingLog log) {
    return new Curve(label, Arrays.stream(values).boxed().toList(), log.bestEpoch());
  }

  /** A map of figures as the figures; any other map as it is. */
  private static Object figures(Map<?, ?> map) {
    boolean figures = !map.isEmpty() && map.values().stream().allMatch(IChart.class::isInstance);
    return figures ? new Page(List.copyOf(map.values())) : map;
  }

  /**
   * Recommendations and outcomes as one table, tables and figures below each other; any other
   * collection as it is.
   */
  private static Object several(Collection<?> values) {
    if (all(values, Recommendation.class)) {
      return Tables.ofRecommendations("Recommendations", cast(values, Recommendation.class));
    }
    if (all(values, Outcome.class)) {
      return Tables.ofModels("Models", cast(values, Outcome.class));
    }
    if (all(values, Table.class) || all(values, IChart.class)) {
      return new Page(List.copyOf(values));
    }
    return values;
  }

  private static boolean all(Collection<?> values, Class<?> type) {
    return !values.isEmpty() && values.stream().allMatch(type::isInstance);
  }

  private static <T> List<T> cast(Collection<?> values, Class<T> type) {
    return values.stream().<T>map(type::cast).toList();
  }

  private static String elements(Object array) {
    int length = Array.getLength(array);
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int k = 0; k < Math.min(length, MOST_ELEMENTS); k++) {
      Object element = Array.get(array, k);
      text.add(element != null && element.getClass().isArray() ? elements(element) : "" + element);
    }
    if (length > MOST_ELEMENTS) {
      text.add("... " + length + " in all");
    }
    return text.toString();
  }
}
