package org.refold.evaluate;

import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.evaluate.metric.UserRanking;
import org.refold.recommend.Model;

/** The best items of every user of a hold-out, ranked as an {@link Evaluator} ranks them. */
public final class Rankings {

  private static final int USERS_AT_ONCE = 256;

  /** Takes rankings. */
  @FunctionalInterface
  public interface Sink {
    /**
     * One item of a ranking.
     *
     * @param user a row of the hold-out
     * @param rank from 1
     * @param item its index
     * @param score what the model gives it
     */
    void accept(int user, int rank, int item, float score);
  }

  private Rankings() {}

  /**
   * Ranks, user by user.
   *
   * @param evaluator says what becomes of items of the history, and of ties
   * @param longest how many items of each user are wanted
   * @throws org.refold.settings.BadInputException if a score is NaN
   */
  public static void best(
      Evaluator evaluator, Model model, Holdout holdout, int longest, Sink sink) {
    holdout.requireRest("one ranking for each user");
    int items = holdout.foldIn().itemCount();
    int users = holdout.foldIn().userCount();
    Ranker ranker =
        new Ranker(
            Models.nameOf(model),
            holdout,
            new Ranker.Plan(evaluator.foldInItems(), evaluator.ties(), longest, false));
    Candidates candidates = holdout.candidates();
    float[] scores = new float[Math.multiplyExact(Math.min(USERS_AT_ONCE, users), items)];
    for (int first = 0; first < users; first += USERS_AT_ONCE) {
      int end = Math.min(users, first + USERS_AT_ONCE);
      model.score(holdout.histories(), first, end, scores);
      for (int user = first; user < end; user++) {
        int[] ranked = candidates == null ? Ranker.ALL_ITEMS : candidates.of(user);
        int offset = (user - first) * items;
        UserRanking ranking = ranker.rank(user, ranked, scores, offset);
        for (int rank = 1; rank <= ranking.listed(); rank++) {
          int item = ranking.item(rank);
          sink.accept(user, rank, item, scores[offset + item]);
        }
      }
    }
  }
}
