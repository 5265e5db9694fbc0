package org.refold.study;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.refold.data.BadInputException;
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
    conventions.put(FOLD_IN, token(evaluator.foldInItems()));
    conventions.put(TIES, token(evaluator.ties()));
    if (!segments.isEmpty()) {
      conventions.put(
          SEGMENTS, segments.stream().map(SegmentsBy::label).collect(Collectors.joining(",")));
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
   * The evaluator that a result was measured with.
   *
   * @throws BadInputException if this version does not know a metric or a convention
   */
  static Evaluator evaluator(Identity identity) {
    return Evaluator.of(String.join(",", identity.metrics()))
        .withFoldInItems(read(FoldInItems.values(), FOLD_IN, identity))
        .withTies(read(Ties.values(), TIES, identity));
  }

  private static String token(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E read(E[] choices, String name, Identity identity) {
    String wanted = identity.conventions().getOrDefault(name, "");
    return List.of(choices).stream()
        .filter(choice -> token(choice).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "the convention '%s' is '%s', which is not known here"
                        .formatted(name, wanted)));
  }
}
