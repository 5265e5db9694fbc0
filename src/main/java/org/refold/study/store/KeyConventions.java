package org.refold.study.store;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.data.FoldInItems;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.Ties;
import org.refold.settings.BadInputException;
import org.refold.settings.Tokens;

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
   * What a result was taken apart by.
   *
   * @throws BadInputException if this version does not know it
   */
  public static List<SegmentsBy> segments(TrialKey identity) {
    return SegmentsBy.parse(identity.conventions().getOrDefault(SEGMENTS, ""));
  }

  /**
   * What became of items of the history.
   *
   * @throws BadInputException if this version does not know it
   */
  public static FoldInItems foldIn(TrialKey identity) {
    String token = identity.conventions().getOrDefault(FOLD_IN, "");
    return Tokens.read(FoldInItems.class, FOLD_IN, token);
  }

  /**
   * Which of equal scores came first.
   *
   * @throws BadInputException if this version does not know it
   */
  public static Ties ties(TrialKey identity) {
    return Tokens.read(Ties.class, TIES, identity.conventions().getOrDefault(TIES, ""));
  }
}
