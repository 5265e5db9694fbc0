package org.refold.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.refold.study.TrialResult.SplitFacts;
import org.refold.study.provenance.ConfiguredExperiment;
import org.refold.study.provenance.RunProvenance;

/** The provenance of results. */
public final class Provenances {

  private Provenances() {}

  static JsonNode of(Experiment experiment, Identity identity, SplitFacts split) {
    ConfiguredExperiment configured = configured(experiment, split, identity);
    Source source = experiment.source();
    Map<String, String> facts = Map.of("code", Environment.codeVersion());
    RunProvenance provenance = RunProvenance.of(configured, source.sha256(), split.sha256(), facts);
    return Json.of(provenance.asMap());
  }

  private static ConfiguredExperiment configured(
      Experiment experiment, SplitFacts split, Identity identity) {
    return new ConfiguredExperiment(
        experiment.source().name(),
        split.spec(),
        split.seed(),
        String.join(",", identity.metrics()),
        experiment.recommender(),
        experiment.seed());
  }

  /** The provenance of a result, in the objects of OLCUT. */
  public static RunProvenance run(TrialResult result) {
    Map<String, String> facts = new TreeMap<>(result.environment());
    return RunProvenance.of(
        experiment(result), result.data().sha256(), result.split().sha256(), facts);
  }

  /** The experiment of a result, for a configuration file. */
  public static ConfiguredExperiment experiment(TrialResult result) {
    return new ConfiguredExperiment(
        result.data().name(),
        result.split().spec(),
        result.split().seed(),
        String.join(",", result.identity().metrics()),
        Recording.recommender(result.identity()),
        result.identity().seed());
  }
}
