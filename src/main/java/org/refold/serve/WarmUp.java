package org.refold.serve;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.refold.data.Vocabulary;
import org.refold.kernel.Parallel;
import org.refold.kernel.Streams;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Model;
import org.refold.settings.BadInputException;

/**
 * Asks a model for histories that were drawn before anybody else may: code that is not compiled yet
 * takes many times as long, most of all vector instructions, and requests that come meanwhile wait
 * for each other.
 */
final class WarmUp {

  /** After so many even loops of few rounds are compiled. */
  private static final int QUESTIONS = 1000;

  private static final int HISTORY = 50;
  private static final int ITEMS = 10;
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(3);

  private WarmUp() {}

  /** Asks it so often, or for as long as a start may take. */
  static void of(Model model) {
    if (!(model instanceof FoldIn folding)) {
      return;
    }
    SplittableRandom random = Streams.of(1, "histories of a warm-up");
    long end = System.nanoTime() + MOST_NANOS;
    try {
      for (int k = 0; k < QUESTIONS && System.nanoTime() < end; k++) {
        List<String> history = history(model.items(), random);
        Parallel.share(1, () -> folding.recommend(history, ITEMS));
      }
    } catch (BadInputException e) {
      // a model that does not answer such histories says so again to whoever asks
    }
  }

  private static List<String> history(Vocabulary items, SplittableRandom random) {
    return random.ints(HISTORY, 0, items.size()).distinct().mapToObj(items::id).toList();
  }
}
