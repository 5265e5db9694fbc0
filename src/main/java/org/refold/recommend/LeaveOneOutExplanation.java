package org.refold.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.refold.data.Interactions;

/** Explains scores by what they would be without each item of the history. */
final class LeaveOneOutExplanation {

  private LeaveOneOutExplanation() {}

  /**
   * Explains some items; what is left out is scored once for all of them.
   *
   * @param whole a single history
   * @throws CancellationException if the calling thread is interrupted, since nobody waits any more
   *     for what may be thousands of scores; the interrupt is left standing
   */
  static List<Explanation> of(FoldIn model, Interactions whole, List<String> items) {
    int[] explained = items.stream().mapToInt(item -> Preconditions.indexOf(model, item)).toArray();
    float[] scores = model.scores(whole, 0);
    List<List<Explanation.Part>> parts = new ArrayList<>();
    items.forEach(item -> parts.add(new ArrayList<>()));
    for (int k = 0; k < whole.size(); k++) {
      int leftOut = k;
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(
            String.format(
                Locale.ROOT, "given up after %d of the %d items of the history", k, whole.size()));
      }
      float[] without = model.scores(whole.where(p -> p != leftOut), 0);
      String id = model.items().id(whole.item(k));
      for (int e = 0; e < explained.length; e++) {
        float lost = scores[explained[e]] - without[explained[e]];
        parts.get(e).add(new Explanation.Part(id, lost));
      }
    }
    List<Explanation> explanations = new ArrayList<>();
    for (int e = 0; e < explained.length; e++) {
      explanations.add(
          new Explanation(
              items.get(e), scores[explained[e]], Explanation.Method.LEAVE_ONE_OUT, parts.get(e)));
    }
    return List.copyOf(explanations);
  }
}
