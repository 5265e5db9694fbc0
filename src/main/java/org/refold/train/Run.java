package org.refold.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.refold.data.Interactions;
import org.refold.evaluate.FoldInItems;
import org.refold.evaluate.metric.Metric;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;

/** Everything that the outcome of a training depends on. */
record Run(
    Recommender who,
    Interactions train,
    Training training,
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
    run.put("epochs", Integer.toString(training.epochs()));
    run.put(
        "batchSize",
        training.batchSize().isPresent()
            ? Integer.toString(training.batchSize().getAsInt())
            : "all");
    run.put("learningRate", training.learningRate().toString());
    run.put("patience", Integer.toString(training.patience()));
    run.put("metric", metric.fullName());
    run.put("items of the history", foldInItems.toString());
    run.put("training data", train.sha256());
    run.put(
        "validation data",
        fitting
            .validation()
            .map(holdout -> holdout.foldIn().sha256() + " " + holdout.foldOut().sha256())
            .orElse("none"));
    run.put("parameters", network.parameters().toString());
    return run;
  }
}
