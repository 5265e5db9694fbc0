package org.refold.tune;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.MetricContext;
import org.refold.evaluate.metric.Metrics;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.Validation;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.study.ExperimentPlan;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.Environment;
import org.refold.study.store.Sha256;

/**
 * A search for the settings of a recommender that do best on the validation part of a split.
 * Immutable.
 *
 * <pre>{@code
 * Search search = Search.on(split, "ndcg@100").withBudget(Budget.fits(30)).withMemory(file);
 * Found found = search.tune("ease", "lambda=log:10..5000");
 * Model model = found.recommender().fit(split.train(), Fitting.withSeed(42));
 * }</pre>
 *
 * <p>An epoch is chosen on the validation part too, by the same metric, and every fit has the same
 * seed, so that settings differ by themselves and not by luck. With a memory, a search that was
 * stopped resumes where it was: the same seed proposes the same settings, and those tried already
 * are remembered. A fit is told from others by data, settings, metric and seed; which code fitted
 * stands beside it.
 *
 * @param train what is fitted on
 * @param validation what is measured on
 * @param metric what is optimised
 * @param searcher how settings are proposed
 * @param budget what one model may cost
 * @param seed of the proposals and of every fit
 * @param memory the file in which fits are remembered, if they are
 * @param progress is notified of fits
 */
@RecordBuilder
public record Search(
    Interactions train,
    Holdout validation,
    Metric metric,
    Searcher searcher,
    Budget budget,
    long seed,
    Optional<Path> memory,
    Progress progress)
    implements SearchBuilder.With {

  private static final Budget USUAL_BUDGET = Budget.fits(20);

  /**
   * A search on the training and validation part of a split, with CMA-ES and 20 fits.
   *
   * @param metric what is looked for, such as {@code "ndcg@100"}
   * @throws BadInputException if the split has no validation part, or there is no such metric
   */
  public static Search on(Split split, String metric) {
    Holdout validation =
        split
            .validation()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "split '%s' has no validation part to search on, and the test must not be"
                                .formatted(split.spec())
                            + " used for that; add validation=0.1, or take strong, which has one"));
    return new Search(
        split.train(),
        validation,
        Metrics.of(metric),
        Searcher.CMA_ES,
        USUAL_BUDGET,
        ExperimentPlan.USUAL_SEED,
        Optional.empty(),
        Progress.NONE);
  }

  /** The same with a file in which fits are remembered; it may be shared by all searches. */
  public Search withMemory(Path file) {
    return withMemory(Optional.of(file));
  }

  /**
   * Searches a space that is given as text; see {@link Space#of}.
   *
   * @throws BadInputException as the other form
   */
  public Found tune(String model, String... space) {
    return tune(Space.of(model, space));
  }

  /**
   * Searches a space. An interrupt ends the search with what was found until then; the interrupt is
   * left standing.
   *
   * @throws BadInputException if the data do not serve, the memory cannot be read, or a grid cannot
   *     be made for want of a number of fits
   * @throws CancellationException if it was interrupted before the first fit was done
   */
  public Found tune(Space space) {
    if (memory.isEmpty()) {
      return tune(space, null);
    }
    try (FitMemory remembered = FitMemory.open(memory.get())) {
      return tune(space, remembered);
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Found tune(Space space, @Nullable FitMemory remembered) {
    if (searcher == Searcher.GRID && budget.fits() == Integer.MAX_VALUE) {
      throw new BadInputException(
          "a grid needs a number of fits to be laid out for; use Budget.fits(n)");
    }
    String data =
        Sha256.of(DataFingerprint.hashes(train, validation).getBytes(StandardCharsets.UTF_8));
    Trials trials =
        new Trials(
            space,
            metric,
            budget,
            settings -> remember(space, data, settings, remembered),
            progress);
    boolean counted = budget.fits() < Integer.MAX_VALUE;
    progress.begin("tuning " + space.model(), counted ? budget.fits() : -1);
    try {
      searcher.search(space, budget, seed, trials);
    } catch (Objective.Spent e) {
      if (trials.trace().isEmpty()) {
        throw interrupted(e);
      }
    } finally {
      progress.end();
    }
    return new Found(space, metric, trials.trace());
  }

  private static CancellationException interrupted(Exception cause) {
    CancellationException interrupted =
        new CancellationException("the search was interrupted before its first fit was done");
    interrupted.initCause(cause);
    return interrupted;
  }

  private Tried remember(
      Space space,
      String data,
      SortedMap<String, String> settings,
      @Nullable FitMemory remembered) {
    Recommender recommender;
    try {
      recommender = space.recommender(settings);
    } catch (BadInputException e) { // settings that do not go together
      return Tried.failed(settings, 0, e);
    }
    if (remembered == null) {
      return fit(recommender, settings);
    }
    FitKey fit = FitKey.of(recommender, data, metric.fullName(), seed);
    return remembered
        .find(fit)
        .orElseGet(
            () -> {
              Tried tried = fit(recommender, settings);
              try {
                remembered.add(new FitMemory.Line(fit, Environment.codeVersion(), tried));
              } catch (ClosedByInterruptException e) {
                throw new Objective.Spent(e);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return tried;
            });
  }

  private Tried fit(Recommender recommender, SortedMap<String, String> settings) {
    long start = System.nanoTime();
    Tried tried;
    try {
      double value = measure(recommender);
      tried = new Tried(settings, value, secondsSince(start), "");
    } catch (BadInputException e) {
      tried = Tried.failed(settings, secondsSince(start), e);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new Objective.Spent(); // what an interrupted fit came to is not to be remembered
    }
    return tried;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Fits a recommender and measures it on the validation part. */
  double measure(Recommender recommender) {
    try (Fitted<?> fitted = recommender.fit(train, fitting())) {
      return Evaluator.of(List.of(metric))
          .evaluate(fitted.model(), validation, MetricContext.of(train))
          .metric(metric)
          .mean();
    }
  }

  private Fitting fitting() {
    return Fitting.withSeed(seed)
        .withValidation(Optional.of(Validation.on(validation).by(metric.fullName())));
  }

  /** Whether this searches on the training and validation part of a split. */
  boolean isOn(Split split) {
    return split.validation().isPresent()
        && DataFingerprint.hashes(train, validation)
            .equals(DataFingerprint.hashes(split.train(), split.validation().get()));
  }
}
