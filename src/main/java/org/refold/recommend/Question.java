package org.refold.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;

/**
 * What a person or a program asks a model: about a history of raw ids, or about a user of its
 * training data. Beside the answer there may be something to say: {@link #notes}.
 */
public final class Question {

  private final Model model;
  private final List<String> items;
  private final List<Float> ratings;
  private final Optional<String> user;

  private Question(
      Model model, List<String> items, List<Float> ratings, Optional<String> askedUser) {
    this.model = model;
    this.items = List.copyOf(items);
    this.ratings = List.copyOf(ratings);
    this.user = askedUser;
  }

  /**
   * About a history.
   *
   * @param items raw ids, oldest first
   * @param ratings one for each item, or none at all
   * @throws BadInputException if the model folds no history in
   */
  public static Question ofHistory(Model model, List<String> items, List<Float> ratings) {
    if (!(model instanceof FoldIn)) {
      throw new BadInputException(
          "%s folds no history in: it scores the users of its training data; ask for one of them"
              .formatted(model.recommender().name()));
    }
    return new Question(model, items, ratings, Optional.empty());
  }

  /**
   * About a user of the training data.
   *
   * @param user the raw id
   * @throws BadInputException if the model keeps no users, or not this one
   */
  public static Question ofUser(Model model, String user) {
    if (!(model instanceof KnownUsers known)) {
      throw new BadInputException(
          "%s keeps no users: it scores histories; give the history of the user"
              .formatted(model.recommender().name()));
    }
    known.known(user);
    return new Question(model, List.of(), List.of(), Optional.of(user));
  }

  /**
   * The best items, those of the history left out.
   *
   * @param k how many are wanted; fewer come back where the catalogue has no more
   * @throws BadInputException if no id of the history is known, the ratings are not as many as the
   *     items, or k is not positive
   */
  public List<Recommendation> recommend(int k) {
    if (user.isPresent()) {
      return ((KnownUsers) model).recommendForUser(user.get(), k);
    }
    FoldIn folding = (FoldIn) model;
    return ratings.isEmpty() ? folding.recommend(items, k) : folding.recommend(items, ratings, k);
  }

  /**
   * Why items have the scores that they have.
   *
   * @param explained raw ids
   * @return in their order
   * @throws BadInputException if an item, or all of the history, is unknown, or the model folds no
   *     history in
   */
  public List<Explanation> explain(List<String> explained) {
    if (model instanceof FoldIn folding) {
      return folding.explainAll(histories(), row(), explained);
    }
    throw new BadInputException(
        "%s folds no history in, so that it cannot say what speaks for an item"
            .formatted(model.recommender().name()));
  }

  /** The history, as the row {@link #row} over the items of the model. */
  public Interactions histories() {
    return user.isPresent()
        ? ((KnownUsers) model).histories()
        : ((FoldIn) model).historyOf(items, ratings);
  }

  /** The row of {@link #histories} that is meant. */
  public int row() {
    return user.isPresent() ? ((KnownUsers) model).known(user.get()) : 0;
  }

  /** The ids of the history that the model does not know, and passes over, in their order. */
  public List<String> unknown() {
    return items.stream().filter(id -> !model.items().contains(id)).toList();
  }

  /** What whoever asks should know beside an answer. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    List<String> unknown = unknown();
    if (!unknown.isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d of the %d items of the history are unknown to the model and passed over; the"
                  + " first is '%s'",
              unknown.size(),
              items.size(),
              unknown.get(0)));
    }
    if (ratings.isEmpty() && !items.isEmpty() && model instanceof RatingPredictor) {
      notes.add(
          "no ratings are given, and %s reads ratings: each item counts as rated highest; give a rating of each"
              .formatted(model.recommender().name()));
    }
    if (items.isEmpty() && user.isEmpty()) {
      notes.add(
          "the history is empty: these are the items that %s ranks first for a user of whom nothing"
                  .formatted(model.recommender().name())
              + " is known");
    }
    return List.copyOf(notes);
  }
}
