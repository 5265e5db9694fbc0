package org.refold.study.article;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.MetricResult;
import org.refold.study.store.TrialResult.Score;

/**
 * A row that was measured in one of the modes, or the reason why it was not.
 *
 * @param row what was measured
 * @param mode how
 * @param outcome what came of it; empty if the system is not there
 * @param reason why it was not measured; empty if it was
 */
public record MeasuredRow(Row row, Correction mode, Optional<Outcome> outcome, String reason) {

  /**
   * What came of it.
   *
   * @param figures by column of the table
   * @param config all settings that the system had
   * @param splitSha256 the hash of the split
   * @param bestEpoch the epoch that is reported, from 1; 0 for a closed form
   * @param epochs the epochs that were done to find it; 0 for a closed form
   * @param seconds wall time of all fits, validations and of the evaluation
   */
  public record Outcome(
      Map<PublishedFigure, Score> figures,
      SortedMap<String, Object> config,
      String splitSha256,
      int bestEpoch,
      int epochs,
      double seconds) {

    /** Copies the maps. */
    public Outcome {
      Map<PublishedFigure, Score> copy = new EnumMap<>(PublishedFigure.class);
      copy.putAll(figures);
      figures = Collections.unmodifiableMap(copy);
      config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
    }
  }

  static MeasuredRow of(Row row, Correction mode, Outcome outcome) {
    return new MeasuredRow(row, mode, Optional.of(outcome), "");
  }

  static MeasuredRow notYet(Row row, Correction mode, String reason) {
    return new MeasuredRow(row, mode, Optional.empty(), reason);
  }

  /** The metrics that the table has a column for. */
  static Map<PublishedFigure, Score> figures(Evaluation evaluation) {
    Map<PublishedFigure, Score> figures = new EnumMap<>(PublishedFigure.class);
    for (MetricResult result : evaluation.results()) {
      PublishedFigure.of(result.metric())
          .ifPresent(figure -> figures.put(figure, Score.of(result)));
    }
    return figures;
  }

  /** The figures by column; empty if it was not measured. */
  public Map<PublishedFigure, Score> figures() {
    return outcome.map(Outcome::figures).orElse(Map.of());
  }
}
