package org.refold.report.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;
import org.refold.evaluate.metric.Metric;
import org.refold.study.Arm;
import org.refold.study.store.ResultFile;
import org.refold.study.store.TrialResult;

/**
 * What the script of {@link OneFile} shows, as JSON: the arms with their means, each of them
 * against each as the base, with the same intervals and p-values as the tables of a report with
 * that base; and a run of each arm, as its files are.
 */
final class StudyData {

  private final StudyNumbers numbers;
  private final StudyComparisons comparisons;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param comparisons whose base is the baseline that the page opens with
   */
  StudyData(StudyNumbers numbers, StudyComparisons comparisons) {
    this.numbers = numbers;
    this.comparisons = comparisons;
  }

  /** Metrics, arms and what the page says of them. */
  ObjectNode study() {
    ObjectNode study = json.createObjectNode();
    study.put("base", base());
    study.put("facts", facts());
    ArrayNode notes = study.putArray("notes");
    notes().forEach(notes::add);
    ArrayNode metrics = study.putArray("metrics");
    for (Metric metric : numbers.metrics()) {
      boolean higher = metric.better() == Metric.Better.HIGHER;
      metrics.addObject().put("name", metric.name()).put("higher", higher);
    }
    ArrayNode arms = study.putArray("arms");
    numbers.arms().forEach(arm -> describe(arm, arms.addObject()));
    ObjectNode against = study.putObject("against");
    numbers.arms().forEach(arm -> compare(arm, against.putObject(arm.label())));
    return study;
  }

  /** The one that is asked for, or the first that has a finished trial. */
  private String base() {
    List<String> labels = numbers.arms().stream().map(Arm::label).toList();
    String base = comparisons.base().label();
    return labels.contains(base) || labels.isEmpty() ? base : labels.get(0);
  }

  private String facts() {
    return String.format(
        Locale.ROOT,
        "data %s, split %s, %d seeds, %d folds, %d of %d trials finished",
        numbers.result().study().data(),
        numbers.result().study().splitter().spec(),
        numbers.result().study().seeds().size(),
        numbers.result().study().folds().size(),
        numbers.result().finished().size(),
        numbers.result().study().trials().size());
  }

  /** How the figures were made, in the words of the table of comparisons. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    comparisons
        .table()
        .ifPresent(
            table -> {
              notes.addAll(table.explanations());
              notes.addAll(table.caveats());
            });
    return notes;
  }

  private void compare(Arm base, ObjectNode to) {
    StudyComparisons.Against against = comparisons.against(base);
    to.put("size", against.size());
    ObjectNode metrics = to.putObject("metrics");
    against
        .differences()
        .forEach(
            (metric, arms) -> {
              ObjectNode rows = metrics.putObject(metric.name());
              arms.forEach((arm, difference) -> describe(difference, rows.putObject(arm)));
            });
  }

  private static void describe(Difference difference, ObjectNode to) {
    to.put("users", difference.users());
    put(to, "difference", difference.mean());
    put(to, "low", difference.interval().low());
    put(to, "high", difference.interval().high());
    put(to, "p", difference.p());
    put(to, "adjusted", difference.adjusted());
    put(to, "d", difference.d());
    put(to, "detectable", difference.detectable());
  }

  private void describe(Arm arm, ObjectNode to) {
    double[] seconds =
        numbers.trials(arm).values().stream().mapToDouble(t -> t.seconds().fit()).toArray();
    to.put("label", arm.label()).put("model", arm.model());
    put(to, "seconds", StatUtils.mean(seconds));
    ObjectNode means = to.putObject("means");
    ObjectNode deviations = to.putObject("deviations");
    for (Metric metric : numbers.metrics()) {
      StudyNumbers.Estimate estimate = numbers.estimate(arm, metric);
      put(means, metric.name(), estimate.mean());
      put(deviations, metric.name(), estimate.deviation());
    }
  }

  private static void put(ObjectNode to, String name, double value) {
    to.put(name, Double.isFinite(value) ? (Double) value : null);
  }

  /** The files of the first trial of each arm, as they are. */
  ArrayNode runs(Path folder) throws IOException {
    ArrayNode runs = json.createArrayNode();
    for (Arm arm : numbers.arms()) {
      TrialResult first = numbers.trials(arm).values().iterator().next();
      Path file = folder.resolve("trials").resolve(first.identity().id() + ".json");
      Path users = ResultFile.perUserFile(file);
      if (Files.exists(file) && Files.exists(users)) {
        runs.addObject()
            .put("arm", arm.label())
            .put("seed", first.trial().seed())
            .put("id", first.identity().id())
            .put("json", Files.readString(file))
            .put("users", Base64.getEncoder().encodeToString(Files.readAllBytes(users)));
      }
    }
    return runs;
  }
}
