package org.refold.recommend;

import java.util.List;
import java.util.Optional;
import org.refold.data.Interactions;

/** A model that scores any history, also that of a user it was not trained on. */
public interface FoldIn extends Model {

  /**
   * The best items for one history, those of the history itself left out. Ties go to the item with
   * the lower index.
   *
   * @param history raw ids of items, oldest first; repeats are kept, unknown ids passed over
   * @param k how many are wanted; fewer come back where the catalogue has no more
   * @throws org.refold.settings.BadInputException if no id of the history is known, k is not
   *     positive, or the history is empty and all items have the same score then
   */
  default List<Recommendation> recommend(List<String> history, int k) {
    return Ranking.of(this, new RawHistory(history, Optional.empty()), k);
  }

  /**
   * The same for a history with ratings.
   *
   * @param ratings one for each item of the history; of an item that repeats, the last counts
   */
  default List<Recommendation> recommend(
      List<String> history, List<? extends Number> ratings, int k) {
    return Ranking.of(this, RawHistory.rated(history, ratings), k);
  }

  /**
   * Why an item has the score that it has for a history. Exact where the model is linear in the
   * history; otherwise how much the score falls when one item of the history is left out.
   *
   * @param history raw ids of items, oldest first
   * @param item the raw id of the item that is explained
   * @throws org.refold.settings.BadInputException if the item, or all of the history, is unknown
   */
  default Explanation explain(List<String> history, String item) {
    return explain(new RawHistory(history, Optional.empty()).over(items()), 0, item);
  }

  /**
   * The same for a history with ratings.
   *
   * @param ratings one for each item of the history; of an item that repeats, the last counts
   */
  default Explanation explain(List<String> history, List<? extends Number> ratings, String item) {
    return explain(RawHistory.rated(history, ratings).over(items()), 0, item);
  }

  /**
   * The same for a row of histories, whose user goes by the raw id.
   *
   * @param histories [users, items], with the items of {@link #items()}. Not modified.
   */
  default Explanation explain(Interactions histories, int row, String item) {
    return explainAll(histories, row, List.of(item)).get(0);
  }

  /**
   * The same for several items at once, which costs hardly more than for one.
   *
   * @param items raw ids
   * @return in their order
   * @throws java.util.concurrent.CancellationException if the thread is interrupted before all
   *     histories with an item left out are scored
   */
  default List<Explanation> explainAll(Interactions histories, int row, List<String> items) {
    return LeaveOneOutExplanation.of(this, histories.rows(new int[] {row}), items);
  }

  /**
   * The same for a history as it is stated.
   *
   * @param history raw ids of items, oldest first
   * @param ratings one for each item of the history, or none at all
   */
  default List<Explanation> explainAll(
      List<String> history, List<? extends Number> ratings, List<String> items) {
    return explainAll(historyOf(history, ratings), 0, items);
  }

  /**
   * A history as it is stated, as one row over the items of the model.
   *
   * @param history raw ids of items, oldest first; unknown ids are passed over
   * @param ratings one for each item of the history, or none at all
   * @throws org.refold.settings.BadInputException if there are ids and none is known
   */
  default Interactions historyOf(List<String> history, List<? extends Number> ratings) {
    RawHistory stated =
        ratings.isEmpty()
            ? new RawHistory(history, Optional.empty())
            : RawHistory.rated(history, ratings);
    return stated.over(items());
  }
}
