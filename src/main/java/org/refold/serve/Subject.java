package org.refold.serve;

import java.util.List;
import java.util.Optional;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Question;

/**
 * Whom a request is about: a history, or a user of the training data.
 *
 * @param items raw ids, oldest first
 * @param ratings one for each item, or none at all
 */
record Subject(Optional<String> user, List<String> items, List<Float> ratings) {

  private static final String ID = "the raw id of an item as a text, such as \"1193\"";

  /** Reads {@code history}, {@code ratings}, {@code order} and {@code user}. */
  static Subject of(Fields fields, Limits limits) {
    Optional<String> user = fields.optionalText("user", "the raw id of a user as a text");
    if (user.isEmpty()) {
      List<String> items = fields.texts("history", limits.history(), ID);
      List<Float> ratings = fields.numbers("ratings", limits.history());
      if (fields.has("ratings") && ratings.size() != items.size()) {
        throw Refusal.length(
            "ratings", ratings.size(), "one for each of the %s items".formatted(items.size()));
      }
      Order order = fields.choice("order", Order.OLDEST_FIRST);
      return new Subject(user, order.oldestFirst(items), order.oldestFirst(ratings));
    }
    for (String other : List.of("history", "ratings", "order")) {
      if (fields.has(other)) {
        throw Refusal.field(400, other, fields.node(other), "left out where there is a user");
      }
    }
    return new Subject(user, List.of(), List.of());
  }

  /**
   * The question to a model.
   *
   * @throws Refusal if it does not know the user
   * @throws org.refold.settings.BadInputException if it answers no questions about users, or none
   *     about histories
   */
  Question to(Served served) {
    return user.isPresent()
        ? toUser(served, user.get())
        : Question.ofHistory(served.model(), items, ratings);
  }

  /** Unlike the model, a server does not say what its users are called. */
  private static Question toUser(Served served, String id) {
    if (served.model() instanceof KnownUsers known && !known.users().contains(id)) {
      throw Refusal.field(404, "user", id, "a user of the training data");
    }
    return Question.ofUser(served.model(), id);
  }

  /** The field that has it. */
  String field() {
    return user.isPresent() ? "user" : "history";
  }
}
