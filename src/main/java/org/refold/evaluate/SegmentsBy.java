package org.refold.evaluate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.refold.data.Holdout;
import org.refold.evaluate.metric.MetricContext;
import org.refold.recommend.Model;
import org.refold.settings.BadInputException;
import org.refold.settings.Tokens;

/**
 * What results can be broken down by, each in one fixed way, so that it can be asked for in text.
 */
public enum SegmentsBy {
  /**
   * Users by the length of their histories: four groups of about as many users. The lengths at
   * which groups end are those of the hold-out, so another split may have others.
   */
  HISTORY,
  /** Held-out items by {@link PopularityShares#STANDARD}; costs an evaluation for each part. */
  POPULARITY,
  /**
   * How many items of a new user's history the model is given: 0, 1, 2, 3, 5, 10 and all, of the
   * same users; costs an evaluation for each, but no fit.
   */
  COLD_START;

  private static final int GROUPS = 4;

  /** The name, as it is typed and stands in files. */
  public String label() {
    return Tokens.of(this);
  }

  /**
   * Reads names by commas.
   *
   * @param text {@code "history"}, {@code "history,cold-start"}; nothing gives none
   * @return each once, in the order of this enumeration
   * @throws BadInputException if a name is unknown
   */
  public static List<SegmentsBy> parse(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    Set<SegmentsBy> chosen = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      chosen.add(Tokens.read(SegmentsBy.class, "what results are broken down by", part.strip()));
    }
    return chosen.stream().sorted().toList();
  }

  /** The names by commas, from which {@link #parse} makes the same. */
  public static String text(List<SegmentsBy> segments) {
    return segments.stream().map(SegmentsBy::label).collect(Collectors.joining(","));
  }

  /**
   * Checks before a fit what {@link #of} would find out after it.
   *
   * @throws BadInputException if results on such a hold-out cannot be broken down so
   */
  public void check(Holdout holdout) {
    switch (this) {
      case HISTORY -> {}
      case POPULARITY ->
          holdout.requireRest("the head, the middle and the tail of the catalogue apart");
      case COLD_START -> holdout.requireRest("a cold start");
    }
  }

  /**
   * Breaks results down.
   *
   * @param evaluation of the model on the hold-out
   * @param background that it was made with; holds the training data
   * @throws BadInputException as in {@link Segments#byHistory(Evaluation, Holdout, int)}, {@link
   *     Segments#byPopularity(Evaluator, Model, Holdout, MetricContext)} and {@link
   *     Segments#coldStart}
   */
  public Segments of(
      Evaluation evaluation, Model model, Holdout holdout, MetricContext background) {
    return switch (this) {
      case HISTORY -> Segments.byHistory(evaluation, holdout, GROUPS);
      case POPULARITY -> Segments.byPopularity(evaluation.evaluator(), model, holdout, background);
      case COLD_START -> Segments.coldStart(evaluation.evaluator(), model, holdout, background);
    };
  }
}
