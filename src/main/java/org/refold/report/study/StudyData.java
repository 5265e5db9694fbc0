package org.refold.report.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.UserValues;
import org.refold.study.Arm;
import org.refold.study.Replicate;
import org.refold.study.store.ResultFile;
import org.refold.study.store.TrialResult;

/**
 * What the script of {@link OneFile} works with, as JSON: the arms with their means and, where
 * every arm has them, the values of the same users in the same order; and a run of each arm, as its
 * files are.
 */
final class StudyData {

  private final StudyNumbers numbers;
  private final StudyComparisons comparisons;
  private final Map<Arm, List<UserValues>> samples = new LinkedHashMap<>();
  private final int repeats;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param comparisons whose base is the baseline that the page opens with
   */
  StudyData(StudyNumbers numbers, StudyComparisons comparisons) {
    this.numbers = numbers;
    this.comparisons = comparisons;
    List<Arm> arms = numbers.arms();
    List<Replicate> common =
        new ArrayList<>(arms.isEmpty() ? List.of() : numbers.trials(arms.get(0)).keySet());
    arms.forEach(arm -> common.retainAll(numbers.trials(arm).keySet()));
    if (!common.isEmpty()) {
      arms.forEach(arm -> samples.put(arm, numbers.samples(arm, common)));
    }
    repeats = common.size();
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
      ObjectNode described = metrics.addObject().put("name", metric.name()).put("higher", higher);
      numbers.best(metric).ifPresent(best -> described.put("best", best.label()));
    }
    ArrayNode arms = study.putArray("arms");
    numbers.arms().forEach(arm -> describe(arm, arms.addObject()));
    study.put("mostArmsForAllPairs", StudyComparisons.MOST_ARMS_FOR_ALL_PAIRS);
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
        "data %s, split %s, %s, %d of %d trials finished",
        DataSets.shortName(numbers.result().study().data()),
        numbers.result().study().splitter().spec(),
        numbers.result().study().repeats(),
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
    if (!numbers.arms().stream().allMatch(arm -> numbers.trials(arm).size() == repeats)) {
      notes.add("a user's value here is the mean over the seeds and folds that every arm has");
    }
    return notes;
  }

  private void describe(Arm arm, ObjectNode to) {
    to.put("label", arm.label()).put("model", arm.model());
    put(to, "seconds", numbers.seconds(arm));
    ObjectNode means = to.putObject("means");
    ObjectNode deviations = to.putObject("deviations");
    ObjectNode values = to.putObject("values");
    for (Metric metric : numbers.metrics()) {
      StudyNumbers.Estimate estimate = numbers.estimate(arm, metric);
      put(means, metric.name(), estimate.mean());
      put(deviations, metric.name(), estimate.deviation());
      List<UserValues> own = samples.getOrDefault(arm, List.of());
      if (!own.isEmpty() && own.get(0).metrics().contains(metric)) {
        ArrayNode folds = values.putArray(metric.name());
        for (int fold = 0; fold < own.size(); fold++) {
          ArrayNode users = folds.addArray();
          Arrays.stream(aligned(own.get(fold), fold, metric))
              .forEach(value -> users.add(Double.isNaN(value) ? null : (Double) value));
        }
      }
    }
  }

  /** In the order of the users of the first arm; NaN for whom this one does not know. */
  private double[] aligned(UserValues own, int fold, Metric metric) {
    UserValues first = samples.values().iterator().next().get(fold);
    double[] values = own.of(metric);
    return Arrays.stream(first.users().indicesIn(own.users()))
        .mapToDouble(user -> user < 0 ? Double.NaN : values[user])
        .toArray();
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
