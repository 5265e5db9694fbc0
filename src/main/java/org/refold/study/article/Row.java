package org.refold.study.article;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.catalogue.Catalogue;
import org.refold.recommend.Recommender;

/**
 * A row of the table: a system, and how it was and should have been measured.
 *
 * @param label the name in the article
 * @param system the name in the catalogue; it may not be there yet
 * @param settings its settings, those of the article's program as far as the system has them
 * @param article the figures that the article gives
 * @param minutes the run time that the article gives; NaN where it gives none
 * @param published how the article measured
 * @param corrected how it is measured without the mistakes
 * @param mistake what the published figure is of, in one sentence
 * @param deviation what of the article's program the system does not do, in one sentence; or empty
 */
public record Row(
    String label,
    String system,
    SortedMap<String, String> settings,
    Map<PublishedFigure, Double> article,
    double minutes,
    Protocol published,
    Protocol corrected,
    String mistake,
    String deviation) {

  /** Copies the maps. */
  public Row {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    Map<PublishedFigure, Double> figures = new EnumMap<>(PublishedFigure.class);
    figures.putAll(article);
    article = Collections.unmodifiableMap(figures);
  }

  /** A row without settings, figures and explanations. */
  static Row of(String label, String system, Protocol published, Protocol corrected) {
    return new Row(
        label, system, new TreeMap<>(), Map.of(), Double.NaN, published, corrected, "none", "");
  }

  /**
   * The same with settings.
   *
   * @param namesAndValues such as {@code "epochs", "50"}, in turn
   */
  Row set(String... namesAndValues) {
    SortedMap<String, String> more = new TreeMap<>(settings);
    for (int k = 0; k < namesAndValues.length; k += 2) {
      more.put(namesAndValues[k], namesAndValues[k + 1]);
    }
    return new Row(label, system, more, article, minutes, published, corrected, mistake, deviation);
  }

  /** The same with the article's precision, recall, discounted gain and run time. */
  Row reported(double precision, double recall, double ndcg, double theirMinutes) {
    return reported(
        Map.of(
            PublishedFigure.PRECISION,
            precision,
            PublishedFigure.RECALL,
            recall,
            PublishedFigure.NDCG,
            ndcg),
        theirMinutes);
  }

  /** The same with the article's figures and run time. */
  Row reported(Map<PublishedFigure, Double> figures, double theirMinutes) {
    return new Row(
        label, system, settings, figures, theirMinutes, published, corrected, mistake, deviation);
  }

  /** The same with explanations. */
  Row because(String theirMistake, String ourDeviation) {
    return new Row(
        label,
        system,
        settings,
        article,
        minutes,
        published,
        corrected,
        theirMistake,
        ourDeviation);
  }

  /** The protocol of a mode. */
  public Protocol protocol(Correction mode) {
    return mode == Correction.AS_PUBLISHED ? published : corrected;
  }

  /** Whether the catalogue has the system. */
  public boolean isThere() {
    return Catalogue.names().contains(system);
  }

  /**
   * The system with its settings.
   *
   * @param mostEpochs a bound on its epochs, if it has such
   * @throws org.refold.settings.BadInputException if the catalogue does not have the system, or the
   *     system a setting
   */
  public Recommender recommender(int mostEpochs) {
    Recommender full = Catalogue.create(system, settings);
    Object epochs = Catalogue.settings(full).get("epochs");
    if (!(epochs instanceof Integer number) || number <= mostEpochs) {
      return full;
    }
    Map<String, Object> fewer = new TreeMap<>(settings);
    fewer.put("epochs", mostEpochs);
    return Catalogue.create(system, fewer);
  }
}
