package org.refold.study.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refold.catalogue.Catalogue;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.recommend.Trained;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.refold.study.run.Experiment;
import org.refold.train.Epoch;
import org.refold.train.Listener;
import org.refold.train.StopSignal;
import org.refold.train.TrainingControl;

/**
 * Measures rows of the table. A row whose system the catalogue does not have yet, or not with these
 * settings, is not measured and says so; it fills by itself once the system is there.
 */
public final class Reproduction {

  private final Interactions data;
  private final long seed;
  private final int mostEpochs;
  private final Progress progress;
  private final Map<String, Split> splits = new HashMap<>();

  private Reproduction(Interactions data, long seed, int mostEpochs, Progress progress) {
    this.data = data;
    this.seed = seed;
    this.mostEpochs = mostEpochs;
    this.progress = progress;
  }

  /**
   * A reproduction on some data, meant for MovieLens-1M.
   *
   * @param seed of splits and fits
   */
  public static Reproduction on(DataSet data, long seed) {
    return new Reproduction(data.interactions(), seed, Integer.MAX_VALUE, Progress.NONE);
  }

  /** The same with fewer epochs than the rows ask for, for a quick look. */
  public Reproduction withMostEpochs(int most) {
    return new Reproduction(data, seed, most, progress);
  }

  /** The same with a listener that is notified of the progress. */
  public Reproduction withProgress(Progress listener) {
    return new Reproduction(data, seed, mostEpochs, listener);
  }

  /** Measures rows in a mode, in order. */
  public List<MeasuredRow> measure(List<Row> rows, Correction mode) {
    List<MeasuredRow> measured = new ArrayList<>();
    rows.forEach(row -> measured.add(measure(row, mode)));
    return List.copyOf(measured);
  }

  /**
   * Measures a row in a mode.
   *
   * @throws BadInputException if the data do not serve
   */
  public MeasuredRow measure(Row row, Correction mode) {
    if (!row.isThere()) {
      return MeasuredRow.notYet(
          row, mode, "not yet: there is no model '%s'".formatted(row.system()));
    }
    Recommender recommender;
    try {
      recommender = row.recommender(mostEpochs);
    } catch (BadInputException e) {
      return MeasuredRow.notYet(row, mode, "not yet: " + e.getMessage());
    }
    return MeasuredRow.of(row, mode, measure(recommender, row.protocol(mode)));
  }

  private MeasuredRow.Outcome measure(Recommender recommender, Protocol protocol) {
    Split split = split(protocol.split());
    Holdout reported = protocol.foldedIn().of(protocol.scored().of(split));
    Evaluator evaluator = Evaluator.of(protocol.metrics()).withFoldInItems(protocol.foldInItems());
    long start = System.nanoTime();
    Fit fit = fit(recommender, protocol, split, reported);
    Evaluation evaluation = evaluator.evaluate(fit.model(), reported);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new MeasuredRow.Outcome(
        MeasuredRow.figures(evaluation), split.sha256(), fit.bestEpoch(), fit.epochs(), seconds);
  }

  /** A model, the epoch that it is of, and the epochs that were done to find it. */
  private record Fit(Model model, int bestEpoch, int epochs) {

    static Fit of(Model model) {
      return model instanceof Trained trained
          ? new Fit(model, trained.bestEpoch(), trained.epochSeconds().length)
          : new Fit(model, 0, 0);
    }
  }

  private Fit fit(Recommender recommender, Protocol protocol, Split split, Holdout reported) {
    TrainingControl watch = TrainingControl.none().withFoldInItems(protocol.foldInItems());
    if (!hasEpochs(recommender) || protocol.epoch() == EpochChoice.LAST) {
      return Fit.of(Experiment.fit(recommender, split.train(), fitting(Optional.empty(), watch)));
    }
    if (protocol.epoch() == EpochChoice.BEST_ON_TEST) {
      return Fit.of(
          Experiment.fit(recommender, split.train(), fitting(Optional.of(reported), watch)));
    }
    Split choosing = split(protocol.splitWithValidation());
    Fit chosen =
        Fit.of(
            Experiment.fit(recommender, choosing.train(), fitting(choosing.validation(), watch)));
    Model again =
        Experiment.fit(recommender, split.train(), fitting(Optional.empty(), upTo(chosen, watch)));
    return new Fit(again, chosen.bestEpoch(), chosen.epochs());
  }

  private static boolean hasEpochs(Recommender recommender) {
    return Catalogue.settings(recommender).containsKey("epochs");
  }

  /** Stops at the chosen epoch; the schedules of the training stay what they were. */
  private static TrainingControl upTo(Fit chosen, TrainingControl watch) {
    StopSignal stop = new StopSignal();
    Listener stopper =
        new Listener() {
          @Override
          public void epochEnds(Epoch epoch) {
            if (epoch.number() == chosen.bestEpoch()) {
              stop.request();
            }
          }
        };
    return watch.with(stopper).withStop(stop);
  }

  private Fitting fitting(Optional<Holdout> validation, TrainingControl watch) {
    return new Fitting(seed, validation, progress).with(watch);
  }

  private Split split(String spec) {
    return splits.computeIfAbsent(spec, text -> Splitters.parse(text).split(data, seed));
  }
}
