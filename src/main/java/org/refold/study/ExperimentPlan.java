package org.refold.study;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.SegmentsBy;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.split.Splitter;
import org.refold.split.protocol.Splitters;

/**
 * An experiment before there are data: all that has to be said to have it done again.
 *
 * @param data the name of the data set, or its path
 * @param splitter how the data are split
 * @param splitSeed the seed of the split
 * @param evaluator what is measured
 * @param recommender what is fitted
 * @param seed the seed of the fit
 * @param segments what the results are broken down by
 */
@RecordBuilder
public record ExperimentPlan(
    String data,
    Splitter splitter,
    long splitSeed,
    Evaluator evaluator,
    Recommender recommender,
    long seed,
    List<SegmentsBy> segments)
    implements ExperimentPlanBuilder.With {

  /** The seed of splits, fits and searches where none is given. */
  public static final long USUAL_SEED = 42;

  /** What is measured where nothing else is asked for: the metrics of Mult-VAE's paper. */
  public static final String USUAL_METRICS = "vae-cf";

  /** Copies the list. */
  public ExperimentPlan {
    segments = List.copyOf(segments);
  }

  /**
   * An experiment with the metrics of Mult-VAE's paper and the usual seeds.
   *
   * @throws BadInputException if the text describes no splitter
   */
  public static ExperimentPlan of(String data, String split, Recommender recommender) {
    return new ExperimentPlan(
        data,
        Splitters.parse(split),
        USUAL_SEED,
        Evaluator.of(USUAL_METRICS),
        recommender,
        USUAL_SEED,
        List.of());
  }

  /** The same with another split, as {@link Splitters#parse} reads it. */
  public ExperimentPlan withSplit(String spec) {
    return withSplitter(Splitters.parse(spec));
  }

  /** The same with other metrics, as {@link Evaluator#of(String)} reads them. */
  public ExperimentPlan withMetrics(String names) {
    return withEvaluator(Evaluator.of(names));
  }

  /** The same with other seeds. */
  public ExperimentPlan withSeeds(long ofSplit, long ofFit) {
    return withSplitSeed(ofSplit).withSeed(ofFit);
  }
}
