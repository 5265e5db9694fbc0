package org.refold.study;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.refold.data.FoldInItems;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.Ties;
import org.refold.evaluate.metric.Metric;
import org.refold.settings.BadInputException;

/**
 * What is measured, as files and command lines have it. Conventions are empty where they are what
 * the metrics say by themselves (names say that the history is masked, presets what they have); the
 * batch size, on which no figure depends, is left out.
 *
 * @param metrics presets and names of metrics, by commas
 * @param foldIn what becomes of items of the history, where the metrics do not say it
 * @param ties which of equal scores comes first, where it is not {@link Ties#INDEX}
 */
public record MeasureText(String metrics, Optional<FoldInItems> foldIn, Optional<Ties> ties) {

  /** The shortest text of which {@link #evaluator} makes an equal evaluator. */
  public static MeasureText of(Evaluator evaluator) {
    return of(evaluator, Metric::name);
  }

  /** The text that names each convention of each metric, for results that are to last. */
  public static MeasureText inFull(Evaluator evaluator) {
    return of(evaluator, Metric::fullName);
  }

  private static MeasureText of(Evaluator evaluator, Function<Metric, String> name) {
    return new MeasureText(
        evaluator.metrics().stream().map(name).collect(Collectors.joining(",")),
        Optional.of(evaluator.foldInItems()).filter(rule -> rule != FoldInItems.MASKED),
        Optional.of(evaluator.ties()).filter(rule -> rule != Ties.INDEX));
  }

  /**
   * What is measured.
   *
   * @throws BadInputException if a metric is unknown, or presets do not agree about the history
   */
  public Evaluator evaluator() {
    Evaluator evaluator = Evaluator.of(metrics).withTies(ties.orElse(Ties.INDEX));
    return foldIn.map(evaluator::withFoldInItems).orElse(evaluator);
  }

  @Override
  public String toString() {
    return metrics
        + foldIn.map(rule -> " and foldIn=" + rule.token()).orElse("")
        + ties.map(rule -> " and ties=" + rule.token()).orElse("");
  }
}
