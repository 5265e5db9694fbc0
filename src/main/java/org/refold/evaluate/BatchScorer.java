package org.refold.evaluate;

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
   * The scorer for a model. All models see the same histories, see {@link Holdout#histories}; one
   * that learned something of a user of its training data uses that too.
   *
   * @throws BadInputException if the model scores none but users of its training data, and a user
   *     is not one of them
   */
  static BatchScorer of(Model model, Holdout holdout, Metric metric) {
    Interactions histories = holdout.histories();
    if (!(model instanceof FoldIn)) {
      checkKnown(model, holdout, metric);
    }
    return (from, to, scores) -> model.score(histories, from, to, scores);
  }

  private static void checkKnown(Model model, Holdout holdout, Metric metric) {
    if (holdout.users() == Holdout.Generalisation.STRONG || !(model instanceof KnownUsers known)) {
      throw Models.foldsNothingIn(Models.nameOf(model), metric);
    }
    Vocabulary users = holdout.foldIn().users();
    int[] indices = users.indicesIn(known.users());
    for (int user = 0; user < indices.length; user++) {
      if (indices[user] < 0) {
        throw new BadInputException(
            "%s does not know the user '%s' of the hold-out, which says that its users are those of the training data; evaluate on the split that the model was trained on"
                .formatted(Models.nameOf(model), users.id(user)));
      }
    }
  }
}
