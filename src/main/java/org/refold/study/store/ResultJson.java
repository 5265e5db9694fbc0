package org.refold.study.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.evaluate.Interval;
import org.refold.study.Trial;
import org.refold.study.store.TrialResult.Failure;
import org.refold.study.store.TrialResult.Score;
import org.refold.study.store.TrialResult.Seconds;
import org.refold.study.store.TrialResult.SplitFacts;

/** A {@link TrialResult} as JSON and back. */
final class ResultJson {

  private static final String FINISHED = "finished";
  private static final String FAILED = "failed";

  private ResultJson() {}

  static ObjectNode write(TrialResult result, String perUserFile) {
    TrialKey identity = result.identity();
    ObjectNode json = Json.object();
    json.put("schema", ResultFile.SCHEMA);
    json.put("id", identity.id());
    json.put("status", result.isFinished() ? FINISHED : FAILED);
    result.failure().ifPresent(failure -> json.set("failure", Json.of(failure)));
    json.put("model", identity.model());
    json.set("config", Json.of(identity.config()));
    json.set("arm", ArmJson.write(result.trial().arm()));
    json.set("data", Json.of(result.data()));
    json.set("split", Json.of(result.split()));
    json.set("measured", Json.of(identity.metrics()));
    json.set("conventions", Json.of(identity.conventions()));
    json.set("metrics", metrics(result.metrics()));
    if (!result.segments().isEmpty()) {
      json.set("segments", SegmentsJson.write(result.segments()));
    }
    json.put("seed", identity.seed());
    if (result.trial().fold() > 0) {
      json.put("fold", result.trial().fold());
    }
    json.put("code", identity.code());
    json.put("fit_seconds", result.seconds().fit());
    TrainingJson.write(result.training(), json);
    json.put("score_seconds", result.seconds().score());
    json.put("peak_rss_mb", result.peakMemory());
    json.set("environment", Json.of(result.environment()));
    json.set("provenance", result.provenance());
    if (result.isFinished()) {
      json.put("per_user", perUserFile);
    }
    return json;
  }

  static ObjectNode metrics(Map<String, Score> metrics) {
    ObjectNode json = Json.object();
    metrics.forEach(
        (name, score) -> {
          ObjectNode values = json.putObject(name);
          values.set("mean", Json.numbers(new double[] {score.mean()}).get(0));
          score
              .ci95()
              .ifPresent(
                  ci -> values.set("ci95", Json.numbers(new double[] {ci.low(), ci.high()})));
          values.put("users", score.users());
          values.put("convention", score.convention());
        });
    return json;
  }

  static TrialResult read(JsonNode node, PerUser perUser) {
    JsonFields json = JsonFields.of(node);
    JsonFields split = json.object("split");
    long seed = json.whole("seed");
    int fold = node.has("fold") ? (int) json.whole("fold") : 0;
    DataFingerprint source = DataFingerprint.read(json.object("data"));
    TrialKey identity =
        new TrialKey(
            json.text("model"),
            config(json.object("config")),
            source.sha256(),
            split.text("sha256"),
            json.texts("measured"),
            new TreeMap<>(json.textMap("conventions")),
            seed,
            json.text("code"));
    return new TrialResult(
        new Trial(ArmJson.read(json.object("arm")), seed, fold),
        identity,
        source,
        new SplitFacts(
            split.text("spec"),
            split.whole("seed"),
            split.text("sha256"),
            split.node().path("audit")),
        failure(json),
        scores(json.object("metrics")),
        SegmentsJson.read(json),
        perUser,
        TrainingJson.read(json),
        new Seconds(json.number("fit_seconds"), json.number("score_seconds")),
        json.whole("peak_rss_mb"),
        new TreeMap<>(json.textMap("environment")),
        node.path("provenance"));
  }

  private static Optional<Failure> failure(JsonFields json) {
    if (json.text("status").equals(FINISHED)) {
      return Optional.empty();
    }
    JsonFields failure = json.object("failure");
    return Optional.of(
        new Failure(failure.text("type"), failure.text("message"), failure.text("where")));
  }

  private static SortedMap<String, Object> config(JsonFields json) {
    SortedMap<String, Object> config = new TreeMap<>();
    for (String name : json.names()) {
      JsonNode value = json.node().path(name);
      config.put(name, value.isNumber() ? value.numberValue() : value.asText());
    }
    return config;
  }

  static Map<String, Score> scores(JsonFields json) {
    Map<String, Score> scores = new LinkedHashMap<>();
    for (String name : json.names()) {
      JsonFields score = json.object(name);
      Optional<Interval> ci95 = Optional.empty();
      if (score.node().path("ci95") instanceof ArrayNode) {
        double[] ends = score.numbers("ci95");
        ci95 = Optional.of(new Interval(ends[0], ends[1]));
      }
      scores.put(
          name,
          new Score(
              score.number("mean"), ci95, (int) score.whole("users"), score.text("convention")));
    }
    return scores;
  }
}
