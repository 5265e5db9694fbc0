package org.refold.serve;

import java.util.List;
import java.util.Optional;
import org.refold.recommend.FoldIn;
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

  /** The question to a model, which can be answered as far as that can be seen from here. */
  Question to(Served served) {
    return user.isPresent() ? toUser(served, user.get()) : toHistory(served);
  }

  private static Question toUser(Served served, String id) {
    if (!(served.model() instanceof KnownUsers known)) {
      throw Refusal.field(
          400, "user", id, "left out: %s keeps no users; give a history".formatted(served.name()));
    }
    if (!known.users().contains(id)) {
      throw Refusal.field(404, "user", id, "a user of the training data");
    }
    return Question.ofUser(known, id);
  }

  private Question toHistory(Served served) {
    String given = String.join(", ", items);
    if (!(served.model() instanceof FoldIn model)) {
      throw Refusal.field(
          400,
          "history",
          given,
          "left out: %s scores users of its training data only; give a user"
              .formatted(served.name()));
    }
    Question question = Question.ofHistory(model, items, ratings);
    if (!items.isEmpty() && question.unknown().size() == items.size()) {
      throw Refusal.field(
          400,
          "history",
          given,
          "a history with an item that the model knows, such as \"%s\""
              .formatted(model.items().id(0)));
    }
    return question;
  }

  /** The field that has it. */
  String field() {
    return user.isPresent() ? "user" : "history";
  }
}
