package org.refold.report;

import java.util.List;
import java.util.Map;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.article.MeasuredRow;
import org.refold.study.article.PublishedFigure;
import org.refold.study.article.Row;
import org.refold.study.store.TrialResult.Score;

/** The article's headline table twice, side by side, and why the two differ. */
public final class ArticleTables {

  private static final int DIGITS = 4;

  private ArticleTables() {}

  /**
   * The figures: a line for each system and metric. A system that is not there yet has dashes.
   *
   * @param published the rows as published
   * @param corrected the same rows, corrected
   */
  public static Table figures(List<MeasuredRow> published, List<MeasuredRow> corrected) {
    Table table =
        Table.of(
            "The article's table, twice",
            "system",
            "metric",
            "article",
            "as published",
            "corrected");
    for (int k = 0; k < published.size(); k++) {
      Row row = published.get(k).row();
      for (PublishedFigure figure : PublishedFigure.values()) {
        double article = row.article().getOrDefault(figure, Double.NaN);
        double before = mean(published.get(k), figure);
        double after = mean(corrected.get(k), figure);
        if (!(Double.isNaN(article) && Double.isNaN(before) && Double.isNaN(after))) {
          table =
              table.row(
                  row.label(), figure.label(), number(article), number(before), number(after));
        }
      }
    }
    return table;
  }

  private static double mean(MeasuredRow measured, PublishedFigure figure) {
    Map<PublishedFigure, Score> figures = measured.figures();
    return figures.containsKey(figure) ? figures.get(figure).mean() : Double.NaN;
  }

  private static Cell number(double value) {
    return new Cell.Value(value, DIGITS);
  }

  /** Run times, from the first epoch to the last figure, and the epochs that are reported. */
  public static Table times(List<MeasuredRow> published, List<MeasuredRow> corrected) {
    Table table =
        Table.of(
            "Run times in seconds",
            "system",
            "article",
            "as published",
            "epoch as published",
            "corrected",
            "epoch corrected");
    for (int k = 0; k < published.size(); k++) {
      Row row = published.get(k).row();
      table =
          table.row(
              row.label(),
              new Cell.Value(60 * row.minutes(), 0),
              seconds(published.get(k)),
              epochs(published.get(k)),
              seconds(corrected.get(k)),
              epochs(corrected.get(k)));
    }
    return table;
  }

  private static Cell seconds(MeasuredRow measured) {
    return new Cell.Value(
        measured.outcome().map(MeasuredRow.Outcome::seconds).orElse(Double.NaN), 1);
  }

  private static String epochs(MeasuredRow measured) {
    return measured
        .outcome()
        .map(o -> o.epochs() == 0 ? "closed form" : o.bestEpoch() + " of " + o.epochs())
        .orElse(measured.reason());
  }

  /** For each system what the published figure is of, and what our reproduction does otherwise. */
  public static Table explanations(List<Row> rows) {
    Table table = Table.of("Why they differ", "system", "the published figure", "our deviation");
    for (Row row : rows) {
      table =
          table.row(row.label(), row.mistake(), row.deviation().isEmpty() ? "-" : row.deviation());
    }
    return table;
  }
}
