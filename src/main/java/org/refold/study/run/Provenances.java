package org.refold.study.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.refold.split.protocol.Splitters;
import org.refold.study.ExperimentPlan;
import org.refold.study.MeasureText;
import org.refold.study.olcut.ConfiguredExperiment;
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
    DataFingerprint source = experiment.source();
    ConfiguredExperiment configured =
        new ConfiguredExperiment(
            source.toOpen(),
            split.spec(),
            split.seed(),
            MeasureText.inFull(experiment.evaluator()),
            experiment.recommender(),
            experiment.seed(),
            experiment.segments());
    Map<String, String> facts = Map.of("code", Environment.codeVersion());
    RunProvenance provenance = RunProvenance.of(configured, source.sha256(), split.sha256(), facts);
    return Json.of(provenance.asMap());
  }

  /**
   * The provenance of a result, in the objects of OLCUT.
   *
   * @throws org.refold.settings.BadInputException if this version does not know its model, a
   *     setting or a convention
   */
  public static RunProvenance run(TrialResult result) {
    TrialKey identity = result.identity();
    ConfiguredExperiment configured =
        new ConfiguredExperiment(
            result.data().toOpen(),
            result.split().spec(),
            result.split().seed(),
            KeyConventions.measure(identity),
            TrialRecorder.recommender(identity),
            identity.seed(),
            KeyConventions.segments(identity));
    Map<String, String> facts = new TreeMap<>(result.environment());
    return RunProvenance.of(configured, result.data().sha256(), result.split().sha256(), facts);
  }

  /**
   * The experiment of a result, for a configuration file or to have it done again.
   *
   * @throws org.refold.settings.BadInputException if this version does not know its split, its
   *     model, a setting, a metric or a convention
   */
  public static ExperimentPlan plan(TrialResult result) {
    TrialKey identity = result.identity();
    return new ExperimentPlan(
        result.data().toOpen(),
        Splitters.parse(result.split().spec()),
        result.split().seed(),
        KeyConventions.measure(identity).evaluator(),
        TrialRecorder.recommender(identity),
        identity.seed(),
        KeyConventions.segments(identity));
  }
}
