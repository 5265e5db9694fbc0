package org.refold.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Largest;
import org.refold.settings.BadInputException;

/** The best of some scores, as a person reads them. */
final class Ranking {

  private Ranking() {}

  /**
   * The best for a history of raw ids.
   *
   * @throws BadInputException if the history is empty and the model then gives all items the same
   *     score, so that the first of the catalogue would come out
   */
  static List<Recommendation> of(Model model, RawHistory history, int k) {
    checkLength(k);
    int wanted = history.items().isEmpty() ? Integer.MAX_VALUE : k;
    List<Recommendation> best = of(model, history.over(model.items()), 0, wanted);
    if (history.items().isEmpty() && best.get(0).score() == best.get(best.size() - 1).score()) {
      throw new BadInputException(
          ("the history is empty, and %s gives all items the same score then; name at least one"
                  + " item, or use a model such as popularity")
              .formatted(model.recommender().name()));
    }
    return best.subList(0, Math.min(k, best.size()));
  }

  /** The best for one row of histories, its own items left out. */
  static List<Recommendation> of(Model model, Interactions histories, int row, int k) {
    checkLength(k);
    float[] scores = model.scores(histories, row);
    for (int p = histories.start(row); p < histories.end(row); p++) {
      scores[histories.item(p)] = Float.NEGATIVE_INFINITY;
    }
    return best(model.items(), scores, item -> scores[item] != Float.NEGATIVE_INFINITY, k);
  }

  static void checkLength(int k) {
    if (k < 1) {
      throw new BadInputException("k is " + k + ", but at least 1 item must be asked for");
    }
  }

  /** Ties go to the lower index. */
  static List<Recommendation> best(Vocabulary items, float[] scores, IntPredicate eligible, int k) {
    Largest largest = new Largest(Math.min(k, scores.length));
    for (int item = 0; item < scores.length; item++) {
      if (eligible.test(item)) {
        largest.offer(item, scores[item]);
      }
    }
    long[] ascending = largest.sorted();
    List<Recommendation> best = new ArrayList<>(ascending.length);
    for (int rank = 1; rank <= ascending.length; rank++) {
      int item = Largest.index(ascending[ascending.length - rank]);
      best.add(new Recommendation(items.id(item), scores[item]));
    }
    return List.copyOf(best);
  }
}
