package org.refold.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.refold.evaluate.FoldInItems;
import org.refold.study.TrialResult.SplitFacts;
import org.refold.study.provenance.ConfiguredExperiment;
import org.refold.study.provenance.ExperimentPlan;
import org.refold.study.provenance.RunProvenance;

/** The provenance of results. */
public final class Provenances {

  private Provenances() {}

  static JsonNode of(Experiment experiment, SplitFacts split) {
    ConfiguredExperiment configured = new ConfiguredExperiment(experiment.plan());
    Source source = experiment.source();
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
   * @throws org.refold.data.BadInputException as {@link #plan}
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
   * @throws org.refold.data.BadInputException if this version does not know its model, a setting or
   *     a convention
   */
  public static ExperimentPlan plan(TrialResult result) {
    Identity identity = result.identity();
    return new ExperimentPlan(
        result.data().name(),
        result.split().spec(),
        result.split().seed(),
        String.join(",", identity.metrics()),
        unlessUsual(Measured.foldIn(identity)),
        Measured.ties(identity),
        Recording.recommender(identity),
        identity.seed(),
        Measured.segments(identity));
  }
}
