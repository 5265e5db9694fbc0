package org.refold.study.article;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.refold.catalogue.Catalogue;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.recommend.Checkpoints;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.recommend.Validation;
import org.refold.split.Split;

/**
 * A model of the epoch that a protocol reports.
 *
 * @param model which the caller closes
 * @param bestEpoch the epoch that it is of, from 1; 0 for a closed form
 * @param epochs those that were done to find it
 * @param seconds wall time of all fits with their validations, also of what a resumed training had
 *     done before
 */
record ReportedFit(Model model, int bestEpoch, int epochs, double seconds) {

  /**
   * How a system is fitted.
   *
   * @param plain seed and progress
   * @param states where trainings are kept so that they can be resumed, if they are
   */
  record Way(
      Recommender recommender, Protocol protocol, Fitting plain, Optional<Checkpoints> states) {

    /**
     * Fits.
     *
     * @param split without a validation part
     * @param reported the users that are measured
     * @param splits the splits of the same data by their text
     * @throws CancellationException if it was interrupted
     */
    ReportedFit of(Split split, Holdout reported, Function<String, Split> splits) {
      boolean hasEpochs = Catalogue.settings(recommender).containsKey("epochs");
      if (!hasEpochs || protocol.epoch() == EpochChoice.LAST) {
        return fit(split.train(), plain, control("last"));
      }
      if (protocol.epoch() == EpochChoice.BEST_ON_TEST) {
        return fit(split.train(), choosingOn(reported), control("best"));
      }
      Split choosing = splits.apply(protocol.splitWithValidation());
      ReportedFit chosen =
          fit(choosing.train(), choosingOn(choosing.validation().orElseThrow()), control("best"));
      chosen.model().close();
      ReportedFit again = fit(split.train(), plain, upTo(chosen.bestEpoch()));
      return new ReportedFit(
          again.model(), chosen.bestEpoch(), chosen.epochs(), chosen.seconds() + again.seconds());
    }

    private ReportedFit fit(Interactions train, Fitting fitting, TrainingControl control) {
      long start = System.nanoTime();
      Fitted<?> fitted = recommender.fit(train, fitting.withControl(control));
      if (Thread.currentThread().isInterrupted()) {
        fitted.close();
        throw new CancellationException(
            "interrupted while %s was fitted".formatted(recommender.name()));
      }
      double wall = (System.nanoTime() - start) / 1e9;
      return new ReportedFit(
          fitted.model(),
          fitted.log().bestEpoch(),
          fitted.log().epochs().size(),
          Math.max(wall, fitted.log().seconds()));
    }

    private Fitting choosingOn(Holdout users) {
      return plain.withValidation(
          Optional.of(Validation.on(users).withFoldInItems(protocol.foldInItems())));
    }

    private TrainingControl control(String stage) {
      TrainingControl control = TrainingControl.none();
      return states.map(kept -> control.withCheckpoints(kept.within(stage))).orElse(control);
    }

    /** Stops at an epoch; the schedules of the training stay what they were. */
    private TrainingControl upTo(int epoch) {
      StopSignal stop = new StopSignal();
      TrainingListener stopper =
          new TrainingListener() {
            @Override
            public void resumes(int epochs) {
              if (epochs >= epoch) {
                stop.request();
              }
            }

            @Override
            public void epochEnds(Epoch ended) {
              if (ended.number() == epoch) {
                stop.request();
              }
            }
          };
      return control("again").with(stopper).withStop(stop);
    }
  }
}
