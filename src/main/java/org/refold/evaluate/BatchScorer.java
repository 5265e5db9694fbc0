package org.refold.evaluate;

import java.util.Arrays;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.evaluate.metric.Metric;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.settings.BadInputException;

/** Scores the rows of a hold-out in the way that the model and the kind of users allow. */
@FunctionalInterface
interface BatchScorer {

  /**
   * Scores all items for some rows.
   *
   * @param scores {@code [to - from, items]}. Modified.
   */
  void score(int from, int to, float[] scores);

  /**
   * The scorer for a model. Users of the training data are scored as such where the model can;
   * otherwise, and always with strong generalisation, their histories are folded in. Either way a
   * model knows the same of them, see {@link Holdout#histories}.
   *
   * @throws BadInputException if the model can do neither, or does not know a user
   */
  static BatchScorer of(Model model, Holdout holdout, Metric metric) {
    boolean weak = holdout.users() == Holdout.Generalisation.WEAK;
    if (weak && model instanceof KnownUsers known) {
      int[] users = indices(known, holdout.foldIn().users());
      return (from, to, scores) -> known.scoreKnown(Arrays.copyOfRange(users, from, to), scores);
    }
    if (model instanceof FoldIn foldIn) {
      Interactions histories = holdout.histories();
      return (from, to, scores) -> foldIn.score(histories, from, to, scores);
    }
    throw new BadInputException(
        "%s cannot be measured by %s: it does not score %s"
            .formatted(
                Models.nameOf(model),
                metric.name(),
                weak
                    ? "items; take a model that folds in or knows its users"
                    : "users it was not trained on; take a model that folds histories in, or a"
                        + " split that tests the training users"));
  }

  private static int[] indices(KnownUsers model, Vocabulary users) {
    int[] indices = users.indicesIn(model.users());
    for (int user = 0; user < indices.length; user++) {
      if (indices[user] < 0) {
        throw new BadInputException(
            "%s does not know the user '%s' of the hold-out, which says that its users are those"
                    .formatted(Models.nameOf(model), users.id(user))
                + " of the training data; evaluate on the split that the model was trained on");
      }
    }
    return indices;
  }
}
