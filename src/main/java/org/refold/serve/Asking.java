package org.refold.serve;

import java.util.Optional;
import java.util.function.Function;
import org.refold.settings.BadInputException;

/**
 * How endpoints ask models: by name, in a turn.
 *
 * @param models that there are
 * @param turns at them
 * @param limits of what is asked
 */
record Asking(Models models, Turns turns, Limits limits) {

  /** The number of items where a request names none. */
  static final int USUAL_ITEMS = 10;

  /**
   * Asks the model that a request names, and answers what comes of it.
   *
   * @param about the field that is at fault where the model refuses
   */
  Answer ask(Fields fields, String about, Function<Served, Object> question) {
    Slot slot = slot(fields);
    return Answer.json(
        200,
        turns.take(
            () -> {
              try {
                return slot.ask(question);
              } catch (BadInputException e) {
                throw Refusal.because(about, fields.node(about), e);
              }
            }));
  }

  private Slot slot(Fields fields) {
    Optional<String> name =
        fields.optionalText("model", "one of " + String.join(", ", models.names()));
    return models.get(name);
  }

  /** The field {@code k}. */
  int items(Fields fields) {
    return fields.whole("k", 1, limits.items(), USUAL_ITEMS);
  }

  /** The field {@code item}, which the model must know. */
  static String item(Served served, String item) {
    if (!served.model().items().contains(item)) {
      throw Refusal.field(
          404, "item", item, "an item that the model knows; /search finds them by title");
    }
    return item;
  }
}
