package org.refold.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;

/**
 * What a model is asked, some of it at a time: one question a user, or, where next items are to be
 * found, one for each held-out item, as a user of its own whose history is all that came before.
 *
 * @param holdout a row for each question
 * @param userOf for each question which of the evaluated users it is about
 */
@SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
record Cases(Holdout holdout, int[] userOf) {

  /** Questions that are there at once. */
  private static final int MOST = 1 << 14;

  /** Items of their histories that are there at once, beyond the first question's. */
  private static final int MOST_ITEMS = 1 << 22;

  /** All questions of a hold-out whose users each have something to find. */
  static Iterator<Cases> of(Holdout evaluated) {
    return of(evaluated, MOST);
  }

  /** The same, so many next items at a time. */
  static Iterator<Cases> of(Holdout evaluated, int most) {
    return evaluated.prediction().isOfNext()
        ? new NextItems(evaluated, most)
        : List.of(
                new Cases(evaluated, IntStream.range(0, evaluated.foldIn().userCount()).toArray()))
            .iterator();
  }

  int count() {
    return userOf.length;
  }

  /** How many users have their last question among some. */
  int users(int from, int to) {
    int users = 0;
    for (int k = from; k < to; k++) {
      users += k + 1 == userOf.length || userOf[k + 1] != userOf[k] ? 1 : 0;
    }
    return users;
  }

  /** Goes through held-out items, those of a user from the oldest on. */
  private static final class NextItems implements Iterator<Cases> {

    private final Holdout all;
    private final int most;
    private int next;

    NextItems(Holdout all, int most) {
      this.all = all;
      this.most = most;
    }

    @Override
    public boolean hasNext() {
      return next < all.foldOut().size();
    }

    @Override
    public Cases next() {
      if (!hasNext()) {
        throw new NoSuchElementException("there is no held-out item behind the last");
      }
      List<String> ids = new ArrayList<>();
      InteractionsBuilder known = builder(all.foldIn());
      InteractionsBuilder given = builder(all.histories());
      InteractionsBuilder wanted = builder(all.foldOut());
      int[] userOf = new int[Math.min(most, all.foldOut().size() - next)];
      while (ids.size() < userOf.length && known.size() <= MOST_ITEMS) {
        int user = all.foldOut().userAt(next);
        int number = next - all.foldOut().start(user);
        userOf[ids.size()] = user;
        addBefore(all.foldIn(), user, number, known, ids.size());
        addBefore(all.histories(), user, number, given, ids.size());
        add(all.foldOut(), next, next + 1, wanted, ids.size());
        ids.add(all.foldOut().users().id(user) + ", held-out item " + (number + 1));
        next++;
      }
      Vocabulary questions = Vocabulary.of(ids);
      Interactions foldIn = built(known, questions);
      Interactions histories = all.histories() == all.foldIn() ? foldIn : built(given, questions);
      Holdout holdout =
          new Holdout(
              foldIn,
              built(wanted, questions),
              Holdout.Generalisation.STRONG,
              null,
              histories,
              all.prediction());
      return new Cases(holdout, Arrays.copyOf(userOf, ids.size()));
    }

    private static InteractionsBuilder builder(Interactions rows) {
      return new InteractionsBuilder(rows.hasValues(), false);
    }

    private Interactions built(InteractionsBuilder rows, Vocabulary questions) {
      return rows.build(questions, all.foldIn().items(), Duplicates.KEEP);
    }

    /** A user's row, and behind it the first held-out items. */
    private void addBefore(
        Interactions rows, int user, int number, InteractionsBuilder to, int question) {
      int start = all.foldOut().start(user);
      add(rows, rows.start(user), rows.end(user), to, question);
      add(all.foldOut(), start, start + number, to, question);
    }

    private static void add(
        Interactions rows, int from, int to, InteractionsBuilder builder, int question) {
      for (int p = from; p < to; p++) {
        builder.add(question, rows.item(p), rows.value(p), 0);
      }
    }
  }
}
