package org.refold.study;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.data.BadInputException;
import org.refold.evaluate.Choice;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.FoldInItems;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.Ties;

/** How something is measured as text, so that a result can be measured again. */
final class Measured {

  private static final String FOLD_IN = "fold-in";
  private static final String TIES = "ties";
  private static final String SEGMENTS = "segments";

  private Measured() {}

  /** What all metrics share. Segments are named only where there are any. */
  static SortedMap<String, String> conventions(Evaluator evaluator, List<SegmentsBy> segments) {
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
  static List<SegmentsBy> segments(Identity identity) {
    return SegmentsBy.parse(identity.conventions().getOrDefault(SEGMENTS, ""));
  }

  /**
   * What became of items of the history.
   *
   * @throws BadInputException if this version does not know it
   */
  static FoldInItems foldIn(Identity identity) {
    return Choice.named(
        FOLD_IN, identity.conventions().getOrDefault(FOLD_IN, ""), FoldInItems.values());
  }

  /**
   * Which of equal scores came first.
   *
   * @throws BadInputException if this version does not know it
   */
  static Ties ties(Identity identity) {
    return Choice.named(TIES, identity.conventions().getOrDefault(TIES, ""), Ties.values());
  }
}
