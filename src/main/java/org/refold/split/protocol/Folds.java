package org.refold.split.protocol;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.refold.settings.Check;
import org.refold.settings.Options;
import org.refold.split.Splitter;

/** What cross-validations over ratings and over users share: {@code k} folds of equal size. */
final class Folds {

  /** Each fold in turn, where one would be named. */
  static final int ALL = -1;

  private static final String ALL_AS_TEXT = "all";

  private Folds() {}

  /**
   * @throws org.refold.settings.BadInputException if there are fewer than 2 folds, or not that one
   */
  static void check(int k, int fold) {
    Check.atLeast(2, "k", k);
    if (fold != ALL) {
      Check.between(0, k - 1, "fold", fold);
    }
  }

  static int read(Options options) {
    if (options.text("fold", ALL_AS_TEXT).equals(ALL_AS_TEXT)) {
      return ALL;
    }
    int fold = options.count("fold", 0);
    Check.atLeast(0, "fold", fold);
    return fold;
  }

  static Object text(int fold) {
    return fold == ALL ? ALL_AS_TEXT : fold;
  }

  /** The rank at which a fold begins, of {@code size} things: folds are equal to one. */
  static int border(int size, int fold, int k) {
    return (int) ((long) size * fold / k);
  }

  /** A splitter for each fold, or the one itself where it is for one fold. */
  static List<Splitter> parts(int k, int fold, IntFunction<Splitter> withFold) {
    IntStream folds = fold == ALL ? IntStream.range(0, k) : IntStream.of(fold);
    return folds.mapToObj(withFold).toList();
  }
}
