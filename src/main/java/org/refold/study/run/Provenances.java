package org.refold.study.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.refold.data.FoldInItems;
import org.refold.study.olcut.ConfiguredExperiment;
import org.refold.study.olcut.ExperimentPlan;
import org.refold.study.olcut.RunProvenance;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.Environment;
import org.refold.study.store.Json;
import org.refold.study.store.KeyConventions;
import org.refold.study.store.TrialKey;
import org.refold.study.store.TrialResult;
import org.refold.study.store.TrialResult.SplitFacts;

/** The provenance of results. */
public final class Provenances {

  private Provenances() {}

  static JsonNode of(Experiment experiment, SplitFacts split) {
    ConfiguredExperiment configured = new ConfiguredExperiment(experiment.plan());
    DataFingerprint source = experiment.source();
    Map<String, String> facts = Map.of("code", Environment.codeVersion());
    RunProvenance provenance = RunProvenance.of(configured, source.sha256(), split.sha256(), facts);
    return Json.of(provenance.asMap());
  }

  /**
   * The rule for items of the history where names of metrics alone would not give it: without a
   * preset among them the history is masked.
   */
  static Optional<FoldInItems> unlessUsual(FoldInItems rule) {
    return Optional.of(rule).filter(it -> it != FoldInItems.MASKED);
  }

  /**
   * The provenance of a result, in the objects of OLCUT.
   *
   * @throws org.refold.settings.BadInputException as {@link #plan}
   */
  public static RunProvenance run(TrialResult result) {
    Map<String, String> facts = new TreeMap<>(result.environment());
    return RunProvenance.of(
        new ConfiguredExperiment(plan(result)),
        result.data().sha256(),
        result.split().sha256(),
        facts);
  }

  /**
   * The experiment of a result, for a configuration file or to have it done again.
   *
   * @throws org.refold.settings.BadInputException if this version does not know its model, a
   *     setting or a convention
   */
  public static ExperimentPlan plan(TrialResult result) {
    TrialKey identity = result.identity();
    return new ExperimentPlan(
        result.data().name(),
        result.split().spec(),
        result.split().seed(),
        String.join(",", identity.metrics()),
        unlessUsual(KeyConventions.foldIn(identity)),
        KeyConventions.ties(identity),
        TrialRecorder.recommender(identity),
        identity.seed(),
        KeyConventions.segments(identity));
  }
}
