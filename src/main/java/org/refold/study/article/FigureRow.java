package org.refold.study.article;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.Catalogue;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;
import org.refold.study.store.Environment;
import org.refold.study.store.TrialResult.Score;

/**
 * The fields of a row in the file of figures, in their order; those that are null are left out. A
 * row that was not measured has a reason and nothing behind it; one from before rows had an
 * environment of their own was measured in that of the file.
 */
record FigureRow(
    String label,
    Correction mode,
    String model,
    Protocol protocol,
    Map<String, Double> article,
    double articleMinutes,
    @Nullable String reason,
    @Nullable SortedMap<String, Object> config,
    @Nullable String splitSha256,
    @Nullable Map<String, Score> metrics,
    @Nullable Integer bestEpoch,
    @Nullable Integer epochs,
    @Nullable Double seconds,
    @Nullable SortedMap<String, String> environment) {

  static FigureRow of(MeasuredRow measured) {
    Row row = measured.row();
    MeasuredRow.Outcome outcome = measured.outcome().orElse(null);
    return new FigureRow(
        row.label(),
        measured.mode(),
        row.system(),
        row.protocol(measured.mode()),
        labelled(row.article()),
        row.minutes(),
        outcome == null ? measured.reason() : null,
        outcome == null ? null : outcome.config(),
        outcome == null ? null : outcome.splitSha256(),
        outcome == null ? null : labelled(outcome.figures()),
        outcome == null ? null : (Integer) outcome.bestEpoch(),
        outcome == null ? null : (Integer) outcome.epochs(),
        outcome == null ? null : (Double) outcome.seconds(),
        outcome == null ? null : Environment.now());
  }

  private static <V> Map<String, V> labelled(Map<PublishedFigure, V> figures) {
    Map<String, V> byLabel = new LinkedHashMap<>();
    figures.forEach((figure, value) -> byLabel.put(figure.label(), value));
    return byLabel;
  }

  /**
   * The row with what came of it.
   *
   * @param rows of the article
   * @throws BadInputException if none of them has the label, or there is neither an outcome nor a
   *     reason
   */
  MeasuredRow measured(List<Row> rows) {
    Row row =
        rows.stream()
            .filter(each -> each.label().equals(label))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "it has a row '%s', and the article none; %s"
                            .formatted(
                                label,
                                Suggestions.hint(label, rows.stream().map(Row::label).toList()))));
    return reason == null
        ? MeasuredRow.of(row, mode, outcome())
        : MeasuredRow.notYet(row, mode, reason);
  }

  /** Whether this is of the same row and mode as another. */
  boolean isInPlaceOf(FigureRow other) {
    return label.equals(other.label) && mode == other.mode;
  }

  /**
   * Whether this is what came of a row in a mode, with these settings. What the system could not
   * yet be set to when it was measured was as it is by default.
   */
  boolean isOf(Row row, Correction itsMode, SortedMap<String, Object> settings) {
    return config != null
        && label.equals(row.label())
        && mode == itsMode
        && model.equals(row.system())
        && protocol.equals(row.protocol(mode))
        && text(settings).equals(text(inFull(config)));
  }

  private SortedMap<String, Object> inFull(SortedMap<String, Object> some) {
    SortedMap<String, Object> all =
        new TreeMap<>(Catalogue.settings(Catalogue.create(model, Map.of())));
    all.putAll(some);
    return all;
  }

  private static Map<String, String> text(SortedMap<String, Object> settings) {
    Map<String, String> text = new TreeMap<>();
    settings.forEach((name, value) -> text.put(name, String.valueOf(value)));
    return text;
  }

  private MeasuredRow.Outcome outcome() {
    if (config == null
        || splitSha256 == null
        || metrics == null
        || bestEpoch == null
        || epochs == null
        || seconds == null) {
      throw new BadInputException(
          "the row '%s' has no 'reason', so it must have config, split_sha256, metrics, best_epoch,"
                  .formatted(label)
              + " epochs and seconds");
    }
    Map<PublishedFigure, Score> figures = new EnumMap<>(PublishedFigure.class);
    metrics.forEach(
        (name, score) ->
            PublishedFigure.labelled(name).ifPresent(figure -> figures.put(figure, score)));
    return new MeasuredRow.Outcome(figures, config, splitSha256, bestEpoch, epochs, seconds);
  }
}
