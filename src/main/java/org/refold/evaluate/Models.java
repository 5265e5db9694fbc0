package org.refold.evaluate;

import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.evaluate.metric.Metric;
import org.refold.recommend.Model;
import org.refold.settings.BadInputException;

/** What messages and checks need of any model. */
final class Models {

  private Models() {}

  /** A name for messages: that of the recommender. */
  static String nameOf(Model model) {
    return model.recommender().name();
  }

  /**
   * What to throw where a metric asks for predictions of a model that ranks.
   *
   * @param name of the recommender
   */
  static BadInputException predictsNothing(String name, Metric metric) {
    return new BadInputException(
        "%s cannot be measured by %s: it ranks but does not predict ratings; take a model that"
                .formatted(name, metric.name())
            + " does, such as i-autorec, or metrics of rankings, such as ndcg@100");
  }

  /**
   * What to throw where users were not trained on, and the model folds no history in.
   *
   * @param name of the recommender
   */
  static BadInputException foldsNothingIn(String name, Metric metric) {
    return new BadInputException(
        "%s cannot be measured by %s: it does not score users it was not trained on; take a model that folds histories in, or a split that tests the training users"
            .formatted(name, metric.name()));
  }

  /**
   * Checks that a model and the data mean the same items by the same indices.
   *
   * @throws BadInputException if not
   */
  static void checkItems(Model model, Vocabulary items) {
    if (!model.items().equals(items)) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "%s knows %d items, the hold-out has %d, and they are not the same in the same"
                      + " order;",
                  nameOf(model),
                  model.items().size(),
                  items.size())
              + " evaluate on the split that the model was trained on");
    }
  }

  /**
   * What to throw where a model answers NaN, or infinity where that is no answer.
   *
   * @param name of the model
   */
  static BadInputException noNumber(
      String name, float answer, String item, Interactions rows, int user) {
    return new BadInputException(
        "%s answers %s for item '%s' and user '%s'; its training has probably diverged:"
                .formatted(name, answer, item, rows.users().id(user))
            + " try a lower learning rate");
  }
}
