package org.refold.study.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.refold.evaluate.SegmentsBy;
import org.refold.settings.BadInputException;
import org.refold.study.Arm;
import org.refold.study.Trial;
import org.refold.study.store.TrialResult.Failure;
import org.refold.study.store.TrialResult.Part;
import org.refold.study.store.TrialResult.Score;
import org.refold.study.store.TrialResult.Seconds;
import org.refold.study.store.TrialResult.SplitFacts;
import org.refold.study.store.TrialResult.Training;

/**
 * The fields of a result file, in their order; those that are null are left out, but for {@code
 * best_epoch}. {@code segments} has a list of parts for {@code history} and for {@code popularity},
 * where they were asked for.
 */
record ResultJson(
    String schema,
    String id,
    String status,
    @Nullable Failure failure,
    String model,
    SortedMap<String, Object> config,
    Arm arm,
    DataFingerprint data,
    SplitFacts split,
    List<String> measured,
    SortedMap<String, String> conventions,
    Map<String, Score> metrics,
    @Nullable Map<String, List<Part>> segments,
    long seed,
    @Nullable Integer fold,
    String code,
    double fitSeconds,
    List<Double> epochSeconds,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer bestEpoch,
    @Nullable HistoryJson history,
    double scoreSeconds,
    long peakRssMb,
    SortedMap<String, String> environment,
    JsonNode provenance,
    @Nullable String perUser) {

  private static final String FINISHED = "finished";
  private static final String FAILED = "failed";

  /**
   * @throws BadInputException if a trial failed and there is no reason
   */
  ResultJson {
    if (failure == null && !status.equals(FINISHED)) {
      throw new BadInputException("'failure' is missing, and 'status' is '%s'".formatted(status));
    }
  }

  /**
   * @param perUserFile the name of the file of values by user, if the trial is finished
   */
  static ResultJson of(TrialResult result, String perUserFile) {
    TrialKey key = result.identity();
    Training training = result.training();
    int fold = result.trial().fold();
    return new ResultJson(
        ResultFile.SCHEMA,
        key.id(),
        result.isFinished() ? FINISHED : FAILED,
        result.failure().orElse(null),
        key.model(),
        key.config(),
        result.trial().arm(),
        result.data(),
        result.split(),
        key.metrics(),
        key.conventions(),
        result.metrics(),
        segments(result.segments()),
        key.seed(),
        fold == 0 ? null : (Integer) fold,
        key.code(),
        result.seconds().fit(),
        HistoryJson.column(training.epochs(), epoch -> epoch.seconds()),
        training.bestEpoch().isPresent() ? (Integer) training.bestEpoch().getAsInt() : null,
        HistoryJson.of(training),
        result.seconds().score(),
        result.peakMemory(),
        result.environment(),
        result.provenance(),
        result.isFinished() ? perUserFile : null);
  }

  private static @Nullable Map<String, List<Part>> segments(Map<SegmentsBy, List<Part>> segments) {
    Map<String, List<Part>> byLabel = new LinkedHashMap<>();
    segments.forEach((by, parts) -> byLabel.put(by.label(), parts));
    return byLabel.isEmpty() ? null : byLabel;
  }

  /**
   * @throws BadInputException if a segmentation is unknown, or columns of the training differ in
   *     length
   */
  TrialResult result(PerUser values) {
    TrialKey key =
        new TrialKey(
            model, config, data.sha256(), split.sha256(), measured, conventions, seed, code);
    return new TrialResult(
        new Trial(arm, seed, fold == null ? 0 : fold),
        key,
        data,
        split,
        status.equals(FINISHED) ? Optional.empty() : Optional.ofNullable(failure),
        metrics,
        parts(),
        values,
        training(),
        new Seconds(fitSeconds, scoreSeconds),
        peakRssMb,
        environment,
        provenance);
  }

  private Map<SegmentsBy, List<Part>> parts() {
    Map<SegmentsBy, List<Part>> parts = new LinkedHashMap<>();
    if (segments != null) {
      segments.forEach((label, list) -> SegmentsBy.parse(label).forEach(by -> parts.put(by, list)));
    }
    return parts;
  }

  private Training training() {
    OptionalInt best = bestEpoch == null ? OptionalInt.empty() : OptionalInt.of(bestEpoch);
    return history == null
        ? new Training(List.of(), best, Optional.empty(), "")
        : new Training(
            history.epochs(epochSeconds),
            best,
            Optional.ofNullable(history.chosenBy()),
            history.ending());
  }
}
