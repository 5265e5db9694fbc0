package org.refold.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.refold.data.FoldInItems;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Metric;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;

/** Everything that the outcome of a training depends on. */
record Run(
    Recommender who,
    Interactions train,
    TrainingPlan plan,
    Network network,
    Fitting fitting,
    Metric metric,
    FoldInItems foldInItems) {

  /** What tells this run from others, by name. */
  Map<String, String> description() {
    Map<String, String> run = new LinkedHashMap<>();
    run.put("recommender", who.name());
    run.put("setting", who.toString());
    run.put("stage", network.stage().isEmpty() ? "the only one" : network.stage());
    run.put("seed", Long.toString(fitting.seed()));
    run.put("epochs", Integer.toString(plan.epochs()));
    run.put(
        "batchSize",
        plan.batchSize().isPresent() ? Integer.toString(plan.batchSize().getAsInt()) : "all");
    run.put("learningRate", plan.learningRate().toString());
    run.put("patience", Integer.toString(plan.patience()));
    run.put("metric", metric.fullName());
    run.put("items of the history", foldInItems.toString());
    run.put("training data", train.sha256());
    run.put(
        "validation data",
        fitting
            .validation()
            .map(
                chosen ->
                    chosen.holdout().foldIn().sha256() + " " + chosen.holdout().foldOut().sha256())
            .orElse("none"));
    run.put("start", fitting.start().map(Object::toString).orElse("parameters drawn"));
    run.put("parameters", network.parameters().toString());
    return run;
  }
}
