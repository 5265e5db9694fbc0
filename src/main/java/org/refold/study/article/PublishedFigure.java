package org.refold.study.article;

import java.util.Arrays;
import java.util.Optional;
import org.refold.evaluate.metric.Metric;

/** The columns of the table. */
public enum PublishedFigure {
  /** Root mean squared error of ratings; less is better. */
  RMSE("RMSE", "rmse"),
  /** Precision of the first hundred. */
  PRECISION("P@100", "precision"),
  /** Recall of the first hundred. */
  RECALL("R@100", "recall"),
  /** Discounted cumulative gain of the first hundred. */
  NDCG("N@100", "ndcg");

  private final String label;
  private final String metric;

  PublishedFigure(String label, String metric) {
    this.label = label;
    this.metric = metric;
  }

  /** The heading of the column. */
  public String label() {
    return label;
  }

  /** The column of a heading; empty if there is none. */
  static Optional<PublishedFigure> labelled(String label) {
    return Arrays.stream(values()).filter(figure -> figure.label.equals(label)).findFirst();
  }

  /** The column of a metric, whatever its conventions; empty if the table has none for it. */
  static Optional<PublishedFigure> of(Metric metric) {
    return Arrays.stream(values())
        .filter(figure -> figure.metric.equals(metric.base()))
        .findFirst();
  }
}
