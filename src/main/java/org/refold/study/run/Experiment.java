package org.refold.study.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.data.Attributes;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.Segments;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.metric.MetricContext;
import org.refold.kernel.MemoryForecast;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.Validation;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.split.protocol.Splitters;
import org.refold.study.ExperimentPlan;
import org.refold.study.store.DataFingerprint;

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

  /** What {@link #origin} names where the data have titles of the items. */
  public static final String TITLES = "titles";

  /** Memory of a fit that is worth a word, in bytes. */
  private static final long NOTABLE = 2_000_000_000;

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
   * @param data the data set that the plan names, as {@link Splitter#open} gives it
   * @throws BadInputException if the data cannot be split like that into one training and one test
   *     part
   */
  public static Experiment of(ExperimentPlan plan, DataSet data) {
    Splitter splitter = plan.splitter();
    splitter.requireOne("one experiment stands on one split");
    return of(plan, data, splitter.split(data, plan.splitSeed()));
  }

  /**
   * The experiment that a plan describes, on a split that was made before, such as one fold of its
   * cross-validation.
   */
  public static Experiment of(ExperimentPlan plan, DataSet data, Split split) {
    return new Experiment(
        DataFingerprint.of(data, split),
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
        source.toOpen(),
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
    evaluator.check(recommender, split.test(), background);
    segments.forEach(by -> by.check(split.test()));
    forecast(progress);
    long start = System.nanoTime();
    Fitting fitting =
        Fitting.withSeed(seed)
            .withValidation(split.validation().map(Validation::on))
            .withSideInformation(split.side())
            .withProgress(progress)
            .withControl(control);
    Fitted<? extends Model> fitted = recommender.fit(split.train(), fitting);
    double here = (System.nanoTime() - start) / 1e9;
    double fitSeconds = Math.max(here, fitted.log().seconds()); // a fit may have been resumed
    return measure(fitted, fitSeconds, progress);
  }

  /**
   * Says what a large fit will take before it begins.
   *
   * @throws BadInputException if it takes far more than there is; the forecast is a rough one
   */
  private void forecast(Progress progress) {
    long bytes = recommender.fitBytes(split.train());
    if (bytes < NOTABLE) {
      return;
    }
    long free = MemoryForecast.freeBytes();
    String forecast =
        String.format(
            Locale.ROOT,
            "the fit of %s on %,d users and %,d items takes about %s of memory; %s are free",
            recommender.name(),
            split.train().userCount(),
            split.train().itemCount(),
            MemoryForecast.readable(bytes),
            MemoryForecast.readable(free));
    if (bytes / 2 > free) {
      throw new BadInputException(
          forecast + ": make the model smaller (latent, hidden, batchSize), or keep fewer items");
    }
    progress.note(forecast);
  }

  /**
   * Measures a model that was fitted before, such as one of a file.
   *
   * @param fitted by the recommender of this experiment, on its training part; closed if it cannot
   *     be measured
   * @param fitSeconds wall time of the fit; 0 if there was none
   * @param progress is notified of evaluated users
   * @throws BadInputException if the model has other items than the split, or cannot do what a
   *     metric needs
   */
  public Outcome measure(Fitted<? extends Model> fitted, double fitSeconds, Progress progress) {
    Model model = fitted.model();
    try {
      Evaluation evaluation = evaluator.evaluate(model, split.test(), background, progress);
      return new Outcome(
          this, model, fitted.log(), evaluation, segments(model, evaluation), fitSeconds);
    } catch (RuntimeException | Error e) {
      fitted.close();
      throw e;
    }
  }

  /** Where the training data of the experiment come from, for a model file. */
  public SortedMap<String, String> origin() {
    SortedMap<String, String> origin = new TreeMap<>();
    origin.put("data", source.name());
    origin.put("data_sha256", source.sha256());
    split
        .side()
        .items()
        .column(Attributes.TITLE)
        .ifPresent(titles -> origin.put(TITLES, "in these data"));
    origin.put("split", split.spec());
    origin.put("split_seed", Long.toString(split.seed()));
    origin.put("split_sha256", split.sha256());
    origin.put("seed", Long.toString(seed));
    return origin;
  }

  private Map<SegmentsBy, Segments> segments(Model model, Evaluation evaluation) {
    Map<SegmentsBy, Segments> found = new LinkedHashMap<>();
    for (SegmentsBy by : segments) {
      found.put(by, by.of(evaluation, model, split.test(), background));
    }
    return found;
  }
}
