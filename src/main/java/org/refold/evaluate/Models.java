package org.refold.evaluate;

import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.recommend.Model;
import org.refold.settings.BadInputException;

/** What messages and checks need of any model. */
final class Models {

  private Models() {}

  /** A name for messages: that of the class. */
  static String nameOf(Model model) {
    String name = model.getClass().getSimpleName();
    return name.isEmpty() ? "the model" : name;
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

  /** What to throw where a model answers NaN, or infinity where that is no answer. */
  static BadInputException noNumber(
      Model model, float answer, String item, Interactions rows, int user) {
    return new BadInputException(
        "%s answers %s for item '%s' and user '%s'; its training has probably diverged:"
                .formatted(nameOf(model), answer, item, rows.users().id(user))
            + " try a lower learning rate");
  }
}
