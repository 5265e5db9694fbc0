package org.refold.study.olcut;

import java.util.List;
import java.util.Optional;
import org.refold.data.FoldInItems;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.Ties;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.split.Splitter;
import org.refold.split.protocol.Splitters;

/**
 * An experiment before there are data: all that has to be said to have it done again. A value, not
 * checked: what came out of notebooks may have splits and metrics that no text describes.
 *
 * @param data the name of the data set, or its path
 * @param split how the data are split, see {@link Splitters#parse}
 * @param splitSeed the seed of the split
 * @param metrics presets and names of metrics, by commas
 * @param foldIn what becomes of items of the history; empty: what the presets among the metrics say
 * @param ties which of equal scores comes first
 * @param recommender what is fitted
 * @param seed the seed of the fit
 * @param segments what the results are taken apart by
 */
public record ExperimentPlan(
    String data,
    String split,
    long splitSeed,
    String metrics,
    Optional<FoldInItems> foldIn,
    Ties ties,
    Recommender recommender,
    long seed,
    List<SegmentsBy> segments) {

  /** The seed of splits and fits where nobody asks for another. */
  public static final long USUAL_SEED = 42;

  /** What is measured where nobody asks for anything else: the metrics of Mult-VAE's paper. */
  public static final String USUAL_METRICS = "vae-cf";

  /** Copies the list. */
  public ExperimentPlan {
    segments = List.copyOf(segments);
  }

  /** An experiment with the metrics of Mult-VAE's paper and the usual seeds. */
  public static ExperimentPlan of(String data, String split, Recommender recommender) {
    return new ExperimentPlan(
        data,
        split,
        USUAL_SEED,
        USUAL_METRICS,
        Optional.empty(),
        Ties.INDEX,
        recommender,
        USUAL_SEED,
        List.of());
  }

  /**
   * How the data are split.
   *
   * @throws BadInputException if the text describes no splitter
   */
  public Splitter splitter() {
    return Splitters.parse(split);
  }

  /**
   * What is measured.
   *
   * @throws BadInputException if a metric is unknown, or presets do not agree about the history
   */
  public Evaluator evaluator() {
    Evaluator evaluator = Evaluator.of(metrics).withTies(ties);
    return foldIn.map(evaluator::withFoldInItems).orElse(evaluator);
  }

  /** The same on other data. */
  public ExperimentPlan withData(String nameOrPath) {
    return new ExperimentPlan(
        nameOrPath, split, splitSeed, metrics, foldIn, ties, recommender, seed, segments);
  }

  /** The same with another split. */
  public ExperimentPlan withSplit(String spec) {
    return new ExperimentPlan(
        data, spec, splitSeed, metrics, foldIn, ties, recommender, seed, segments);
  }

  /** The same with other seeds. */
  public ExperimentPlan withSeeds(long ofSplit, long ofFit) {
    return new ExperimentPlan(
        data, split, ofSplit, metrics, foldIn, ties, recommender, ofFit, segments);
  }

  /** The same with other metrics, and what their presets say of items of the history. */
  public ExperimentPlan withMetrics(String names) {
    return new ExperimentPlan(
        data, split, splitSeed, names, Optional.empty(), ties, recommender, seed, segments);
  }

  /** The same with another rule for items of the history. */
  public ExperimentPlan withFoldIn(FoldInItems rule) {
    return new ExperimentPlan(
        data, split, splitSeed, metrics, Optional.of(rule), ties, recommender, seed, segments);
  }

  /** The same with another rule for equal scores. */
  public ExperimentPlan withTies(Ties rule) {
    return new ExperimentPlan(
        data, split, splitSeed, metrics, foldIn, rule, recommender, seed, segments);
  }

  /** The same with another recommender. */
  public ExperimentPlan withRecommender(Recommender other) {
    return new ExperimentPlan(data, split, splitSeed, metrics, foldIn, ties, other, seed, segments);
  }

  /** The same with results that are taken apart otherwise. */
  public ExperimentPlan withSegments(List<SegmentsBy> by) {
    return new ExperimentPlan(data, split, splitSeed, metrics, foldIn, ties, recommender, seed, by);
  }
}
