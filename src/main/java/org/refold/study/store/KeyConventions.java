package org.refold.study.store;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.data.FoldInItems;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.Ties;
import org.refold.settings.BadInputException;
import org.refold.settings.Choice;
import org.refold.settings.Tokens;
import org.refold.study.MeasureText;

/** How something is measured as text, so that a result can be measured again. */
public final class KeyConventions {

  private static final String FOLD_IN = "fold-in";
  private static final String TIES = "ties";
  private static final String SEGMENTS = "segments";

  private KeyConventions() {}

  /** What all metrics share. Segments are named only where there are any. */
  public static SortedMap<String, String> conventions(
      Evaluator evaluator, List<SegmentsBy> segments) {
    SortedMap<String, String> conventions = new TreeMap<>();
    conventions.put(FOLD_IN, evaluator.foldInItems().token());
    conventions.put(TIES, evaluator.ties().token());
    if (!segments.isEmpty()) {
      conventions.put(SEGMENTS, SegmentsBy.text(segments));
    }
    return conventions;
  }

  /**
   * What a result was broken down by.
   *
   * @throws BadInputException if this version does not know it
   */
  public static List<SegmentsBy> segments(TrialKey key) {
    return SegmentsBy.parse(key.conventions().getOrDefault(SEGMENTS, ""));
  }

  /**
   * What was measured.
   *
   * @throws BadInputException if this version does not know a convention that all metrics share
   */
  public static MeasureText measure(TrialKey key) {
    return new MeasureText(
        String.join(",", key.metrics()),
        Optional.of(choice(key, FOLD_IN, FoldInItems.class))
            .filter(rule -> rule != FoldInItems.MASKED),
        Optional.of(choice(key, TIES, Ties.class)).filter(rule -> rule != Ties.INDEX));
  }

  private static <C extends Enum<C> & Choice> C choice(
      TrialKey key, String convention, Class<C> type) {
    String token = key.conventions().getOrDefault(convention, "");
    return Tokens.read(type, convention, token);
  }
}
