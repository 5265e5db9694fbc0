package org.refold.study.article;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.MetricResult;

/**
 * A row that was measured in one of the modes, or the reason why it was not.
 *
 * @param row what was measured
 * @param mode how
 * @param outcome what came of it; empty if the system is not there
 * @param reason why it was not measured; empty if it was
 */
public record Measured(Row row, Mode mode, Optional<Outcome> outcome, String reason) {

  /**
   * What came of it.
   *
   * @param evaluation all metrics, with intervals over users
   * @param splitSha256 the hash of the split
   * @param bestEpoch the epoch that is reported, from 1; 0 for a closed form
   * @param epochs the epochs that were done to find it; 0 for a closed form
   * @param seconds wall time of all fits, validations and of the evaluation
   */
  public record Outcome(
      Evaluation evaluation, String splitSha256, int bestEpoch, int epochs, double seconds) {}

  static Measured of(Row row, Mode mode, Outcome outcome) {
    return new Measured(row, mode, Optional.of(outcome), "");
  }

  static Measured notYet(Row row, Mode mode, String reason) {
    return new Measured(row, mode, Optional.empty(), reason);
  }

  /** The figures by column; empty if it was not measured. */
  public Map<Figure, MetricResult> figures() {
    Map<Figure, MetricResult> figures = new EnumMap<>(Figure.class);
    outcome.ifPresent(
        done ->
            done.evaluation()
                .results()
                .forEach(
                    result -> Figure.of(result.metric()).ifPresent(f -> figures.put(f, result))));
    return figures;
  }
}
