package org.refold.study.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.Segments;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.metric.MetricContext;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.split.protocol.Splitters;
import org.refold.study.ExperimentPlan;
import org.refold.study.store.DataFingerprint;
import org.refold.train.TrainingControl;

/**
 * One recommender, fitted on the training part of one split and measured on its test part.
 *
 * @param source where the data come from
 * @param split training data and hold-outs
 * @param recommender the system with its hyper-parameters
 * @param evaluator what is measured
 * @param background what metrics beyond accuracy need to know
 * @param seed the seed of the fit
 * @param segments what the results are broken down by, each once; none for most
 */
public record Experiment(
    DataFingerprint source,
    Split split,
    Recommender recommender,
    Evaluator evaluator,
    MetricContext background,
    long seed,
    List<SegmentsBy> segments) {

  /** Copies the list. */
  public Experiment {
    segments = List.copyOf(segments);
  }

  /** An experiment whose results are not broken down. */
  public Experiment(
      DataFingerprint source,
      Split split,
      Recommender recommender,
      Evaluator evaluator,
      MetricContext background,
      long seed) {
    this(source, split, recommender, evaluator, background, seed, List.of());
  }

  /** An experiment whose background is the training data. */
  public static Experiment of(
      DataFingerprint source,
      Split split,
      Recommender recommender,
      Evaluator evaluator,
      long seed) {
    return new Experiment(
        source, split, recommender, evaluator, MetricContext.of(split.train()), seed);
  }

  /**
   * The experiment that a plan describes, on the split that it describes.
   *
   * <pre>{@code
   * Experiment.of(ExperimentFile.read(Path.of("experiment.xml")), data)
   * }</pre>
   *
   * @param data the data set that the plan names
   * @throws BadInputException if the data cannot be split like that into one training and one test
   *     part
   */
  public static Experiment of(ExperimentPlan plan, DataSet data) {
    Splitter splitter = plan.splitter();
    int splits = splitter.parts().size();
    if (splits > 1) {
      throw new BadInputException(
          "one experiment stands on one split, but %s makes %d; choose one with fold=0"
              .formatted(splitter.spec(), splits));
    }
    return of(plan, data, splitter.split(data.interactions(), plan.splitSeed()));
  }

  /**
   * The experiment that a plan describes, on a split that was made before, such as one fold of its
   * cross-validation.
   */
  public static Experiment of(ExperimentPlan plan, DataSet data, Split split) {
    return new Experiment(
        DataFingerprint.of(data),
        split,
        plan.recommender(),
        plan.evaluator(),
        MetricContexts.of(data, split.train()),
        plan.seed(),
        plan.segments());
  }

  /**
   * All that has to be said to have it done again. The background is left out: it comes with the
   * data.
   *
   * @throws BadInputException if the split is of a program's own and no text describes it
   */
  public ExperimentPlan plan() {
    return new ExperimentPlan(
        source.name(),
        Splitters.parse(split.spec()),
        split.seed(),
        evaluator,
        recommender,
        seed,
        segments);
  }

  /**
   * Fits and measures. An epoch is chosen on the validation part, where there is one; the test part
   * is looked at once, at the end.
   *
   * @param progress is notified of epochs and of evaluated users
   * @throws BadInputException if the data do not serve the recommender, or the model cannot do what
   *     a metric needs
   */
  public Outcome run(Progress progress) {
    return run(progress, TrainingControl.none());
  }

  /**
   * Fits and measures under control.
   *
   * @param progress is notified of epochs and of evaluated users
   * @param control is notified of epochs, and can end the training early
   * @throws BadInputException as {@link #run(Progress)}
   */
  public Outcome run(Progress progress, TrainingControl control) {
    long start = System.nanoTime();
    Fitting fitting = new Fitting(seed, split.validation(), progress).with(control);
    Model model = fit(recommender, split.train(), fitting);
    double fitSeconds = (System.nanoTime() - start) / 1e9;
    Evaluation evaluation = evaluator.evaluate(model, split.test(), background, progress);
    return new Outcome(this, model, evaluation, brokenDown(model, evaluation), fitSeconds);
  }

  /** Fits; all fits of studies, searches and reproductions go through here. */
  public static Model fit(Recommender recommender, Interactions train, Fitting fitting) {
    return recommender.fit(train, fitting);
  }

  private Map<SegmentsBy, Segments> brokenDown(Model model, Evaluation evaluation) {
    Map<SegmentsBy, Segments> found = new LinkedHashMap<>();
    for (SegmentsBy by : segments) {
      found.put(by, by.of(evaluation, model, split.test(), background));
    }
    return found;
  }
}
