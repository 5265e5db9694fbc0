package org.refold.recommend;

import java.util.ArrayList;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

/** A model that scores any history, also that of a user it has never met. */
public interface FoldIn extends Model {

  /**
   * Scores every item for some histories.
   *
   * @param histories [users, items], with the items of {@link #items()}; not modified
   * @param from the first row to score
   * @param to the row after the last
   * @param scores {@code [to - from, items]}, row by row; higher is better; items of the history
   *     are scored like all others. Modified.
   */
  void score(Interactions histories, int from, int to, float[] scores);

  /**
   * The best items for one history, those of the history itself left out. Ties go to the item with
   * the lower index.
   *
   * @param history raw ids of items, oldest first
   * @param k how many are wanted; fewer come back where the catalogue has no more
   * @throws BadInputException if no id of the history is known, or k is not positive
   */
  default List<Recommendation> recommend(List<String> history, int k) {
    if (k < 1) {
      throw new BadInputException("k is " + k + ", but at least 1 item must be asked for");
    }
    Interactions one = asInteractions(history);
    float[] scores = new float[items().size()];
    score(one, 0, 1, scores);
    for (int p = 0; p < one.size(); p++) {
      scores[one.item(p)] = Float.NEGATIVE_INFINITY;
    }
    List<Recommendation> ranked = new ArrayList<>();
    for (int item = 0; item < scores.length; item++) {
      if (scores[item] != Float.NEGATIVE_INFINITY) {
        ranked.add(new Recommendation(items().id(item), scores[item]));
      }
    }
    ranked.sort((a, b) -> Float.compare(b.score(), a.score())); // stable: the lower index first
    return List.copyOf(ranked.subList(0, Math.min(k, ranked.size())));
  }

  private Interactions asInteractions(List<String> history) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    List<String> unknown = new ArrayList<>();
    for (String id : history) {
      int item = items().indexOf(id);
      if (item >= 0) {
        builder.add(0, item, 1f, 0L);
      } else {
        unknown.add(id);
      }
    }
    if (!history.isEmpty() && builder.size() == 0) {
      throw new BadInputException(
          "none of the %d items of the history is known to the model (the first is '%s', a known"
                  .formatted(history.size(), unknown.get(0))
              + " one is '%s')".formatted(items().id(0)));
    }
    return builder.build(
        Vocabulary.of(List.of("you")), items(), InteractionsBuilder.Duplicates.LAST_WINS);
  }
}
